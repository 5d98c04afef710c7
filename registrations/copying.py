"""The seats of an event's next edition: as many as it had itself, nobody in them."""

from __future__ import annotations

from collections import defaultdict

from events.models import Event
from registrations.capacity import pools_with_capacity
from registrations.models import SeatPool


def capacities_like(event: Event) -> dict[str, int | None]:
    """Seats by the slug of each pool, with those that were moved from it to partners."""
    moved: dict[int | None, int] = defaultdict(int)
    for quota in SeatPool.objects.filter(event=event).exclude(partnership=None):
        moved[quota.day_id] += quota.capacity or 0
    return {
        pool.slug: pool.capacity + moved[pool.day_id]
        if pool.capacity is not None and pool.session_id is None and not pool.ticket_types.all()
        else pool.capacity
        for pool in pools_with_capacity(event)
    }


def limit_tickets_like(old: Event, new: Event) -> None:
    """Limit what is sold for ``new`` as it is for ``old``."""
    tickets = {ticket.slug: ticket for ticket in new.ticket_types.all()}
    for pool in pools_with_capacity(old):
        limited = [tickets[row.slug] for row in pool.ticket_types.all() if row.slug in tickets]
        if limited:
            copy = SeatPool(event=new, slug=pool.slug, capacity=pool.capacity)
            copy.save(force_insert=True)
            copy.ticket_types.set(limited)
