"""Events to sign up for, published and released, with open seat pools; baskets; nothing typed twice."""

from __future__ import annotations

import itertools
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import pytest

from events.kinds import KINDS
from events.models import CancellationStep, Day, Event, Room, Round, Session, Stand, TicketType, Venue
from lib.dates import moment_on
from lib.folding import fold
from organisations.customers import Payer
from organisations.models import Organisation
from registrations.basket import Basket, Bill, Contact, Person
from registrations.seats import open_pools

ZONE = "Europe/Amsterdam"
NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)
RELEASED = datetime(2026, 10, 1, 9, tzinfo=UTC)
MEETING_DATES = (
    *(date(2027, 2, 11), date(2027, 3, 4), date(2027, 3, 25)),
    *(date(2027, 4, 8), date(2027, 5, 20), date(2027, 6, 17)),
)
ROUND_HOURS = ((time(11, 15), time(12, 30)), (time(13, 45), time(15, 0)), (time(15, 30), time(16, 30)))

_numbers = itertools.count(1)


def needs(kind: str) -> None:
    """Skip the test where there is no such kind of event: it is one of that kind's own tests."""
    if kind not in KINDS:
        pytest.skip(f"there is no {kind} in this house")


def make_organisation(**fields: Any) -> Organisation:
    """Store an organisation that may invoice and is registered in the CRKBO."""
    usual = {
        "slug": f"academie-{next(_numbers)}",
        "name": "Samenkomst Academie",
        "legal_name": "Samenkomst Academie B.V.",
        "street": "Oudegracht 112",
        "postcode": "3511 AW",
        "city": "Utrecht",
        "email": "hallo@academie.example",
        "phone": "030 123 45 67",
        "kvk": "71482093",
        "vat_number": "NL858231407B01",
        "iban": "NL91ABNA0417164300",
        "crkbo_number": "K12345",
    }
    return Organisation.objects.create(**usual | fields)


def make_venue(organisation: Organisation, rooms: Sequence[str] = ()) -> Venue:
    """Store De Graansilo in Zwolle."""
    venue = Venue.objects.create(
        organisation=organisation, name="De Graansilo", street="Katwolderhaven 8", city="Zwolle"
    )
    Room.objects.bulk_create(Room(venue=venue, name=name) for name in rooms)
    return venue


def make_congress(
    *,
    seats: int | None = 100,
    rounds: int = 0,
    sessions: int = 2,
    round_seats: int | None = None,
    price: Decimal | str = "0.00",
    days: int = 1,
    day_tickets: bool = False,
    plenary: bool = False,
    first_day: date = date(2027, 3, 11),
    **fields: Any,
) -> Event:
    """Store a congress of ``days`` days (slugs "dag-1" …), 9.00-17.00.

    Rounds "ronde-1" … are spread over the days; each has ``sessions`` sessions "ronde-1-a" … in
    rooms "zaal 1" …, of ``round_seats`` seats. The ticket types are "regulier" and, with
    ``day_tickets``, "alleen-dag-1" …
    """
    dates = [first_day + timedelta(days=number) for number in range(days)]
    event = _event("congress", "Kracht van netwerken", dates, (time(9), time(17)), fields)
    rows = [_day(event, f"dag-{number}", at, (time(9), time(17))) for number, at in enumerate(dates, 1)]
    if plenary:
        for row in rows:
            _session(event, f"opening-{row.slug}", "plenary", row, (time(9, 30), time(10, 45)), "Opening")
            _session(event, f"lunch-{row.slug}", "break", row, (time(12, 30), time(13, 45)), "Lunch")
    for number in range(rounds):
        day = rows[number * days // rounds]
        hours = ROUND_HOURS[event.rounds.filter(day=day).count()]
        _round(event, f"ronde-{number + 1}", day, hours, sessions, number)
    _ticket(event, "regulier", "Beide dagen" if days == 2 else "Deelname", price)
    if day_tickets:
        for row in rows:
            _ticket(event, f"alleen-{row.slug}", f"Alleen {row.slug}", price, position=1).days.add(row)
    chosen = event.sessions.filter(round__isnull=False)
    open_pools(event, {row.slug: seats for row in rows} | {f"session-{s.slug}": round_seats for s in chosen})
    return event


def make_leergang(
    *,
    meetings: int = 6,
    seats: int | None = 16,
    price: Decimal | str = "1950.00",
    exempt: bool = True,
    minimum: int = 0,
    **fields: Any,
) -> Event:
    """Store a course of meetings "bijeenkomst-1" …, 9.30-17.00, on both sides of the change of time."""
    further = (MEETING_DATES[-1] + timedelta(weeks=2 * number) for number in itertools.count(1))
    dates = list(itertools.islice(itertools.chain(MEETING_DATES, further), meetings))
    hours = (time(9, 30), time(17))
    event = _event("leergang", "Adaptief samenwerken", dates, hours, fields)
    event.leergang.minimum, event.leergang.is_vocational_training = minimum, exempt
    event.leergang.save()
    for number, at in enumerate(dates, 1):
        day = _day(event, f"dag-{number}", at, hours)
        room = _room(event, f"zaal {number}")
        _session(event, f"bijeenkomst-{number}", "meeting", day, hours, f"Thema {number}", room=room)
    vat = {"vat_category": "E", "vat_percent": Decimal(0)} if exempt else {}
    _ticket(event, "regulier", "Deelname aan de leergang", price, **vat)
    open_pools(event, {"event": seats})
    return event


def make_branchedag(
    *,
    stands: int = 30,
    price: Decimal | str = "695.00",
    most_staff: int = 2,
    seats: int | None = 200,
    visitor_price: Decimal | str = "0.00",
    **fields: Any,
) -> Event:
    """Store a day with stands 1 … of one size ("stand-s"); people come as "bezoeker" or "standhouder"."""
    at, hours = date(2027, 4, 15), (time(10), time(17))
    event = _event("branchedag", "Dag van de kinderopvang", [at], hours, fields)
    _day(event, "dag-1", at, hours)
    _ticket(event, "bezoeker", "Bezoeker", visitor_price)
    _ticket(event, "standhouder", "Medewerker op de stand", "0.00", kind="staff", position=1)
    size = _ticket(
        event, "stand-s", "Stand klein", price, kind="stand", position=2, most_staff=most_staff, maximum=1
    )
    Stand.objects.bulk_create(
        Stand(event=event, number=number, ticket_type=size) for number in range(1, stands + 1)
    )
    open_pools(event, {"event": seats})
    return event


def make_steps(event: Event, fee: str = "35.00", last_day: int = 14) -> None:
    """Let cancelling cost ``fee`` for each participant until ``last_day`` days before, all of it after."""
    CancellationStep.objects.create(event=event, days_before=999, fee=Decimal(fee))
    CancellationStep.objects.create(event=event, days_before=last_day - 1, percent=Decimal(100))


def make_person(name: str = "Jan de Vries", email: str | None = None, **fields: Any) -> Person:
    """Somebody with an address made of the name, unless another (or "") is given."""
    address = f"{fold(name).replace(' ', '.')}@westerkoog.example" if email is None else email
    return Person(**{"key": "participants-0", "name": name, "email": address} | fields)


def make_basket(
    event: Event | None = None,
    people: int | Sequence[Person] = 1,
    *,
    contact: Contact | None = None,
    contact_attends: bool = False,
    rounds: Mapping[str, str] | None = None,
    bill: Bill | None = None,
    **fields: Any,
) -> Basket:
    """A sign-up by Marjolein Visser of Gemeente Westerkoog.

    ``people`` are persons, or how many "Deelnemer n" there are, each with ``rounds``. An ``event``
    that costs money is paid on invoice by Gemeente Westerkoog. ``contact_attends`` puts the contact first.
    """
    contact = contact or Contact(
        "Marjolein Visser", "m.visser@westerkoog.example", organisation="Gemeente Westerkoog"
    )
    rows = (
        [make_person(f"Deelnemer {n}", rounds=rounds or {}) for n in range(1, people + 1)]
        if isinstance(people, int)
        else list(people)
    )
    if contact_attends:
        rows.insert(0, make_person(contact.name, contact.email, rounds=rounds or {}, is_contact=True))
    usual: dict[str, Any] = {
        "submission_key": uuid.uuid4(),
        "contact": contact,
        "people": tuple(_with_key(person, number) for number, person in enumerate(rows)),
    }
    if bill is not None or (event is not None and event.ticket_types.filter(price__gt=0).exists()):
        usual |= {"bill": bill or make_bill(), "payment_method": "invoice", "accepts_terms": True}
    return Basket(**usual | fields)


def make_bill(*, payer: Payer | None = None, **fields: Any) -> Bill:
    """Who pays: Gemeente Westerkoog, unless another payer is given."""
    usual = Payer(
        organisation="Gemeente Westerkoog",
        attention="Crediteurenadministratie",
        street="Postbus 12",
        postcode="1541 AB",
        city="Westerkoog",
        kvk="68750110",
        email="facturen@westerkoog.example",
    )
    return Bill(payer=payer or usual, **fields)


def _with_key(person: Person, number: int) -> Person:
    return replace(person, key=f"participants-{number}")


def _event(
    kind: str, title: str, dates: Sequence[date], hours: tuple[time, time], fields: dict[str, Any]
) -> Event:
    needs(kind)
    organisation = fields.pop("organisation", None) or make_organisation()
    usual = {
        "organisation": organisation,
        "kind": kind,
        "slug": f"{kind}-{next(_numbers)}",
        "status": Event.Status.PUBLISHED,
        "title": title,
        "begins_at": moment_on(dates[0], hours[0], ZONE),
        "ends_at": moment_on(dates[-1], hours[1], ZONE),
        "published_at": RELEASED,
    }
    if "venue" not in fields:
        usual["venue"] = make_venue(organisation)
    event = Event.objects.create(**usual | fields)
    event.behaviour.begin(event)
    return event


def _day(event: Event, slug: str, at: date, hours: tuple[time, time]) -> Day:
    return Day.objects.create(
        event=event,
        slug=slug,
        date=at,
        begins_at=moment_on(at, hours[0], ZONE),
        ends_at=moment_on(at, hours[1], ZONE),
        released_at=RELEASED,
    )


def _round(event: Event, slug: str, day: Day, hours: tuple[time, time], sessions: int, position: int) -> None:
    row = Round.objects.create(event=event, day=day, slug=slug, title=slug.capitalize(), position=position)
    for number in range(sessions):
        letter = "abcdefgh"[number]
        room = _room(event, f"zaal {number + 1}")
        title = f"Sessie {slug[-1].upper()}{letter.upper()}"
        _session(event, f"{slug}-{letter}", "breakout", day, hours, title, round=row, room=room)


def _session(
    event: Event, slug: str, kind: str, day: Day, hours: tuple[time, time], title: str, **fields: Any
) -> Session:
    return Session.objects.create(
        event=event,
        slug=slug,
        kind=kind,
        day=day,
        title=title,
        begins_at=moment_on(day.date, hours[0], ZONE),
        ends_at=moment_on(day.date, hours[1], ZONE),
        released_at=RELEASED,
        **fields,
    )


def _room(event: Event, name: str) -> Room | None:
    if event.venue is None:
        return None
    return Room.objects.filter(venue=event.venue, name=name).first() or Room.objects.create(
        venue=event.venue, name=name
    )


def _ticket(event: Event, slug: str, title: str, price: Decimal | str, **fields: Any) -> TicketType:
    return TicketType.objects.create(event=event, slug=slug, title=title, price=Decimal(price), **fields)
