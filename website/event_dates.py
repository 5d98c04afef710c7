"""On which days an event is held, and from when until when."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import prefetch_related_objects

from events.models import Day, Event, Session
from lib.dates import format_period


def event_periods(event: Event, days: Iterable[Day], language: str) -> list[str]:
    """Return "donderdag 11 maart 2027, 9.30–17.00 uur" for each day or meeting, else for all of it."""
    parts: list[Day | Session] = [day for day in days if day.released_at and not day.cancelled_at]
    if not parts:
        prefetch_related_objects([event], "sessions")
        parts = [part for part in event.behaviour.common_sessions(event) if not part.cancelled_at]
    zone = event.timezone
    return [format_period(part.begins_at, part.ends_at, zone, language) for part in parts] or [
        format_period(event.begins_at, event.ends_at, zone, language)
    ]


def event_dates(event: Event, days: Iterable[Day]) -> list[date]:
    """Return the days of ``event`` that are public, else those of its meetings, else its first."""
    held = [day.date for day in days if day.released_at and not day.cancelled_at]
    if held:
        return held
    prefetch_related_objects([event], "sessions")
    meetings = event.behaviour.common_sessions(event)
    held = [event.local_date(session.begins_at) for session in meetings if not session.cancelled_at]
    return held or [event.local_date(event.begins_at)]
