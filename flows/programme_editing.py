"""Editing the draft of a programme; flows.event_making releases it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from events import programme_editing, removing
from events.models import Event, Room, Session
from organisations import trail
from organisations.access import Actor
from registrations import occupancy
from registrations.seats import open_pools


class NoVenue(Exception):
    """A room was named, but the event has no place yet."""


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
    session = _locked(session_id)
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
    event = Event.objects.select_for_update(of=("self",), no_key=True).get(pk=event_id)
    round_ = event.rounds.filter(slug=round_slug).select_related("day").first() if round_slug else None
    session = programme_editing.add_session(event, kind, values, _room(event, room), round_)
    programme_editing.set_speakers(session, speakers)
    open_pools(event, {f"session-{session.slug}": seats})
    _record(session, "session added", now, actor, [])
    return session


@transaction.atomic(durable=True)
def remove_session(session_id: int, now: datetime, *, actor: Actor) -> bool:
    """Take a session out that nobody attends: at once where nobody saw it, else with the next release.

    Says whether it is gone. Raises NotPossible.
    """
    session = _locked(session_id)
    if session.released_at is None:
        occupancy.clear_session(session)
    else:
        occupancy.shut_session(session)
    _record(session, "session removed", now, actor, [])
    return removing.remove_session(session)


@transaction.atomic(durable=True)
def restore_session(session_id: int, now: datetime, *, actor: Actor) -> None:
    """Let a session stay that the next release would have cancelled."""
    session = _locked(session_id)
    if session.cancelled_at is None:
        removing.restore_session(session)
        occupancy.reopen_session(session)
        _record(session, "session restored", now, actor, [])


def _locked(session_id: int) -> Session:
    rows = Session.objects.select_for_update(of=("self",), no_key=True).select_related("event")
    return rows.get(pk=session_id)


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
