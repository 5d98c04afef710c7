"""Many people from a table, all or none: each is a sign-up of one, the seats are claimed together."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from itertools import islice

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext, gettext_noop

from events.models import Event, Session
from flows.signup import finish
from lib.spreadsheets import Table
from organisations import trail
from organisations.access import Actor
from registrations.basket import Basket, Contact
from registrations.models import Attending, Line, Participant, Registration
from registrations.offering import Offering, load_offering
from registrations.people_list import Fault, ListedPerson, PassedOver, load_known, read_people
from registrations.pricing import PricedLine, Quote, group_pieces, totals_of
from registrations.registering import Registered, line_rows, participant_row, registration_row
from registrations.seats import PoolFull, claim_seats, left_of, short_pools

COMMAND = Actor("command")
LANGUAGE = "nl"
AT_ONCE = 500
PAID_ELSEWHERE = gettext_noop("Imported, not invoiced here")

Progress = Callable[[int, int], None]


class TableRefused(Exception):
    """Cells that are wrong, all of them; nothing was stored."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__("; ".join(map(str, faults)))
        self.faults = tuple(faults)


class SeatsShort(Exception):
    """Pools that cannot give what the table asks: slug → (wanted, left); nothing was stored."""

    def __init__(self, short: Mapping[str, tuple[int, int]]) -> None:
        super().__init__(", ".join(short))
        self.short = dict(short)


@dataclass(frozen=True)
class Imported:
    """How many people were stored, of whom ``not_invoiced`` have a ticket that costs money; who was not."""

    people: int
    not_invoiced: int
    passed_over: tuple[PassedOver, ...]


@dataclass(frozen=True)
class _Piece:
    """A listed person with what is sold to them."""

    listed: ListedPerson
    priced: PricedLine
    sessions: tuple[Session, ...]


def import_participants(
    event: Event,
    table: Table,
    names: Mapping[str, str],
    now: datetime,
    *,
    actor: Actor = COMMAND,
    mail: bool = False,
    dry_run: bool = False,
    progress: Progress = lambda _done, _total: None,
) -> Imported:
    """Register all of ``table`` at ``now`` (UTC) whom ``event`` does not know yet, whether or not it is open.

    ``names`` maps labels to column names. Nothing is charged; with ``mail`` everybody is told. A
    ``dry_run`` does all of it and takes it back. Raises TableRefused, SeatsShort,
    spreadsheets.UnreadableTable.
    """
    columns, records = table.columns(names), list(table.records(names))
    offering = load_offering(event, now, LANGUAGE)
    return _import(offering, columns, records, now, actor, progress, mail=mail, dry_run=dry_run)


@transaction.atomic(durable=True)
def _import(
    offering: Offering,
    columns: Sequence[str],
    records: Sequence[tuple[int, Mapping[str, str]]],
    now: datetime,
    actor: Actor,
    progress: Progress,
    *,
    mail: bool,
    dry_run: bool,
) -> Imported:
    event = offering.event
    Event.objects.select_for_update(no_key=True).get(pk=event.pk)  # two imports find each other's people
    found = read_people(columns, records, offering, load_known(event))
    if found.faults:
        raise TableRefused(found.faults)
    pieces = _pieces(offering, found.people)
    _refuse_at_sight(offering, pieces)
    wanted: dict[int, list[Line]] = {}
    stored: list[Registered] = []
    rest = iter(pieces)
    while batch := list(islice(rest, AT_ONCE)):
        stored += _store(offering, batch, wanted, now, actor)
        progress(len(stored), len(pieces))
    try:
        claim_seats(wanted)
    except PoolFull as full:
        raise _short({full.pool_id: len(wanted[full.pool_id])}) from full
    if mail:
        for registered in stored:
            finish(registered, offering, now)
    if dry_run:
        transaction.set_rollback(True)
    costing = sum(1 for piece in pieces if piece.priced.allowance)
    return Imported(len(stored), costing, tuple(found.passed_over))


def _pieces(offering: Offering, people: Sequence[ListedPerson]) -> list[_Piece]:
    common = tuple(offering.event.behaviour.common_sessions(offering.event))
    with translation.override(LANGUAGE):
        reason = gettext(PAID_ELSEWHERE)
    return [
        _Piece(
            listed,
            PricedLine(
                listed.ticket,
                person=0,
                allowance=listed.ticket.price,
                allowance_reason=reason if listed.ticket.price else "",
            ),
            (*listed.sessions, *(session for session in common if listed.ticket.takes(session.pk))),
        )
        for listed in people
    ]


def _refuse_at_sight(offering: Offering, pieces: Sequence[_Piece]) -> None:
    counted: dict[int, int] = {}
    for piece in pieces:
        for pool in offering.pools_of(piece.priced, [session.pk for session in piece.sessions]):
            counted[pool.id] = counted.get(pool.id, 0) + 1
    if short_pools(counted):
        raise _short(counted)


def _short(counted: Mapping[int, int]) -> SeatsShort:
    return SeatsShort({pool.slug: (counted[pool.pk], left_of(pool) or 0) for pool in short_pools(counted)})


def _store(
    offering: Offering, pieces: Sequence[_Piece], wanted: dict[int, list[Line]], now: datetime, actor: Actor
) -> list[Registered]:
    """Store a sign-up for each of ``pieces``, and add to ``wanted`` which line needs a seat where."""
    event = offering.event
    quotes = [_quote(piece.priced) for piece in pieces]
    registrations = Registration.objects.bulk_create(
        [
            registration_row(
                offering, _basket(event, piece.listed), quote, None, now, Registration.Source.IMPORT, None
            )
            for piece, quote in zip(pieces, quotes, strict=True)
        ]
    )
    participants = Participant.objects.bulk_create(
        [
            participant_row(registration, piece.listed.person, piece.listed.ticket.id, 0)
            for registration, piece in zip(registrations, pieces, strict=True)
        ]
    )
    rows = zip(registrations, participants, quotes, strict=True)
    lines = Line.objects.bulk_create([line_rows(r, offering, [p], quote)[0] for r, p, quote in rows])
    Attending.objects.bulk_create(
        [
            Attending(participant=participant, session=session, since=now)
            for participant, piece in zip(participants, pieces, strict=True)
            for session in piece.sessions
        ]
    )
    trail.record_alike(
        event.organisation_id,
        "registration",
        [registration.pk for registration in registrations],
        "signed_up",
        at=now,
        actor=actor,
        event_id=event.pk,
        facts={"people": 1, "source": Registration.Source.IMPORT.value, "payable": str(Decimal("0.00"))},
    )
    stored = []
    for number, piece in enumerate(pieces):
        for pool in offering.pools_of(piece.priced, [session.pk for session in piece.sessions]):
            wanted.setdefault(pool.id, []).append(lines[number])
        sold = ((piece.priced, lines[number]),)
        sessions = {0: piece.sessions}
        stored.append(
            Registered(registrations[number], (participants[number],), sold, sessions, quotes[number])
        )
    return stored


def _quote(priced: PricedLine) -> Quote:
    groups = tuple(group_pieces([priced.piece]))
    return Quote((priced,), groups, totals_of(groups))


def _basket(event: Event, listed: ListedPerson) -> Basket:
    """Everybody is their own contact; whoever has no address is the organisation's."""
    person, organisation = listed.person, event.organisation
    contact = (
        Contact(person.name, person.email, organisation=person.organisation)
        if person.email
        else Contact(organisation.name, organisation.email, organisation=person.organisation)
    )
    return Basket(uuid.uuid4(), contact, (person,), language=LANGUAGE)
