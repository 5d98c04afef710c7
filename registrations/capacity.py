"""How many seats a pool has: raised and lowered by the organiser, never below what is taken."""

from __future__ import annotations

from django.db.models import QuerySet

from events.models import Event, TicketType
from registrations.models import SeatPool


class BelowTaken(Exception):
    """More seats of a pool are taken than it would have."""

    def __init__(self, pool_id: int) -> None:
        super().__init__(f"more seats of pool {pool_id} are taken")
        self.pool_id = pool_id


def pools_with_capacity(event: Event) -> QuerySet[SeatPool]:
    """The pools whose seats an organiser decides: all but single stands, partners' quotas and codes."""
    rows = SeatPool.objects.filter(event=event, stand=None, partnership=None, code=None, price_rule=None)
    return rows.select_related("day", "session").prefetch_related("ticket_types").order_by("id")


def set_capacity(pool: SeatPool, capacity: int | None) -> bool:
    """Give a pool so many seats (None: no limit) by one conditional UPDATE; says whether it changed.

    Raises BelowTaken.
    """
    if pool.capacity == capacity:
        return False
    rows = SeatPool.objects.filter(pk=pool.pk)
    if capacity is not None:
        rows = rows.filter(taken__lte=capacity)
    if not rows.update(capacity=capacity):
        raise BelowTaken(pool.pk)
    return True


def limit_ticket(event: Event, ticket: TicketType, capacity: int) -> None:
    """Let there be only so many of a ticket type that nobody has bought yet."""
    pool = SeatPool(event=event, slug=f"ticket-{ticket.slug}", capacity=capacity)
    pool.save(force_insert=True)
    pool.ticket_types.set([ticket])


def group_capacity(event: Event) -> int | None:
    """How many people the event as a whole has places for; None: no limit."""
    pool = SeatPool.objects.filter(event=event, slug="event").first()
    return pool.capacity if pool else None
