"""The demo's time: a visitor moves it forward, for all processes."""

import re
from datetime import datetime, timedelta

from django.db import connection
from django.db.models import F

from demo.models import ClockOffset
from lib import clock

FURTHEST = timedelta(days=3660)
_UNITS = {"weeks": "W", "days": "D", "hours": "H", "minutes": "M", "seconds": "S"}
_DATE, _TIME = ("weeks", "days"), ("hours", "minutes", "seconds")


def _pattern(units: tuple[str, ...]) -> str:
    return "".join(rf"(?:(?P<{unit}>\d{{1,9}}){_UNITS[unit]})?" for unit in units)


_DURATION = re.compile(rf"P(?=.){_pattern(_DATE)}(?:T(?=.){_pattern(_TIME)})?", re.ASCII)


def offset() -> timedelta:
    """Return how far the demo's time is ahead of the real time: the source of ``lib.clock``.

    Each request asks, so the statement is written out: to compile it would cost more than to run it.
    """
    with connection.cursor() as cursor:
        cursor.execute('SELECT "offset" FROM demo_clockoffset')
        row = cursor.fetchone()
    return row[0] if row else timedelta(0)


def duration(text: str) -> timedelta:
    """Return an ISO 8601 duration of weeks, days, hours, minutes and seconds: "PT31M", "P1DT2H".

    Months and years have no fixed length and are refused, as is more than ten years: ValueError.
    """
    found = _DURATION.fullmatch(text.strip().upper())
    if not found:
        raise ValueError(f"not a duration like PT31M or P1DT2H: {text[:40]!r}")
    given = timedelta(**{unit: int(number) for unit, number in found.groupdict().items() if number})
    if given > FURTHEST:
        raise ValueError("the demo's time moves by at most ten years at once")
    return given


def forward(by: timedelta) -> datetime:
    """Move the time of all processes by ``by`` and return the new one (UTC).

    Whoever is in the middle of a request or a job keeps the time with which it began.
    """
    before = clock.now()
    ClockOffset.objects.bulk_create([ClockOffset(pk=1)], ignore_conflicts=True)
    ClockOffset.objects.filter(pk=1).update(offset=F("offset") + by)
    return before + by
