from argparse import ArgumentTypeError
from datetime import datetime
from typing import Any

from django.core.management.base import CommandError, CommandParser

from demo.moving import move
from operations import command


class Command(command.Command):
    """``manage.py demo_move --event S --session SLUG --start ISO [--room R]``: edits the draft."""

    help = "Move a session in the draft; it lasts as long as before. release_programme makes it public."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--event", required=True, metavar="SLUG")
        parser.add_argument("--session", required=True, metavar="SLUG")
        parser.add_argument(
            "--start",
            required=True,
            type=moment,
            metavar="ISO",
            help="2027-03-11T09:30, on the clock of the event where it has no offset",
        )
        parser.add_argument("--room", default="", help="a room, made where there is none of that name")

    def handle(self, *_args: Any, **options: Any) -> None:
        event = command.find_event(options["event"])
        try:
            draft = move(event, options["session"], options["start"], options["room"])
        except ValueError as refused:
            raise CommandError(str(refused)) from refused
        if draft is None:
            raise CommandError(f"{options['event']} has no session {options['session']}")
        begins_at, ends_at = (
            at.astimezone(event.zone).isoformat() for at in (draft.begins_at, draft.ends_at)
        )
        self.stdout.write(f"{options['session']}: {begins_at} to {ends_at} in the draft")


def moment(text: str) -> datetime:
    """Return ``text`` as a moment, aware or not."""
    try:
        return datetime.fromisoformat(text)
    except ValueError as error:
        raise ArgumentTypeError(f"not a moment like 2027-03-11T09:30: {text!r}") from error
