"""All that an event lacks before it is published: what it knows itself, and its seats."""

from __future__ import annotations

from datetime import datetime

from events.checks import Finding, findings
from events.models import Event
from registrations.round_seats import short_rounds


def readiness(event: Event, now: datetime) -> list[Finding]:
    """What there is to say at ``now`` (UTC), what is required first."""
    short = [
        Finding("short_round", "capacities", is_required=True, facts={"short": row})
        for row in short_rounds(event)
    ]
    return sorted([*short, *findings(event, now)], key=lambda found: not found.is_required)
