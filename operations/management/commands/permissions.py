from typing import Any

from django.conf import settings
from django.core.management.base import CommandError, CommandParser

from operations import command
from operations.permission_table import RouteUnknown, permission_table


class Command(command.Command):
    """``manage.py permissions [--check]``: run it in the demo, where all routes are."""

    help = "Write docs/permissions.md: which role may open which page."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="only say whether it is up to date")

    def handle(self, *_args: Any, **options: Any) -> None:
        file = settings.BASE_DIR / "docs" / "permissions.md"
        try:
            table = permission_table()
        except RouteUnknown as unknown:
            raise CommandError(str(unknown)) from unknown
        if options["check"]:
            if not file.exists() or file.read_text() != table:
                raise CommandError(f"{file} is out of date: run manage.py permissions")
        else:
            file.parent.mkdir(exist_ok=True)
            file.write_text(table)
        self.stdout.write(f"{file} is up to date.")
