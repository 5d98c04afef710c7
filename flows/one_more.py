"""Seats that a pool got because an organiser let somebody in beyond it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from organisations import trail
from organisations.access import Actor
from registrations.models import Registration
from registrations.offering import Offering


def record_growth(
    offering: Offering, registration: Registration, grown: Mapping[int, int], now: datetime, actor: Actor
) -> None:
    """Note of each pool (by its id) that got seats at ``now`` (UTC) how many, and for which sign-up."""
    pools = [f"{pool.slug}: +{grown[pool.id]}" for pool in offering.pools if grown.get(pool.id)]
    if not pools:
        return
    event = offering.event
    about: tuple[tuple[str, int, str, trail.Facts], ...] = (
        ("event", event.pk, "capacity changed", {"pools": pools, "registration": registration.reference}),
        ("registration", registration.pk, "one more", {"pools": pools}),
    )
    for subject, subject_id, verb, facts in about:
        trail.record(
            event.organisation_id,
            subject,
            subject_id,
            verb,
            at=now,
            actor=actor,
            event_id=event.pk,
            facts=facts,
        )
