"""Begins and ends of parts of an event, in UTC, as they come of a clock and a calendar."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from lib.dates import moment_on

Span = tuple[datetime, datetime]


def days_between(begins_at: datetime, ends_at: datetime, zone: str) -> list[Span]:
    """The days of an event, each with the hours of the first begin and the last end.

    An end that is not later on the clock than the begin is after midnight. Times in UTC; raises
    ValueError for an hour that the clock skips.
    """
    first, last = (moment.astimezone(ZoneInfo(zone)) for moment in (begins_at, ends_at))
    night = timedelta(days=1 if last.time() <= first.time() and last.date() > first.date() else 0)
    number = (last.date() - night - first.date()).days + 1
    dates = [first.date() + timedelta(days=n) for n in range(number)]
    return [(moment_on(d, first.time(), zone), moment_on(d + night, last.time(), zone)) for d in dates]


def dates_every(first: date, last: date, weeks: int) -> list[date]:
    """The dates from ``first`` to ``last`` that are ``weeks`` apart."""
    step = timedelta(weeks=weeks)
    return [first + step * n for n in range((last - first) // step + 1)]
