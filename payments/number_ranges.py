"""Settling how the invoice numbers of a year look, before the first of them is taken."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from payments.models import NumberRange
from payments.numbering import usual_prefix

LONGEST_PREFIX: Final = 12
_PREFIX: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9.-]*[A-Za-z.-]|[A-Za-z]")


class RangeRefused(Exception):
    """A range cannot be so. ``code`` is "in_use", "prefix", "prefix_used" or "first_number"."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def ranges_of(organisation_id: int, today: date) -> list[NumberRange]:
    """The number ranges of an organisation, the newest first; those of this year and the next are shown
    as they will be where none was made yet (without an id).
    """
    found = {row.fiscal_year: row for row in NumberRange.objects.filter(organisation_id=organisation_id)}
    for year in (today.year, today.year + 1):
        prefix = usual_prefix(found.values(), year)
        found.setdefault(year, NumberRange(organisation_id=organisation_id, fiscal_year=year, prefix=prefix))
    return sorted(found.values(), key=lambda row: -row.fiscal_year)


def is_settled(row: NumberRange) -> bool:
    """Whether a number was taken: then a range never changes."""
    return row.next_number > row.first_number


def settle_range(organisation_id: int, fiscal_year: int, prefix: str, first_number: int) -> NumberRange:
    """Let a year's numbers begin with ``prefix`` and ``first_number``. Inside the caller's transaction.

    A prefix ends in no digit, is of one year alone and names no other, so that no two numbers of an
    organisation ever read alike.
    Raises RangeRefused.
    """
    _check(organisation_id, fiscal_year, prefix, first_number)
    new = NumberRange(organisation_id=organisation_id, fiscal_year=fiscal_year)
    NumberRange.objects.bulk_create([new], ignore_conflicts=True)
    row = NumberRange.objects.select_for_update().get(
        organisation_id=organisation_id, fiscal_year=fiscal_year
    )
    if is_settled(row):
        raise RangeRefused("in_use")
    row.prefix, row.first_number, row.next_number = prefix, first_number, first_number
    row.save(update_fields=["prefix", "first_number", "next_number"])
    return row


def _check(organisation_id: int, fiscal_year: int, prefix: str, first_number: int) -> None:
    if len(prefix) > LONGEST_PREFIX or not _PREFIX.fullmatch(prefix):
        raise RangeRefused("prefix")
    if not 1 <= first_number <= 9_999_999:
        raise RangeRefused("first_number")
    others = NumberRange.objects.filter(organisation_id=organisation_id).exclude(fiscal_year=fiscal_year)
    used = {row.prefix.casefold() for row in others}
    years = {year for year in re.findall(r"20\d\d", prefix) if year != str(fiscal_year)}
    if years or prefix.casefold() in used:
        raise RangeRefused("prefix_used")
