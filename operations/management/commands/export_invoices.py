from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser

from lib import clock
from lib.dates import day_in_zone
from operations import command
from organisations.access import SYSTEM, organisation_by_slug
from reports.invoice_auditfile import Period
from reports.invoice_export import TYPES, export_invoices
from reports.invoice_list import WantedInvoices, wanted_invoices


class Command(command.Command):
    """``manage.py export_invoices --organisation SLUG --from DAY --to DAY --format … --out PATH``."""

    help = "Write the invoices and credit notes of a period to a file, as the workspace exports them."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--organisation", metavar="SLUG", required=True)
        parser.add_argument(
            "--from", dest="begin", metavar="DAY", type=_day, required=True, help="2027-01-01"
        )
        parser.add_argument("--to", dest="end", metavar="DAY", type=_day, required=True, help="included")
        parser.add_argument("--format", choices=tuple(TYPES), required=True)
        parser.add_argument("--out", metavar="PATH", type=Path, required=True)

    def handle(self, *_args: Any, **options: Any) -> None:
        begin, end = options["begin"], options["end"]
        if begin > end:
            raise CommandError(f"--from {begin} is after --to {end}", returncode=2)
        organisation = organisation_by_slug(options["organisation"])
        if organisation is None:
            raise CommandError(f"there is no organisation with the slug {options['organisation']}")
        today = day_in_zone(clock.now(), organisation.timezone)
        found = wanted_invoices(SYSTEM, organisation.pk, WantedInvoices(begin, end), today)
        pieces = export_invoices(found, options["format"], organisation, Period(begin, end, today))
        out: Path = options["out"]
        try:
            with out.open("wb") as file:
                size = sum(file.write(piece) for piece in pieces)
        except OSError as error:
            raise CommandError(f"{out} cannot be written: {error.strerror}") from error
        self.stdout.write(f"{out}: {size} bytes")


def _day(text: str) -> date:
    return date.fromisoformat(text)
