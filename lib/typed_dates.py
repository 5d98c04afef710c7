"""Dates as people type them."""

from __future__ import annotations

import re
from datetime import date

_MONTHS = (
    "jan",
    "feb",
    "m(?:aa)?rt|mar",
    "apr",
    "mei|may",
    "jun",
    "jul",
    "aug",
    "sep",
    "o[kc]t",
    "nov",
    "dec",
)


def read_date(text: str) -> date | None:
    """Read "2027-03-11", "11-3-2027" or "11 maart 2027" (with or without the day of the week), else None."""
    text = text.strip().lower()
    if found := re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", text):
        return _date(int(found[1]), int(found[2]), int(found[3]))
    if found := re.fullmatch(r"(\d{1,2})[-./ ](\d{1,2})[-./ ](\d{4})", text):
        return _date(int(found[3]), int(found[2]), int(found[1]))
    if found := re.fullmatch(r"(?:[a-z]+,? )?(\d{1,2}) ([a-z]+)\.? (\d{4})", text):
        months = [n for n, name in enumerate(_MONTHS, 1) if re.match(f"(?:{name})", found[2])]
        return _date(int(found[3]), months[0], int(found[1])) if months else None
    return None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
