from typing import Any

from django.core.management.base import CommandParser

from events.releases import Change
from flows.event_making import release_programme
from lib import clock
from operations import command
from organisations.access import Actor
from reports.release_reach import people_touched


class Command(command.Command):
    """``manage.py release_programme --event SLUG [--dry-run]``; nothing to release is no failure."""

    help = (
        "Make the draft programme of an event public, and tell what changed and how many people it touches."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--event", metavar="SLUG", required=True)
        parser.add_argument("--dry-run", action="store_true", help="tell it and change nothing")

    def handle(self, *_args: Any, **options: Any) -> None:
        event = command.find_event(options["event"])
        release = release_programme(event, clock.now(), actor=Actor("command"), dry_run=options["dry_run"])
        if release is None:
            self.stdout.write("nothing to release")
            return
        for change in release.changes:
            self.stdout.write(_line(change))
        people = people_touched(event, release.changes)
        self.stdout.write(f"{len(release.changes)} changes touch {people} participants")
        said = "dry run, nothing released" if options["dry_run"] else f"released, number {release.number}"
        self.stdout.write(said)


def _line(change: Change) -> str:
    what = " ".join(filter(None, [change["part"], change.get("slug"), change.get("change", "changed")]))
    fields = ", ".join(change["before"])
    return f"{what}: {fields}" if fields and change.get("change") != "new" else what
