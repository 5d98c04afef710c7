"""Changing what is sold for an event: ticket types, their order, their removal."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from events import editing
from events.kinds.base import EXEMPT
from events.models import Event, TicketType
from events.removing import NotPossible, check_ticket
from events.versions import touch
from flows.event_editing import locked, record
from organisations.access import Actor
from registrations.capacity import limit_ticket
from registrations.occupancy import check_unsold, clear_ticket


@transaction.atomic(durable=True)
def edit_ticket(
    event_id: int,
    slug: str,
    values: editing.Values,
    day_slugs: Collection[str],
    now: datetime,
    *,
    actor: Actor,
    session_slugs: Collection[str] = (),
) -> list[str]:
    """Change a ticket type; who has registered keeps the price and the sessions of then."""
    event = locked(event_id)
    ticket = event.ticket_types.select_for_update(of=("self",)).get(slug=slug)
    before = str(ticket.price)
    days = event.days.filter(slug__in=day_slugs)
    _tell_exemption(event, values)
    sessions = event.sessions.filter(slug__in=session_slugs)
    changed = editing.change_ticket(ticket, values, list(days), list(sessions))
    if changed:
        prices: dict[str, str] = {"from": before, "to": str(ticket.price)} if "price" in changed else {}
        record(event, "ticket changed", now, actor, ticket=slug, fields=changed, **prices)
    return changed


@transaction.atomic(durable=True)
def add_ticket(
    event_id: int,
    values: editing.Values,
    day_slugs: Collection[str],
    seats: int | None,
    now: datetime,
    *,
    actor: Actor,
    session_slugs: Collection[str] = (),
) -> TicketType:
    """Sell something more; ``seats`` is how many there are of it (None: no limit of its own)."""
    event = locked(event_id)
    _tell_exemption(event, values)
    days, sessions = event.days.filter(slug__in=day_slugs), event.sessions.filter(slug__in=session_slugs)
    ticket = editing.add_ticket(event, values, list(days), list(sessions))
    if seats is not None:
        limit_ticket(event, ticket, seats)
    record(event, "ticket added", now, actor, ticket=ticket.slug, to=str(ticket.price))
    return ticket


@transaction.atomic(durable=True)
def remove_ticket(event_id: int, slug: str, now: datetime, *, actor: Actor) -> None:
    """Sell a ticket type no more that nobody ever bought. Raises NotPossible."""
    event = locked(event_id)
    ticket = event.ticket_types.filter(slug=slug).first()
    if ticket is None:
        raise NotPossible("gone")
    check_ticket(event, ticket)
    check_unsold(ticket)
    clear_ticket(ticket)
    ticket.delete()
    touch(event.pk)
    record(event, "ticket removed", now, actor, ticket=slug)


@transaction.atomic(durable=True)
def move_ticket(event_id: int, slug: str, now: datetime, *, up: bool, actor: Actor) -> bool:
    """Let a ticket type and its neighbour change places; False where there is none."""
    event = locked(event_id)
    ticket = event.ticket_types.get(slug=slug)
    moved = editing.move_ticket(event, ticket, up=up)
    if moved:
        touch(event.pk)
        record(event, "ticket moved", now, actor, ticket=slug)
    return moved


def _tell_exemption(event: Event, values: editing.Values) -> None:
    if values["vat_category"] == EXEMPT.category:
        event.behaviour.tell_vat(event, EXEMPT)
