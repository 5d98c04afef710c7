"""On which days an event is held."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import prefetch_related_objects

from events.models import Day, Event


def event_dates(event: Event, days: Iterable[Day]) -> list[date]:
    """Return the days of ``event`` that are public, else those of its meetings, else its first."""
    held = [day.date for day in days if day.released_at and not day.cancelled_at]
    if held:
        return held
    prefetch_related_objects([event], "sessions")
    meetings = event.behaviour.common_sessions(event)
    held = [event.local_date(session.begins_at) for session in meetings if not session.cancelled_at]
    return held or [event.local_date(event.begins_at)]
