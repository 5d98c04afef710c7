from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser

from flows.participant_import import (
    Imported,
    SeatsShort,
    TableRefused,
    import_participants,
)
from lib import clock
from lib.spreadsheets import Table, UnreadableTable, read
from operations import command
from reports.participant_export import COLUMNS

# A column may be called as in CSV or as in XLSX.
NAMES = {label: name for name, label in COLUMNS.items()} | {name: name for name in COLUMNS}
WHY = {
    "empty": "the file is empty",
    "encoding": "the file is neither UTF-8, UTF-16 nor Windows-1252",
    "format": "the file is no CSV and no XLSX, or it is broken",
    "too_large": "the file is too large",
    "double_column": "two columns in line 1 have one name",
}


class Command(command.Command):
    """``manage.py import_participants --event SLUG FILE [--dry-run] [--mail]``."""

    help = (
        "Register the people of a CSV or XLSX file, all or none, each as a sign-up of their own that is "
        "confirmed at once. Columns as export_participants writes them, by their names in CSV or their "
        "labels in XLSX; name, email and ticket_type suffice, and an empty ticket_type is the event's "
        "first. Who is there already (the same participant_id, or the same name and address) is named and "
        "passed over, and so is who does not come (state cancelled and the like). Nothing is invoiced, "
        "whatever a ticket costs, and nobody is mailed unless --mail says so. The sign-up may be closed, "
        "but there must be seats for everybody."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--event", metavar="SLUG", required=True)
        parser.add_argument("file", metavar="FILE", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="check all of it and store nothing")
        parser.add_argument("--mail", action="store_true", help="send everybody their confirmation")

    def handle(self, *_args: Any, **options: Any) -> None:
        event = command.find_event(options["event"])
        table = self._table(options["file"])
        dry_run = options["dry_run"]
        try:
            imported = import_participants(
                event,
                table,
                NAMES,
                clock.now(),
                mail=options["mail"],
                dry_run=dry_run,
                progress=self._progress,
            )
        except TableRefused as refused:
            for fault in refused.faults:
                self.stderr.write(str(fault))
            raise CommandError(
                f"{len(refused.faults)} cells are wrong; nobody has been registered"
            ) from refused
        except SeatsShort as refused:
            raise CommandError(_short(refused)) from refused
        self._tell(imported, dry_run=dry_run)

    def _table(self, file: Path) -> Table:
        try:
            table = read(file.read_bytes())
            columns = table.columns(NAMES)
        except OSError as error:
            raise CommandError(f"{file} cannot be read: {error.strerror}", returncode=2) from error
        except UnreadableTable as unreadable:
            raise CommandError(f"{file}: {WHY[unreadable.code]}") from unreadable
        if others := [name for name in columns if name and name not in COLUMNS]:
            self.stdout.write(f"columns that are not taken: {', '.join(others)}")
        return table

    def _progress(self, done: int, total: int) -> None:
        self.stdout.write(f"{done} of {total}")

    def _tell(self, imported: Imported, *, dry_run: bool) -> None:
        for row in imported.passed_over:
            self.stdout.write(str(row))
        if imported.not_invoiced:
            self.stdout.write(f"{imported.not_invoiced} have a ticket that costs money: nothing is invoiced")
        said = f"{imported.people} registered, {len(imported.passed_over)} passed over"
        self.stdout.write(f"dry run, nothing stored: {said}" if dry_run else said)


def _short(refused: SeatsShort) -> str:
    pools: Sequence[str] = [
        f"{slug} has {left} seats left, {wanted} are needed" for slug, (wanted, left) in refused.short.items()
    ]
    return f"{'; '.join(pools)}; nobody has been registered"
