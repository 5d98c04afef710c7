"""Whether everybody who can still sign up finds a seat in each round that they must choose in."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from events.models import Event, Round, TicketType
from registrations.models import SeatPool


class ShortRound(NamedTuple):
    """A required round with ``seats`` left, while ``for_sale`` places are (None: no limit)."""

    round: Round
    seats: int
    for_sale: int | None


def short_rounds(event: Event) -> list[ShortRound]:
    """The required rounds that hold fewer than are still for sale, in order."""
    pools = list(SeatPool.objects.filter(event=event, code=None).prefetch_related("ticket_types"))
    short = []
    for round_ in event.rounds.filter(is_required=True):
        sessions = round_.sessions.filter(cancelled_at=None).exclude(draft__is_cancelled=True)
        ids = set(sessions.values_list("pk", flat=True))
        seats = _left(pool for pool in pools if pool.session_id in ids)
        for_sale = _for_sale(event, round_, pools)
        if seats is not None and (for_sale is None or seats < for_sale):
            short.append(ShortRound(round_, seats, for_sale))
    return short


def _for_sale(event: Event, round_: Round, pools: list[SeatPool]) -> int | None:
    days = [pool for pool in pools if pool.day_id == round_.day_id]
    limits = [_left(days or [pool for pool in pools if pool.slug == "event"])]
    admissions = event.ticket_types.filter(kind=TicketType.Kind.ADMISSION).prefetch_related("days")
    tickets = [t.pk for t in admissions if not t.days.all() or round_.day in t.days.all()]
    by_ticket = [[p for p in pools if pk in {t.pk for t in p.ticket_types.all()}] for pk in tickets]
    if by_ticket and all(by_ticket):
        limits.append(_left({pool for own in by_ticket for pool in own}))
    return min((limit for limit in limits if limit is not None), default=None)


def _left(pools: Iterable[SeatPool]) -> int | None:
    left = [None if pool.capacity is None else pool.capacity - pool.taken for pool in pools]
    known = [number for number in left if number is not None]
    return None if len(known) < len(left) or not left else sum(known)
