"""Where the days of an event fall on public holidays or in school holidays."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from events.models import Event
from events.school_holidays import school_holiday_on
from lib.holidays import dutch_holidays


class Clash(NamedTuple):
    """A day of an event, and the Dutch name of the holiday that it is.

    ``regions`` ("noord", "midden", "zuid") are those where schools are closed; none: a public holiday.
    """

    day: date
    holiday: str
    regions: tuple[str, ...] = ()


def clashes(event: Event) -> list[Clash]:
    """The days (and days of sessions, as they are being edited) that are holidays."""
    rows = event.days.filter(cancelled_at=None).select_related("draft")
    days = [getattr(day, "draft", day).date for day in rows]
    sessions = event.sessions.filter(cancelled_at=None).exclude(draft__is_cancelled=True)
    moments = [getattr(s, "draft", s).begins_at for s in sessions.select_related("draft")]
    if not days and not moments:
        moments = [event.begins_at, event.ends_at]
    return holidays_among([*days, *map(event.local_date, moments)])


def holidays_among(days: Iterable[date]) -> list[Clash]:
    """Those of ``days`` that are holidays, in order; a public holiday in a school holiday is both."""
    return [clash for day in sorted(set(days)) for clash in _on(day)]


def _on(day: date) -> Iterator[Clash]:
    if public := dutch_holidays(day.year).get(day):
        yield Clash(day, public)
    if school := school_holiday_on(day):
        yield Clash(day, *school)
