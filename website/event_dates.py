"""On which days an event is held, and from when until when."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from django.db.models import prefetch_related_objects

from events.models import Day, Event, Session
from lib.dates import format_period


def event_periods(event: Event, days: Iterable[Day], language: str) -> list[str]:
    """Return "donderdag 11 maart 2027, 9.30–17.00 uur" for each day or meeting, else for all of it."""
    parts: Sequence[Day | Session | Event] = _held(event, days) or [event]
    return [format_period(part.begins_at, part.ends_at, event.timezone, language) for part in parts]


def event_dates(event: Event, days: Iterable[Day]) -> list[date]:
    """Return the days of ``event`` that are public, else those of its meetings, else its first."""
    parts = _held(event, days)
    dates = [part.date if isinstance(part, Day) else event.local_date(part.begins_at) for part in parts]
    return dates or [event.local_date(event.begins_at)]


def _held(event: Event, days: Iterable[Day]) -> list[Day | Session]:
    """The public days that go on, where there are none the meetings."""
    held: list[Day | Session] = [day for day in days if day.released_at and not day.cancelled_at]
    if not held:
        prefetch_related_objects([event], "sessions")
        held = [part for part in event.behaviour.common_sessions(event) if not part.cancelled_at]
    return held
