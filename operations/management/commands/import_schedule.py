from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser

from events.schedules.filling import Filled
from events.schedules.frab import read_frab
from events.schedules.schedule import ScheduleRefused
from flows.schedule_import import NoProgramme, import_schedule
from lib import clock
from operations import command


class Command(command.Command):
    """``manage.py import_schedule --event SLUG FILE [--dry-run]``."""

    help = (
        "Fill the draft programme of an event from a schedule.xml as frab, pretalx and Indico write it: "
        "days, rooms, sessions and speakers. The public sees it with the next release (release_programme); "
        "who speaks in a session that is public already shows at once. "
        "What is in the event already stays as it is; an event of the file is found again by its guid, and "
        "one that is gone from the file is named and kept."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--event", metavar="SLUG", required=True)
        parser.add_argument("file", metavar="FILE", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="check all of it and store nothing")

    def handle(self, *_args: Any, **options: Any) -> None:
        event, file = command.find_event(options["event"]), options["file"]
        try:
            schedule = read_frab(file.read_bytes(), event.timezone)
            filled = import_schedule(event, schedule, clock.now(), dry_run=options["dry_run"])
        except OSError as error:
            raise CommandError(f"{file} cannot be read: {error.strerror}", returncode=2) from error
        except ScheduleRefused as refused:
            raise CommandError(f"{file}, {refused}; nothing has been imported") from refused
        except NoProgramme as refused:
            raise CommandError(f"{event.slug} is of a kind that has no programme by day") from refused
        self._tell(filled, dry_run=options["dry_run"])

    def _tell(self, filled: Filled, *, dry_run: bool) -> None:
        parts = {
            "days added, with seats without a limit": filled.days,
            "days made longer": filled.days_changed,
            "rooms added": filled.rooms,
            "not in the file any more, kept": filled.missing,
        }
        for label, names in parts.items():
            if names:
                self.stdout.write(f"{label}: {', '.join(names)}")
        new, changed, speakers = (
            len(names) for names in (filled.sessions, filled.sessions_changed, filled.speakers)
        )
        said = (
            f"{new} sessions added, {changed} changed, {speakers} speakers added" if filled else "no change"
        )
        self.stdout.write(f"dry run, nothing stored: {said}" if dry_run else said)
