"""All that an event lacks before it is published: what it knows itself, and its seats."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from events.checks import Finding, findings
from events.conflicts import planned_sessions
from events.models import Event
from registrations.room_seats import small_rooms
from registrations.round_seats import short_rounds


def readiness(event: Event, now: datetime) -> list[Finding]:
    """What there is to say at ``now`` (UTC), what is required first."""
    found = [*findings(event, now), *_seats(event)]
    return sorted(found, key=lambda one: not one.is_required)


def _seats(event: Event) -> Iterator[Finding]:
    for short in short_rounds(event):
        session = short.round.sessions.filter(cancelled_at=None).first()
        anchor = f"id_session-{session.slug}" if session else ""
        yield Finding("short_round", "capacities", is_required=True, facts={"short": short}, anchor=anchor)
    for small in small_rooms(event, planned_sessions(event)):
        slug = small.planned.session.slug
        facts = {"small": small}
        yield Finding("small_room", "session_edit", facts=facts, about=slug, anchor="id_room")
