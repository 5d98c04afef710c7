"""Events made to measure, for who tries something out: one ticket type, no terms, soon enough."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from demo.building import events
from demo.building.basics import the_academy
from demo.world.days import first_free, is_free
from demo.world.shape import (
    NOTHING,
    DayData,
    EventData,
    KindName,
    LeergangData,
    RoundData,
    SessionData,
    Text,
    TicketData,
    Vat,
    World,
)
from demo.world.venues import GRAANSILO, venues
from events import versions
from events.models import Event, TicketType

TICKET = "regulier"
AHEAD = timedelta(days=25)
START, END = time(9, 0), time(18, 0)
MOST_ROUNDS = 8


@dataclass(frozen=True, kw_only=True)
class Measures:
    """What is asked for; ``price`` in euros, with VAT where ``gross`` says so; rounds x sessions."""

    slug: str
    kind: KindName
    seats: int
    price: Decimal
    vat: Vat = "21"
    gross: bool = False
    rounds: tuple[int, int] = (0, 0)
    round_seats: int | None = None
    meetings: int = 6
    title: str = ""
    most_per_sign_up: int = 50
    is_closed: bool = False
    overlap: bool = False
    waiting_list: bool = False


def make(wanted: Measures, now: datetime) -> Event:
    """Make and publish the event at ``now`` (UTC) and return it."""
    today = now.astimezone(ZoneInfo("Europe/Amsterdam")).date()
    data = event_data(wanted, today)
    surroundings = World(
        today=today,
        organisations=(),
        legal_texts=(),
        users=(),
        venues=venues(),
        speakers=(),
        series=(),
        events=(data,),
        sign_ups=(),
    )
    events.add_event(surroundings, data, the_academy(), now)
    Event.objects.filter(slug=wanted.slug).update(is_closed=wanted.is_closed)
    return Event.objects.get(slug=wanted.slug)


def change_price(event: Event, ticket: str, price: Decimal) -> bool:
    """Sell a ticket type (its slug) for ``price`` from now on; False where there is none."""
    if not TicketType.objects.filter(event=event, slug=ticket).update(price=price):
        return False
    versions.touch(event.pk)
    return True


def event_data(wanted: Measures, today: date) -> EventData:
    """Return the event as plain data, more than three weeks after ``today``."""
    title = wanted.title or wanted.slug.replace("-", " ").capitalize()
    leergang = LeergangData(
        minimum=1, decide_by=today, attendance_percent=80, vocational=wanted.vat == "exempt"
    )
    return EventData(
        slug=wanted.slug,
        kind=wanted.kind,
        title=Text(title, title),
        lead=Text("Een evenement op maat van de demo.", "An event that the demo made to measure."),
        description=NOTHING,
        audience=NOTHING,
        venue=GRAANSILO,
        days=tuple(
            DayData(date=day, start=START, end=END, seats=wanted.seats) for day in _days(wanted, today)
        ),
        seats=wanted.seats,
        tickets=(
            TicketData(
                slug=TICKET,
                title=Text("Regulier", "Regular"),
                about=NOTHING,
                price=wanted.price,
                vat=wanted.vat,
                with_vat=wanted.gross,
            ),
        ),
        texts=(),
        rounds=tuple(_rounds(wanted)),
        sessions=tuple(_sessions(wanted)),
        kind_data=leergang if wanted.kind == "leergang" else None,
        most_per_sign_up=wanted.most_per_sign_up,
        waiting_list=wanted.waiting_list,
    )


def _days(wanted: Measures, today: date) -> Sequence[date]:
    first = today + AHEAD
    while not is_free(first):
        first += timedelta(days=1)
    days = [first]
    for _ in range(1, wanted.meetings if wanted.kind == "leergang" else 1):
        days.append(first_free(days[-1] + timedelta(weeks=1), first.weekday()))
    return days


def _rounds(wanted: Measures) -> list[RoundData]:
    return [
        RoundData(slug=f"ronde-{n}", title=Text(f"Ronde {n}", f"Round {n}"), day=0)
        for n in range(1, wanted.rounds[0] + 1)
    ]


def _sessions(wanted: Measures) -> list[SessionData]:
    if wanted.kind == "leergang":
        return [_meeting(number) for number in range(wanted.meetings)]
    return [
        _breakout(wanted, round_number, number)
        for round_number in range(1, wanted.rounds[0] + 1)
        for number in range(1, wanted.rounds[1] + 1)
    ]


def _meeting(number: int) -> SessionData:
    return SessionData(
        slug=f"bijeenkomst-{number + 1}",
        sort="meeting",
        title=Text(f"Bijeenkomst {number + 1}", f"Meeting {number + 1}"),
        day=number,
        start=START,
        end=END,
        room="zaal-1",
    )


def _breakout(wanted: Measures, round_number: int, number: int) -> SessionData:
    slot = 0 if wanted.overlap and round_number == 2 else round_number - 1
    return SessionData(
        slug=f"ronde-{round_number}-sessie-{number}",
        sort="breakout",
        title=Text(f"Sessie {round_number}.{number}", f"Session {round_number}.{number}"),
        day=0,
        start=time(START.hour + slot, 15),
        end=time(START.hour + slot + 1),
        room=("zaal-1", "zaal-2", "zaal-4")[number % 3],
        round=f"ronde-{round_number}",
        seats=wanted.seats if wanted.round_seats is None else wanted.round_seats,
    )
