"""Days, rounds and meetings after an event was made: added to its draft, moved, named, taken out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TypeVar

from django.db import transaction

from events import adding, removing
from events.editing import Values, put_values, redate
from events.models import Day, Event, Round, Session
from events.positions import change_places
from events.removing import NotPossible
from events.spans import Span
from events.versions import touch
from flows.event_editing import locked, record
from organisations.access import Actor
from registrations import occupancy
from registrations.seats import open_pools

Row = TypeVar("Row")


@transaction.atomic(durable=True)
def add_day(event_id: int, span: Span, seats: int | None, now: datetime, *, actor: Actor) -> Day:
    """Add a day (UTC) to the draft, with so many places where days are scarce. Raises NotPossible."""
    event = locked(event_id)
    occupancy.check_new_day(event)
    day = adding.add_day(event, span)
    redate(event)
    open_pools(event, {day.slug: seats})
    record(event, "day added", now, actor, day=day.slug)
    return day


@transaction.atomic(durable=True)
def remove_day(event_id: int, slug: str, now: datetime, *, actor: Actor) -> None:
    """Take a day out of the draft that nobody has seen. Raises NotPossible."""
    event = locked(event_id)
    day = _found(event.days.filter(slug=slug).first())
    removing.check_day(day)
    occupancy.clear_day(day)
    removing.remove_day(day)
    record(event, "day removed", now, actor, day=slug)


@transaction.atomic(durable=True)
def add_round(
    event_id: int,
    day_slug: str,
    values: Values,
    span: Span,
    number: int,
    seats: int | None,
    now: datetime,
    *,
    actor: Actor,
) -> Round:
    """Add a round to a day, with so many sessions to choose from and so many places in each."""
    event = locked(event_id)
    sessions = adding.add_round(_found(event.days.filter(slug=day_slug).first()), values, span, number)
    row = _found(sessions[0].round)
    open_pools(event, {f"session-{session.slug}": seats for session in sessions})
    touch(event.pk)
    record(event, "round added", now, actor, round=row.slug)
    return row


@transaction.atomic(durable=True)
def edit_round(
    event_id: int, slug: str, values: Values, day_slug: str, now: datetime, *, actor: Actor
) -> list[str]:
    """Name a round at once, and put one that nobody has seen on another day. Raises NotPossible."""
    event = locked(event_id)
    row = _round(event, slug)
    changed = put_values(row, values)
    day = _found(event.days.filter(slug=day_slug).first())
    if day != row.day:
        removing.check_round(row)
        removing.move_round(row, day)
        changed.append("day")
    if changed:
        touch(event.pk)
        record(event, "round changed", now, actor, round=slug, fields=changed)
    return changed


@transaction.atomic(durable=True)
def move_round(event_id: int, slug: str, now: datetime, *, up: bool, actor: Actor) -> bool:
    """Let a round and its neighbour change places; False where there is none."""
    event = locked(event_id)
    moved = change_places(_round(event, slug), event.rounds, up=up)
    if moved:
        touch(event.pk)
        record(event, "round moved", now, actor, round=slug)
    return moved


@transaction.atomic(durable=True)
def remove_round(event_id: int, slug: str, now: datetime, *, actor: Actor) -> None:
    """Take a round out that nobody has seen, with its sessions. Raises NotPossible."""
    event = locked(event_id)
    row = _round(event, slug)
    removing.check_round(row)
    occupancy.hold_pools(event)
    for session in row.sessions.all():
        occupancy.clear_session(session)
    removing.remove_round(row)
    touch(event.pk)
    record(event, "round removed", now, actor, round=slug)


@transaction.atomic(durable=True)
def add_meetings(event_id: int, spans: Sequence[Span], now: datetime, *, actor: Actor) -> list[Session]:
    """Add meetings (UTC) to the draft, in the order of time."""
    event = locked(event_id)
    added = [adding.add_meeting(event, span) for span in sorted(spans)]
    if not event.days.exists():
        redate(event)
    open_pools(event, {})
    record(event, "meetings added", now, actor, sessions=[session.slug for session in added])
    return added


def _round(event: Event, slug: str) -> Round:
    return _found(event.rounds.select_related("day").filter(slug=slug).first())


def _found(row: Row | None) -> Row:
    if row is None:
        raise NotPossible("gone")
    return row
