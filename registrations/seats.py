"""The only code that changes ``SeatPool.taken``."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from django.db.models import BigIntegerField, Case, F, Q, QuerySet, Value, When

from events.models import Event
from lib.prepared import Given, PreparedUpdate
from registrations.models import Hold, Line, SeatClaim, SeatPool


class PoolFull(Exception):
    """Fewer seats were left in a pool than were asked for, or people wait, or it is shut."""

    def __init__(self, pool_id: int) -> None:
        super().__init__(f"seat pool {pool_id} is full")
        self.pool_id = pool_id


def open_pools(event: Event, capacities: Mapping[str, int | None]) -> None:
    """Make a pool for all that is scarce in ``event`` and has none yet.

    ``capacities`` maps a pool's slug to its seats (None: unlimited); what it leaves out has what
    the kind knows itself.
    """
    known = set(SeatPool.objects.filter(event=event).values_list("slug", flat=True))
    SeatPool.objects.bulk_create(
        SeatPool(
            event=event,
            slug=scarce.slug,
            capacity=capacities.get(scarce.slug, scarce.capacity),
            day_id=scarce.day_id,
            session_id=scarce.session_id,
            stand_id=scarce.stand_id,
        )
        for scarce in event.behaviour.scarce(event)
        if scarce.slug not in known
    )


def claim_seats(
    wanted: Mapping[int, Sequence[Line]], may_grow: Collection[int] = frozenset()
) -> dict[int, int]:
    """Give each line a seat in each pool (by its id) that lists it.

    Of those that ``may_grow`` (ids) the ones that are short get as many seats more as they lack;
    returns how many each got. Raises PoolFull where seats are short, people wait or the pool is
    shut: the caller rolls back.
    """
    SeatClaim.objects.bulk_create(
        SeatClaim(pool_id=pool_id, line=line) for pool_id, lines in wanted.items() for line in lines
    )
    grown: dict[int, int] = {}
    for pool_id in sorted(wanted):  # last: short locks; sorted: no deadlock
        seats = len(wanted[pool_id])
        if _take(pool_id, seats):
            continue
        if pool_id not in may_grow:
            raise PoolFull(pool_id)
        grown[pool_id] = _take_more(pool_id, seats)
    return grown


def claim_for_hold(hold: Hold, wanted: Mapping[int, int]) -> None:
    """Keep so many seats of each pool (by its id) for ``hold``. Raises PoolFull as ``claim_seats`` does."""
    SeatClaim.objects.bulk_create(
        SeatClaim(pool_id=pool_id, hold=hold) for pool_id, seats in wanted.items() for _ in range(seats)
    )
    for pool_id in sorted(wanted):
        if not _take(pool_id, wanted[pool_id]):
            raise PoolFull(pool_id)


def hand_over(hold: Hold, owners: Mapping[int, Sequence[int]]) -> None:
    """Give the seats that a locked hold keeps in each pool (by its id) to lines (ids); none gets free.

    Raises ValueError where it does not keep as many as there are lines.
    """
    kept: dict[int, list[int]] = {}
    for claim_id, pool_id in _kept_by(hold):
        kept.setdefault(pool_id, []).append(claim_id)
    if {pool: len(ids) for pool, ids in kept.items()} != {pool: len(ids) for pool, ids in owners.items()}:
        raise ValueError(f"hold {hold.pk} does not keep the seats that its lines need")
    pairs = [pair for pool, ids in kept.items() for pair in zip(ids, owners[pool], strict=True)]
    if pairs:
        line = Case(
            *(When(pk=claim, then=Value(line)) for claim, line in pairs), output_field=BigIntegerField()
        )
        SeatClaim.objects.filter(pk__in=[claim for claim, _ in pairs]).update(line=line, hold=None)


def release_hold(hold: Hold, now: datetime) -> int:
    """Give back, once, what a hold keeps in any pool; returns the number of seats given back."""
    return _release(_kept_by(hold), now)


def _kept_by(hold: Hold) -> list[tuple[int, int]]:
    claims = SeatClaim.objects.filter(hold=hold, released_at=None)
    return list(claims.order_by("pool_id", "id").values_list("id", "pool_id"))


def _take(pool_id: int, seats: int) -> bool:
    return bool(_TAKE(pool=pool_id, seats=seats))


def _take_more(pool_id: int, seats: int) -> int:
    """Take ``seats`` of a pool that gets those that it lacks; returns how many it got.

    Seats that are free while people wait are for them: who goes before them gets new ones.
    """
    pool = SeatPool.objects.select_for_update(no_key=True).filter(pk=pool_id, open=True).first()
    if pool is None:
        raise PoolFull(pool_id)
    free = pool.capacity - pool.taken if pool.capacity is not None and not pool.waiting else 0
    more = max(0, seats - free) if pool.capacity is not None else 0
    SeatPool.objects.filter(pk=pool_id).update(taken=F("taken") + seats, capacity=F("capacity") + more)
    return more


def _taking() -> tuple[QuerySet[SeatPool], Mapping[str, object]]:
    after = F("taken") + Given("seats")
    fits = Q(capacity=None) | Q(capacity__gte=after)
    return SeatPool.objects.filter(fits, pk=Given("pool"), waiting=0, open=True), {"taken": after}


_TAKE = PreparedUpdate(_taking)


def release_seats(line_ids: Sequence[int], now: datetime) -> int:
    """Give back, once, what lines hold in any pool; returns the number of seats given back."""
    claims = SeatClaim.objects.filter(line_id__in=line_ids, released_at=None)
    return _release(list(claims.order_by("pool_id", "id").values_list("id", "pool_id")), now)


def _release(held: Sequence[tuple[int, int]], now: datetime) -> int:
    given_back = 0
    for pool_id in sorted({pool_id for _, pool_id in held}):
        ids = [claim_id for claim_id, owner in held if owner == pool_id]
        won = SeatClaim.objects.filter(pk__in=ids, released_at=None).update(released_at=now)
        if won:
            SeatPool.objects.filter(pk=pool_id).update(taken=F("taken") - won)
            given_back += won
    return given_back


def seats_left(capacity: int | None, *, taken: int, waiting: int, is_open: bool) -> int | None:
    """How many seats of a pool somebody new may still take; None: no limit."""
    if not is_open or waiting:
        return 0
    return None if capacity is None else max(0, capacity - taken)


def left_of(pool: SeatPool) -> int | None:
    """How many seats of ``pool``, as it was read, somebody new may still take; None: no limit."""
    return seats_left(pool.capacity, taken=pool.taken, waiting=pool.waiting, is_open=pool.open)


def short_pools(wanted: Mapping[int, int]) -> list[SeatPool]:
    """The pools (id → seats wanted) that could not give so many now, by id: to name them all."""
    pools = SeatPool.objects.filter(pk__in=wanted).order_by("id")
    return [
        pool
        for pool in pools
        if not pool.open
        or pool.waiting
        or (pool.capacity is not None and pool.taken + wanted[pool.pk] > pool.capacity)
    ]
