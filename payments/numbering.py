"""Gapless invoice numbers: taken under a row lock, in the transaction that stores the invoice."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from payments.models import NumberRange


@dataclass(frozen=True)
class Number:
    """A number that was taken: ``text`` as printed, ``position`` bare, in its range."""

    number_range: NumberRange
    position: int
    text: str


def take_number(organisation_id: int, fiscal_year: int) -> Number:
    """Take the next invoice number; a rollback gives it back, and others wait until then.

    Gapless and unique per organisation and fiscal year (art. 35a Wet OB 1968: sequential).
    """
    ranges = NumberRange.objects.select_for_update()
    mine = ranges.filter(organisation_id=organisation_id, fiscal_year=fiscal_year)
    found = mine.first()
    if found is None:
        others = NumberRange.objects.filter(organisation_id=organisation_id)
        prefix = usual_prefix(others, fiscal_year)
        new = NumberRange(organisation_id=organisation_id, fiscal_year=fiscal_year, prefix=prefix)
        NumberRange.objects.bulk_create([new], ignore_conflicts=True)
        found = mine.get()
    position = found.next_number
    found.next_number = position + 1
    found.save(update_fields=["next_number"])
    return Number(found, position, f"{found.prefix}{position:04d}")


def usual_prefix(ranges: Iterable[NumberRange], fiscal_year: int) -> str:
    """How a year's numbers begin unless somebody settles it: as the year before, with the year in it.

    ``ranges`` are the organisation's other ones: "SA-2026-" becomes "SA-2027-".
    """
    earlier = [row for row in ranges if row.fiscal_year < fiscal_year]
    last = max(earlier, key=lambda row: row.fiscal_year, default=None)
    if last is None or str(last.fiscal_year) not in last.prefix:
        return f"{fiscal_year}-"
    return last.prefix.replace(str(last.fiscal_year), str(fiscal_year))
