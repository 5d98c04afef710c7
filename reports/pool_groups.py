"""The seat pools of an event as people speak of them: the event and its days, rounds, stands, tickets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from django.db.models import Count

from events.models import Event, Session
from registrations.models import SeatClaim, SeatPool


@dataclass(frozen=True)
class PoolRow:
    """Seats of one thing: ``capacity`` and ``left`` None where there is no end to them.

    Named by ``title``, or where that is empty by ``day``; with neither it is the event.
    ``session`` is a slug. Held seats (an offer, a payment under way) count as taken.
    """

    title: str
    day: date | None
    room: str
    session: str
    taken: int
    held: int
    waiting: int
    capacity: int | None

    @property
    def left(self) -> int | None:
        """Seats that nobody has."""
        return None if self.capacity is None else self.capacity - self.taken


@dataclass(frozen=True)
class PoolGroup:
    """Pools that are seen together; a round has a title and its times, the others have ``kind`` alone.

    ``kind`` is "event", "round", "session", "stand", "ticket" or "partner".
    """

    kind: str
    title: str
    begins_at: datetime | None
    ends_at: datetime | None
    rows: tuple[PoolRow, ...]


@dataclass(frozen=True)
class PoolSeats:
    """The seats of one pool as they stand; held ones count as taken. ``capacity`` None: unlimited."""

    pool: str
    capacity: int | None
    taken: int
    held: int
    waiting: int


def pool_seats(event: Event) -> list[PoolSeats]:
    """Every pool of ``event`` by slug, in the order in which they were opened."""
    held = _held_by_pool(event)
    pools = SeatPool.objects.filter(event=event).order_by("id")
    return [PoolSeats(p.slug, p.capacity, p.taken, held.get(p.pk, 0), p.waiting) for p in pools]


def pool_groups(event: Event, partnerships: frozenset[int] | None = None) -> list[PoolGroup]:
    """Every pool of ``event`` in words, from three statements; the stands of one size make one row.

    ``partnerships`` (ids) leave only their own; the uses of codes are told beside the codes.
    """
    held = _held_by_pool(event)
    related = SeatPool.objects.select_related(
        "day", "session__room", "session__round", "stand__ticket_type", "partnership__organisation"
    ).prefetch_related("ticket_types")
    rows = related.filter(event=event, code=None, price_rule=None)
    if partnerships is not None:
        rows = rows.filter(partnership__in=partnerships)
    pools = [Pool(row, held.get(row.pk, 0)) for row in rows.order_by("id")]
    quotas = tuple(pool.row(pool.partner) for pool in pools if pool.partner)
    general = tuple(pool.row("") for pool in pools if pool.is_general)
    sold = tuple(pool.row(pool.titles) for pool in pools if pool.titles)
    groups = [
        PoolGroup("event", "", None, None, general),
        *_session_groups(pools),
        PoolGroup("stand", "", None, None, tuple(_sizes(pools))),
        PoolGroup("ticket", "", None, None, sold),
        PoolGroup("partner", "", None, None, quotas),
    ]
    return [group for group in groups if group.rows]


@dataclass(frozen=True)
class Pool:
    """A pool with how many of its seats are held."""

    seats: SeatPool
    held: int

    @property
    def titles(self) -> str:
        """The ticket types that it is about."""
        return ", ".join(ticket.text("title") for ticket in self.seats.ticket_types.all())

    @property
    def is_general(self) -> bool:
        """Whether it is about the event, or a day of it."""
        apart = self.seats.session_id or self.seats.stand_id or self.seats.partnership_id
        return not (apart or self.titles)

    @property
    def partner(self) -> str:
        """The partner whose seats they are."""
        return self.seats.partnership.organisation.name if self.seats.partnership else ""

    def row(self, title: str) -> PoolRow:
        """What is told of it."""
        pool, session = self.seats, self.seats.session
        return PoolRow(
            title=title,
            day=pool.day.date if pool.day else None,
            room=session.room.text("name") if session and session.room else "",
            session=session.slug if session else "",
            taken=pool.taken,
            held=self.held,
            waiting=pool.waiting,
            capacity=pool.capacity,
        )


def _held_by_pool(event: Event) -> dict[int, int]:
    claims = SeatClaim.objects.filter(hold__event=event, released_at=None)
    return dict(claims.order_by().values_list("pool").annotate(Count("pk")))


def _session_groups(pools: Sequence[Pool]) -> Iterator[PoolGroup]:
    sessions = [(pool.seats.session, pool) for pool in pools if pool.seats.session]
    sessions.sort(key=lambda pair: (_position(pair[0]), pair[0].begins_at, pair[0].pk))
    for round_, members in groupby(sessions, key=lambda pair: pair[0].round):
        inside = list(members)
        yield PoolGroup(
            kind="round" if round_ else "session",
            title=round_.text("title") if round_ else "",
            begins_at=min(session.begins_at for session, _ in inside) if round_ else None,
            ends_at=max(session.ends_at for session, _ in inside) if round_ else None,
            rows=tuple(pool.row(session.text("title")) for session, pool in inside),
        )


def _position(session: Session) -> int:
    return session.round.position if session.round else -1


def _sizes(pools: Sequence[Pool]) -> Iterator[PoolRow]:
    sized = [(pool.seats.stand.ticket_type, pool) for pool in pools if pool.seats.stand]
    sized.sort(key=lambda pair: (pair[0].position, pair[0].pk))
    for ticket, members in groupby(sized, key=lambda pair: pair[0]):
        rows = [pool.row("") for _, pool in members]
        yield PoolRow(
            title=ticket.text("title"),
            day=None,
            room="",
            session="",
            taken=sum(row.taken for row in rows),
            held=sum(row.held for row in rows),
            waiting=sum(row.waiting for row in rows),
            capacity=sum(row.capacity or 0 for row in rows),
        )
