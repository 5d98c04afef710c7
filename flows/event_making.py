"""Making an event and showing it to the public."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from django.db import transaction

from events import making
from events.models import Event, ProgrammeRelease
from events.releases import release_drafts
from organisations import trail
from organisations.access import SYSTEM, Actor
from organisations.models import User
from registrations.seats import open_pools

Capacities = Mapping[str, int | None]


@transaction.atomic(durable=True)
def make_event(
    event: Event,
    build: Callable[[Event], Capacities],
    now: datetime,
    *,
    actor: Actor = SYSTEM,
    user: User | None = None,
    publish: bool = True,
) -> Event:
    """Store ``event``, let ``build`` add days, sessions, tickets and stands, open its pools.

    ``build`` returns the seats of each pool (slug → number, None: unlimited). Where ``publish`` says
    so, the first programme is released and the event published at ``now`` (UTC).
    """
    making.add_event(event)
    capacities = build(event)
    open_pools(event, capacities)
    if publish:
        release_drafts(event, now, user)
        making.publish(event, now)
    trail.record(event.organisation_id, "event", event.pk, "made", at=now, actor=actor, event_id=event.pk)
    return event


@transaction.atomic(durable=True)
def release_programme(
    event: Event, now: datetime, *, actor: Actor, user: User | None = None, dry_run: bool = False
) -> ProgrammeRelease | None:
    """Make all drafts of ``event`` public at ``now`` (UTC); None where nothing differs.

    A ``dry_run`` does it and takes it back: what it returns is not stored.
    """
    release = release_drafts(event, now, user)
    if release is not None:
        trail.record(
            event.organisation_id,
            "event",
            event.pk,
            "released",
            at=now,
            actor=actor,
            event_id=event.pk,
            facts={"number": release.number, "changes": len(release.changes)},
        )
    if dry_run:
        transaction.set_rollback(True)
    return release
