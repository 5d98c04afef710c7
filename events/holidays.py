"""Where the days of an event fall on holidays."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from events.models import Event
from lib.holidays import dutch_holidays


class Clash(NamedTuple):
    """A day of an event, and the Dutch name of the holiday that it is."""

    day: date
    holiday: str


def clashes(event: Event) -> list[Clash]:
    """The days (and days of sessions, as they are being edited) that are holidays."""
    rows = event.days.filter(cancelled_at=None).select_related("draft")
    days = [getattr(day, "draft", day).date for day in rows]
    sessions = event.sessions.filter(cancelled_at=None).exclude(draft__is_cancelled=True)
    moments = [getattr(s, "draft", s).begins_at for s in sessions.select_related("draft")]
    own = [event.begins_at, event.ends_at]
    return holidays_among([*days, *map(event.local_date, [*own, *moments])])


def holidays_among(days: Iterable[date]) -> list[Clash]:
    """Those of ``days`` that are holidays, in order."""
    named = ((day, dutch_holidays(day.year).get(day)) for day in sorted(set(days)))
    return [Clash(day, holiday) for day, holiday in named if holiday]
