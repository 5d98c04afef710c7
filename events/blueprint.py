"""A new event as its maker describes it, and the rows that come of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from math import ceil
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import translation
from django.utils.text import slugify
from django.utils.translation import gettext, gettext_noop

from events import making
from events.kinds.base import STANDARD_VAT, VatRule
from events.models import Event, Round, Session, Stand, TicketType
from lib.dates import moment_on

Capacities = dict[str, int | None]
Span = tuple[datetime, datetime]
QUARTER = timedelta(minutes=15)


@dataclass(frozen=True)
class RoundsWanted:
    """So many rounds of so many sessions, each for ``seats`` (None: enough for everybody)."""

    number: int = 0
    sessions: int = 3
    seats: int | None = None


@dataclass(frozen=True)
class StandSize:
    """So many stands of one size, at a price in euros without VAT."""

    title: str
    number: int
    price: Decimal


@dataclass(frozen=True, kw_only=True)
class Blueprint:
    """The usual of a new event: seats (None: no limit), a price in euros without VAT.

    ``parts`` has what was told for each part that the kind names in ``making_parts``: for "days"
    and "meetings" spans in UTC, for "rounds" a RoundsWanted, for "stands" sizes.
    """

    capacity: int | None
    price: Decimal
    vat: VatRule
    place: str = ""
    parts: Mapping[str, Any] = field(default_factory=dict)

    def build(self, event: Event) -> Capacities:
        """Add to a stored event what was described; returns the seats of its pools by slug."""
        if self.place:
            making.set_place(event, making.venue_named(event.organisation_id, self.place))
        self._add_ticket(event)
        seats: Capacities = {"event": self.capacity}
        for name in event.behaviour.making_parts:
            if name in self.parts:
                seats |= BUILDERS[name](event, self, self.parts[name])
        return seats

    def _add_ticket(self, event: Event) -> None:
        title, title_en = in_both(gettext_noop("Participation"))
        TicketType(
            event=event,
            slug="regulier",
            title=title,
            title_en=title_en,
            price=self.price,
            vat_category=self.vat.category,
            vat_percent=self.vat.percent,
        ).save(force_insert=True)


def days_between(begins_at: datetime, ends_at: datetime, zone: str) -> list[Span]:
    """The days of an event, each with the hours of the first begin and the last end.

    An end that is not later on the clock than the begin is after midnight. Times in UTC; raises
    ValueError for an hour that the clock skips.
    """
    first, last = (moment.astimezone(ZoneInfo(zone)) for moment in (begins_at, ends_at))
    night = timedelta(days=1 if last.time() <= first.time() and last.date() > first.date() else 0)
    number = (last.date() - night - first.date()).days + 1
    dates = [first.date() + timedelta(days=n) for n in range(number)]
    return [(moment_on(d, first.time(), zone), moment_on(d + night, last.time(), zone)) for d in dates]


def dates_every(first: date, last: date, weeks: int) -> list[date]:
    """The dates from ``first`` to ``last`` that are ``weeks`` apart."""
    step = timedelta(weeks=weeks)
    return [first + step * n for n in range((last - first) // step + 1)]


def in_both(message: str, **values: object) -> tuple[str, str]:
    """A message in Dutch and in English, for two columns."""
    texts = []
    for language in ("nl", "en"):
        with translation.override(language):
            texts.append(gettext(message) % values)
    return texts[0], texts[1]


def free_slug(wanted: str, taken: Sequence[str], longest: int) -> str:
    """``wanted`` as a slug that is not among ``taken``: with a number behind it where it must be."""
    base = slugify(wanted)[:longest].strip("-") or "x"
    slug, number = base, 1
    while slug in taken:
        number += 1
        tail = f"-{number}"
        slug = f"{base[: longest - len(tail)].strip('-')}{tail}"
    return slug


def _add_days(event: Event, blueprint: Blueprint, spans: Sequence[Span]) -> Capacities:
    days = [making.add_day(event, f"day-{n}", *span) for n, span in enumerate(spans, 1)]
    return {day.slug: blueprint.capacity for day in days}


def _add_meetings(event: Event, _blueprint: Blueprint, spans: Sequence[Span]) -> Capacities:
    for number, (begins_at, ends_at) in enumerate(sorted(spans), 1):
        title, title_en = in_both(gettext_noop("Meeting %(number)s"), number=number)
        making.add_session(
            Session(
                event=event,
                slug=f"bijeenkomst-{number}",
                kind=Session.Kind.MEETING,
                title=title,
                title_en=title_en,
                begins_at=begins_at,
                ends_at=ends_at,
            )
        )
    return {}


def _add_rounds(event: Event, blueprint: Blueprint, wanted: RoundsWanted) -> Capacities:
    days = list(event.days.all())
    per_day: list[list[int]] = [[] for _ in days]
    for number in range(wanted.number):
        per_day[number * len(days) // wanted.number].append(number)
    seats = wanted.seats
    if seats is None and blueprint.capacity is not None:
        seats = ceil(blueprint.capacity / wanted.sessions)
    capacities: Capacities = {}
    for day, numbers in zip(days, per_day, strict=True):
        for place, number in enumerate(numbers):
            title, title_en = in_both(gettext_noop("Round %(number)s"), number=number + 1)
            round_ = Round(
                event=event,
                day=day,
                slug=f"ronde-{number + 1}",
                title=title,
                title_en=title_en,
                position=number,
            )
            round_.save(force_insert=True)
            span = _slot((day.begins_at, day.ends_at), place, len(numbers))
            for session in _sessions_of(round_, span, wanted.sessions):
                capacities[f"session-{session.slug}"] = seats
    return capacities


def _sessions_of(round_: Round, span: Span, number: int) -> list[Session]:
    rows = []
    for n in range(1, number + 1):
        title, title_en = in_both(
            gettext_noop("Session %(round)s.%(number)s"), round=round_.position + 1, number=n
        )
        session = Session(
            event=round_.event,
            day=round_.day,
            round=round_,
            slug=f"{round_.slug}-sessie-{n}",
            kind=Session.Kind.BREAKOUT,
            title=title,
            title_en=title_en,
            begins_at=span[0],
            ends_at=span[1],
        )
        rows.append(making.add_session(session))
    return rows


def _slot(day: Span, place: int, number: int) -> Span:
    """The time of one of ``number`` rounds: after a beginning together, an hour at most."""
    share = (day[1] - day[0]) / (number + 1)
    step = max(share // QUARTER * QUARTER, timedelta(minutes=5))
    begins_at = day[0] + step * (place + 1)
    return begins_at, begins_at + min(step, timedelta(hours=1))


def _add_stands(event: Event, _blueprint: Blueprint, sizes: Sequence[StandSize]) -> Capacities:
    if not sizes:
        return {}
    title, title_en = in_both(gettext_noop("Staff of a stand"))
    staff = TicketType.Kind.STAFF
    TicketType(
        event=event, slug="standhouder", kind=staff, title=title, title_en=title_en, position=1, price=0
    ).save(force_insert=True)
    first, slugs = 1, ["regulier", "standhouder"]
    for position, size in enumerate(sizes, 2):
        slugs.append(free_slug(f"stand-{size.title}", slugs, 60))
        ticket = TicketType(
            event=event,
            slug=slugs[-1],
            kind=TicketType.Kind.STAND,
            title=size.title,
            position=position,
            price=size.price,
            vat_category=STANDARD_VAT.category,
            vat_percent=STANDARD_VAT.percent,
            maximum=1,
            most_staff=2,
        )
        ticket.save(force_insert=True)
        numbers = range(first, first + size.number)
        Stand.objects.bulk_create(Stand(event=event, number=n, ticket_type=ticket) for n in numbers)
        first += size.number
    return {}


BUILDERS: Mapping[str, Callable[[Event, Blueprint, Any], Capacities]] = {
    "days": _add_days,
    "meetings": _add_meetings,
    "rounds": _add_rounds,
    "stands": _add_stands,
}
