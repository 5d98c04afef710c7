"""Editing the draft of a programme; flows.event_making releases it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from events import programme_editing
from events.models import Event, Room, Session
from organisations import trail
from organisations.access import Actor
from registrations.capacity import remove_pools_of_session
from registrations.seats import open_pools


class NoVenue(Exception):
    """A room was named, but the event has no place yet."""


class AlreadyReleased(Exception):
    """The public has seen it: it can be cancelled, not removed."""


@transaction.atomic(durable=True)
def edit_session(
    session_id: int,
    values: programme_editing.Values,
    room: str,
    speakers: Sequence[str],
    now: datetime,
    *,
    actor: Actor,
) -> list[str]:
    """Change the draft of a session, and at once who speaks in it; names what changed. Raises NoVenue."""
    session = Session.objects.select_for_update(of=("self",)).select_related("event").get(pk=session_id)
    changed = programme_editing.edit_session(session, values, _room(session.event, room))
    if programme_editing.set_speakers(session, speakers):
        changed.append("speakers")
    if changed:
        _record(session, "session drafted", now, actor, changed)
    return changed


@transaction.atomic(durable=True)
def add_session(
    event_id: int,
    kind: str,
    values: programme_editing.Values,
    room: str,
    speakers: Sequence[str],
    round_slug: str,
    seats: int | None,
    now: datetime,
    *,
    actor: Actor,
) -> Session:
    """Add a session to the draft, with ``seats`` places where it is chosen in a round. Raises NoVenue."""
    event = Event.objects.select_for_update(of=("self",)).get(pk=event_id)
    round_ = event.rounds.filter(slug=round_slug).select_related("day").first() if round_slug else None
    session = programme_editing.add_session(event, kind, values, _room(event, room), round_)
    programme_editing.set_speakers(session, speakers)
    open_pools(event, {f"session-{session.slug}": seats})
    _record(session, "session added", now, actor, [])
    return session


@transaction.atomic(durable=True)
def remove_session(session_id: int, now: datetime, *, actor: Actor) -> None:
    """Take a session out of the draft that nobody has seen yet. Raises AlreadyReleased."""
    session = Session.objects.select_for_update(of=("self",)).select_related("event").get(pk=session_id)
    if session.released_at is not None:
        raise AlreadyReleased
    remove_pools_of_session(session.pk)
    _record(session, "session removed", now, actor, [])
    session.delete()


def _room(event: Event, name: str) -> Room | None:
    if not name:
        return None
    venue = programme_editing.drafted_venue(event)
    if venue is None:
        raise NoVenue
    return programme_editing.room_named(venue, name)


def _record(session: Session, verb: str, now: datetime, actor: Actor, changed: list[str]) -> None:
    trail.record(
        session.event.organisation_id,
        "event",
        session.event_id,
        verb,
        at=now,
        actor=actor,
        event_id=session.event_id,
        facts={"session": session.slug, "fields": changed},
    )
