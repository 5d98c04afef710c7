"""What all commands have in common: exit 0 done, 1 refused, 2 wrong usage; one line on stderr."""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connections

from events.models import Event


class Command(BaseCommand):
    """A command for operators. It raises CommandError with one sentence for what it refuses."""

    requires_system_checks: list[str] = []

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        """Let wrong usage be told in one line; ``--help`` tells the rest."""
        parser = super().create_parser(prog_name, subcommand, **kwargs)
        parser.print_usage = _print_nothing  # type: ignore[method-assign]
        return parser

    def run_from_argv(self, argv: list[str]) -> None:
        """Run from the command line and end the process with the right status."""
        self._called_from_command_line = True
        options = vars(self.create_parser(argv[0], argv[1]).parse_args(argv[2:]))
        try:
            self.execute(*options.pop("args", ()), **options)
        except CommandError as refusal:
            if options["traceback"]:
                raise
            self.stderr.write(f"{argv[1]}: {' '.join(str(refusal).split())}")
            sys.exit(refusal.returncode)
        finally:
            connections.close_all()

    def execute(self, *args: Any, **options: Any) -> str | None:
        """Make a refusal of every error, so that none prints pages."""
        try:
            return super().execute(*args, **options)
        except CommandError:
            raise
        except Exception as error:
            raise CommandError(f"{type(error).__name__}: {error} (--traceback tells more)") from error


def find_event(slug: str) -> Event:
    """Return the event that an operator named, or refuse."""
    from events.access import event_by_slug

    event = event_by_slug(slug)
    if event is None:
        raise CommandError(f"there is no event with the slug {slug}")
    return event


def _print_nothing(file: object = None) -> None:
    pass
