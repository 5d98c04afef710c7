"""All that one event offers at one moment: prices, rounds, stands and seats, from few statements."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Final, TypedDict

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Prefetch, Q, QuerySet

from events.access import know_days
from events.asking import load_questions
from events.models import Day, Event, Question, Round, Session, Stand, TicketType
from lib.prepared import Given, Prepared
from registrations.favours import Favour
from registrations.models import Line, SeatPool
from registrations.price_rules import load_rules
from registrations.pricing import Catalogue, PricedLine, Ticket
from registrations.seats import seats_left

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations


EVERYBODYS: Final[Mapping[str, None]] = {"code": None, "partnership": None, "price_rule": None}  # of pools


class _TicketIds(TypedDict):
    ticket_ids: list[int]


class _PartIds(TypedDict):
    day_ids: list[int]
    session_ids: list[int]


@dataclass(frozen=True)
class Pool:
    """A seat pool as it stood when it was read; ``left`` None: unlimited."""

    id: int
    slug: str
    capacity: int | None
    taken: int
    waiting: int
    is_open: bool
    day_id: int | None
    session_id: int | None
    stand_id: int | None
    ticket_ids: frozenset[int]
    partnership_id: int | None = None
    code_id: int | None = None
    price_rule_id: int | None = None

    @property
    def left(self) -> int | None:
        """Seats that somebody new may still take."""
        return seats_left(self.capacity, taken=self.taken, waiting=self.waiting, is_open=self.is_open)


@dataclass(frozen=True)
class Offering:
    """An event with what can be chosen at the sign-up; ``favour``: an organiser does it, and gives that."""

    event: Event
    catalogue: Catalogue
    parts: tuple[str, ...]
    days: tuple[Day, ...]
    rounds: tuple[Round, ...]
    stands: tuple[Stand, ...]
    pools: tuple[Pool, ...]
    favour: Favour | None = None
    questions: tuple[Question, ...] = ()
    member_id: int | None = None

    def takes_sign_ups(self, now: datetime) -> bool:
        """Whether this may be signed up for at ``now`` (UTC); by an organiser until it is over."""
        if self.favour is None:
            return self.event.takes_sign_ups(now)
        return self.event.status == Event.Status.PUBLISHED and now < self.event.ends_at

    def may_grow(self, pool: Pool) -> bool:
        """Whether a pool gets more seats where this needs them: not a stand, a code's uses or a quota."""
        is_bound = bool(pool.stand_id or pool.code_id or pool.partnership_id or pool.price_rule_id)
        return self.favour is not None and self.favour.one_more and pool.is_open and not is_bound

    def sessions_of(self, round_: Round) -> list[Session]:
        """The released sessions of a round that were not cancelled, in order."""
        return [s for s in round_.sessions.all() if s.released_at and not s.cancelled_at]

    def session(self, round_slug: str, slug: str) -> Session | None:
        """A session by its round's slug and its own."""
        round_ = self.round(round_slug)
        return next((s for s in self.sessions_of(round_) if s.slug == slug), None) if round_ else None

    def round(self, slug: str) -> Round | None:
        """A round by its slug."""
        return next((r for r in self.rounds if r.slug == slug), None)

    def stand(self, number: int) -> Stand | None:
        """A stand by its number."""
        return next((s for s in self.stands if s.number == number), None)

    def rounds_for(self, ticket: Ticket) -> list[Round]:
        """The rounds on the days that a ticket admits to."""
        if ticket.kind != TicketType.Kind.ADMISSION:
            return []
        return [r for r in self.rounds if not ticket.day_ids or r.day_id in ticket.day_ids]

    def pool_of_session(self, session_id: int) -> Pool | None:
        """The seats of a session, where they are scarce."""
        return next((p for p in self.pools if p.session_id == session_id), None)

    def pool_of_stand(self, stand_id: int) -> Pool | None:
        """The one place of a stand."""
        return next((p for p in self.pools if p.stand_id == stand_id), None)

    def pools_for(self, ticket: Ticket) -> list[Pool]:
        """The pools that one piece of a ticket type takes a seat of, chosen sessions and stands apart."""
        code = self.catalogue.code
        partnership_id = code.partnership_id if code and code.holds else None
        return pools_for(ticket, self.pools, partnership_id)

    @property
    def has_codes(self) -> bool:
        """Whether there is any code to type."""
        return any(pool.code_id for pool in self.pools)

    def pools_of(self, priced: PricedLine, session_ids: Sequence[int]) -> list[Pool]:
        """The pools that a priced line takes a seat of; ``session_ids`` are what its person chose.

        The seats of chosen sessions belong to the person's admission.
        """
        pools = self.pools_for(priced.ticket)
        if priced.stand is not None and (stand := self.stand(priced.stand)):
            pools += filter(None, [self.pool_of_stand(stand.pk)])
        if priced.ticket.kind == TicketType.Kind.ADMISSION:
            pools += filter(None, map(self.pool_of_session, session_ids))
        if priced.uses_code and self.catalogue.code:
            pools += [pool for pool in self.pools if pool.code_id == self.catalogue.code.id]
        if priced.rule_ids:
            pools += [pool for pool in self.pools if pool.price_rule_id in priced.rule_ids]
        return pools

    def with_pools(self, pools: Iterable[Pool]) -> Offering:
        """The same with places as they are now, those of prices too."""
        pools = tuple(pools)
        lefts = {rule.id: 0 for rule in self.catalogue.rules if rule.kind == "member" and self.member_id}
        lefts |= {pool.price_rule_id: pool.left or 0 for pool in pools if pool.price_rule_id}
        return replace(self, pools=pools, catalogue=self.catalogue.with_lefts(lefts))

    def of_member(self, member_id: int | None) -> Offering:
        """The same for a member (id), who may have places of its own at a price, or for nobody's."""
        catalogue = replace(self.catalogue, is_member=member_id is not None)
        found = replace(self, catalogue=catalogue, member_id=member_id)
        counts = any(rule.kind == "member" and rule.first is not None for rule in catalogue.rules)
        if member_id == self.member_id or not counts:
            return found
        return found.with_pools(load_pools(self.event, member_id))

    def seats_left(self, ticket: Ticket) -> int | None:
        """How many of a ticket type can still be taken; None: no limit."""
        lefts = [pool.left for pool in self.pools_for(ticket) if pool.left is not None]
        return min(lefts) if lefts else None


def load_offering(event: Event, now: datetime, language: str) -> Offering:
    """Read what ``event`` offers at ``now`` (UTC), texts in ``language`` ("nl" or "en")."""
    know_days(event)  # the mails about a sign-up read them again
    parts = tuple(event.behaviour.form_parts(event))
    stands = tuple(event.stands.select_related("ticket_type")) if "stand_choice" in parts else ()
    tickets = tuple(
        ticket_of(row, now, language, row.day_ids, row.session_ids) for row in _TICKETS(event=event.pk)
    )
    slugs = {ticket.id: ticket.slug for ticket in tickets}
    catalogue = Catalogue(
        tickets,
        {stand.number: slugs[stand.ticket_type_id] for stand in stands},
        rules=load_rules(event, now, language),
        together=event.kinds_together,
    )
    return Offering(
        event=event,
        catalogue=catalogue,
        parts=parts,
        days=tuple(event.days.all()),
        rounds=tuple(_rounds(event)) if "rounds" in parts else (),
        stands=stands,
        pools=(),
        questions=load_questions(event),
    ).with_pools(load_pools(event))


def pools_for(ticket: Ticket, pools: Iterable[Pool], partnership_id: int | None = None) -> list[Pool]:
    """Those of an event's ``pools`` that one piece of a ticket type takes a seat of.

    Chosen sessions and stands are not among them. Who comes by a partner with seats of its own
    (``partnership_id``) takes those instead of everybody's.
    """
    is_admission = ticket.kind == TicketType.Kind.ADMISSION
    pools = list(pools)
    own = {pool.day_id for pool in pools if partnership_id and pool.partnership_id == partnership_id}
    found = []
    for pool in pools:
        if pool.session_id or pool.stand_id or pool.code_id or pool.price_rule_id:
            continue
        if pool.partnership_id and pool.partnership_id != partnership_id:
            continue
        if not pool.partnership_id and not pool.ticket_ids and pool.day_id in own:
            continue
        if pool.ticket_ids:
            if ticket.id in pool.ticket_ids:
                found.append(pool)
        elif is_admission and (pool.day_id is None or not ticket.day_ids or pool.day_id in ticket.day_ids):
            found.append(pool)
    return found


def load_pools(event: Event, member_id: int | None = None) -> list[Pool]:
    """The event's seat pools at this moment, in order of id: one statement.

    Of the places that members have at a price only those of one member.
    """
    return [pool_of(row, frozenset(row.ticket_ids)) for row in _POOLS(event=event.pk, member=member_id or 0)]


def load_pools_of(event_ids: Iterable[int]) -> dict[int, list[Pool]]:
    """The seat pools that are everybody's of each event (by id) at this moment, by id: one statement."""
    found: dict[int, list[Pool]] = {event_id: [] for event_id in event_ids}
    for row in _with_tickets(SeatPool.objects.filter(event__in=found, **EVERYBODYS)):
        found[row.event_id].append(pool_of(row, frozenset(row.ticket_ids)))
    return found


def pool_of(row: SeatPool, ticket_ids: frozenset[int]) -> Pool:
    """A pool as plain values; ``ticket_ids`` are the only ticket types that it is about."""
    return Pool(
        id=row.pk,
        slug=row.slug,
        capacity=row.capacity,
        taken=row.taken,
        waiting=row.waiting,
        is_open=row.open,
        day_id=row.day_id,
        session_id=row.session_id,
        stand_id=row.stand_id,
        ticket_ids=ticket_ids,
        partnership_id=row.partnership_id,
        code_id=row.code_id,
        price_rule_id=row.price_rule_id,
    )


def seats_wanted(
    offering: Offering, sold: Iterable[tuple[PricedLine, Line]], chosen: Mapping[int, Sequence[int]]
) -> dict[int, list[Line]]:
    """Which lines need a seat in which pool (by id).

    ``chosen`` maps a person's index to the ids of the sessions that they chose: those seats belong
    to the person's admission line.
    """
    wanted: dict[int, list[Line]] = {}
    for priced, line in sold:
        session_ids = () if priced.person is None else chosen.get(priced.person, ())
        for pool in offering.pools_of(priced, session_ids):
            wanted.setdefault(pool.id, []).append(line)
    return wanted


def ticket_of(
    row: TicketType,
    now: datetime,
    language: str,
    day_ids: Iterable[int] | None = None,
    session_ids: Iterable[int] = (),
) -> Ticket:
    """A ticket type as it is priced at ``now``, its title in ``language``.

    ``day_ids`` are the days that it names; without them its ``days`` are read. ``session_ids`` are the
    sessions that it names.
    """
    if day_ids is None:
        day_ids = (day.pk for day in row.days.all())
    begun = row.on_sale_from is None or row.on_sale_from <= now
    ended = row.on_sale_until is not None and row.on_sale_until <= now
    return Ticket(
        id=row.pk,
        slug=row.slug,
        kind=row.kind,
        title=row.text("title", language),
        price=row.price,
        includes_vat=row.price_includes_vat,
        category=row.vat_category,
        percent=row.vat_percent,
        on_sale=begun and not ended and not row.is_hidden,
        behind_code=begun and not ended and row.is_hidden,
        minimum=row.minimum,
        maximum=row.maximum,
        most_staff=row.most_staff,
        day_ids=frozenset(day_ids),
        session_ids=frozenset(session_ids),
    )


def _rounds(event: Event) -> Iterable[Round]:
    sessions = Prefetch("sessions", Session.objects.select_related("room").order_by("begins_at", "id"))
    return event.rounds.select_related("day").prefetch_related(sessions)


def _with_tickets(pools: QuerySet[SeatPool]) -> QuerySet[WithAnnotations[SeatPool, _TicketIds]]:
    ids = ArrayAgg("ticket_types", filter=Q(ticket_types__isnull=False), default=[])
    return pools.annotate(ticket_ids=ids).order_by("id")


def _with_parts(tickets: QuerySet[TicketType]) -> QuerySet[WithAnnotations[TicketType, _PartIds]]:
    days = ArrayAgg("days", filter=Q(days__isnull=False), default=[], distinct=True)
    sessions = ArrayAgg("sessions", filter=Q(sessions__isnull=False), default=[], distinct=True)
    return tickets.annotate(day_ids=days, session_ids=sessions).order_by(
        "position", "id"
    )  # grouped, it forgets the model's order


def _pools() -> QuerySet[WithAnnotations[SeatPool, _TicketIds]]:
    of_one_member = Q(member=None) | Q(member=Given("member"))
    return _with_tickets(SeatPool.objects.filter(of_one_member, event=Given("event")))


_POOLS = Prepared(_pools)
_TICKETS = Prepared(lambda: _with_parts(TicketType.objects.filter(event=Given("event"))))
