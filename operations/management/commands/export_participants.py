from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser

from operations import command
from organisations.access import SYSTEM
from reports.attendee_list import Wanted
from reports.participant_export import TYPES, export_participants


class Command(command.Command):
    """``manage.py export_participants --event SLUG --format csv|xlsx --out PATH``."""

    help = "Write all participants of an event to a file, as the workspace exports them without a filter."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--event", metavar="SLUG", required=True)
        parser.add_argument("--format", choices=tuple(TYPES), required=True)
        parser.add_argument("--out", metavar="PATH", type=Path, required=True)

    def handle(self, *_args: Any, **options: Any) -> None:
        event = command.find_event(options["event"])
        pieces = export_participants(SYSTEM, event, Wanted(), options["format"])
        out: Path = options["out"]
        try:
            with out.open("wb") as file:
                size = sum(file.write(piece) for piece in pieces)
        except OSError as error:
            raise CommandError(f"{out} cannot be written: {error.strerror}") from error
        self.stdout.write(f"{out}: {size} bytes")
