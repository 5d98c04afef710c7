"""Gapless invoice numbers: taken under a row lock, in the transaction that stores the invoice."""

from __future__ import annotations

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
        new = NumberRange(organisation_id=organisation_id, fiscal_year=fiscal_year, prefix=f"{fiscal_year}-")
        NumberRange.objects.bulk_create([new], ignore_conflicts=True)
        found = mine.get()
    position = found.next_number
    found.next_number = position + 1
    found.save(update_fields=["next_number"])
    return Number(found, position, f"{found.prefix}{position:04d}")
