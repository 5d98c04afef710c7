"""Seats of a partner: moved out of the pools that everybody needs, and moved back."""

from __future__ import annotations

from django.db.models import F

from events.models import Partnership
from registrations.models import SeatPool


class TooFew(Exception):
    """A pool has not so many free seats to move; ``free`` says how many it has."""

    def __init__(self, free: int) -> None:
        super().__init__(f"only {free} seats are free")
        self.free = free


def quota_of(partnership: Partnership) -> int:
    """How many seats a partner has of its own, in each of the pools that it has them of."""
    sizes = SeatPool.objects.filter(partnership=partnership).values_list("capacity", flat=True)
    return max((size or 0 for size in sizes), default=0)


def move_to_partner(partnership: Partnership, seats: int) -> None:
    """Move ``seats`` of the event, or of each of its days, to the partner.

    A pool without an end gives a pool of its own all the same. Raises TooFew: the caller rolls back.
    """
    known = _own(partnership)
    for general in _general(partnership):
        if general.capacity is not None:
            _lower(general, seats)
        own = known.get(general.day_id)
        if own is not None:
            SeatPool.objects.filter(pk=own.pk).update(capacity=F("capacity") + seats)
        else:
            SeatPool(
                event_id=partnership.event_id,
                slug=f"{general.slug}-{partnership.organisation.slug}"[:100],
                capacity=seats,
                day_id=general.day_id,
                partnership=partnership,
            ).save(force_insert=True)


def move_back(partnership: Partnership, seats: int) -> None:
    """Move ``seats`` that nobody took back to where they came from. Raises TooFew: the caller rolls back."""
    known = _own(partnership)
    for general in _general(partnership):
        own = known.get(general.day_id)
        if own is not None:
            _lower(own, seats)
            if general.capacity is not None:
                SeatPool.objects.filter(pk=general.pk).update(capacity=F("capacity") + seats)


def _own(partnership: Partnership) -> dict[int | None, SeatPool]:
    """The partner's pools, by the day (id) that they are of."""
    return {pool.day_id: pool for pool in SeatPool.objects.filter(partnership=partnership)}


def _general(partnership: Partnership) -> list[SeatPool]:
    """The pools that everybody needs, in the order in which locks are taken."""
    rows = SeatPool.objects.filter(
        event=partnership.event_id,
        session=None,
        stand=None,
        ticket_types=None,
        partnership=None,
        code=None,
        price_rule=None,
    )
    return list(rows.order_by("id"))


def _lower(pool: SeatPool, seats: int) -> None:
    rows = SeatPool.objects.filter(pk=pool.pk, capacity__gte=F("taken") + seats)
    if not rows.update(capacity=F("capacity") - seats):
        now = SeatPool.objects.get(pk=pool.pk)
        raise TooFew(max((now.capacity or 0) - now.taken, 0))
