"""When to ask a Stripe again that did not answer: soon at first, then less and less often, never too late."""

from __future__ import annotations

from datetime import datetime, timedelta

SHORTEST, LONGEST = timedelta(seconds=5), timedelta(minutes=15)


def next_try(begun: datetime, now: datetime) -> datetime:
    """The moment for another try of what was asked since ``begun``: after as long again as it took so far."""
    return now + min(max(now - begun, SHORTEST), LONGEST)
