"""A new event as its maker describes it, and the rows that come of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from math import ceil
from typing import Any

from django.utils.translation import gettext_noop

from events import adding, making
from events.kinds.base import VatRule
from events.models import Event, TicketType
from events.naming import in_both
from events.spans import Span

Capacities = dict[str, int | None]
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
    """The usual of a new event: seats (None: no limit), a price in euros without VAT, its VAT.

    Without ``vat`` it is what the kind takes where nobody chose.
    ``parts`` has what was told for each part that the kind names in ``making_parts``: for "days"
    and "meetings" spans in UTC, for "rounds" a RoundsWanted, for "stands" sizes.
    """

    capacity: int | None
    price: Decimal
    vat: VatRule | None = None
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
        if self.vat is not None:
            event.behaviour.tell_vat(event, self.vat)
        vat = self.vat or event.behaviour.default_vat(event, event.local_date(event.begins_at))
        TicketType(
            event=event,
            slug="regulier",
            title=title,
            title_en=title_en,
            price=self.price,
            vat_category=vat.category,
            vat_percent=vat.percent,
        ).save(force_insert=True)


def _add_days(event: Event, blueprint: Blueprint, spans: Sequence[Span]) -> Capacities:
    days = [making.add_day(event, f"day-{n}", *span) for n, span in enumerate(spans, 1)]
    return {day.slug: blueprint.capacity for day in days}


def _add_meetings(event: Event, _blueprint: Blueprint, spans: Sequence[Span]) -> Capacities:
    for span in sorted(spans):
        adding.add_meeting(event, span)
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
        for place in range(len(numbers)):
            span = _slot((day.begins_at, day.ends_at), place, len(numbers))
            for session in adding.add_round(day, {}, span, wanted.sessions):
                capacities[f"session-{session.slug}"] = seats
    return capacities


def _slot(day: Span, place: int, number: int) -> Span:
    """The time of one of ``number`` rounds: after a beginning together, an hour at most."""
    share = (day[1] - day[0]) / (number + 1)
    step = max(share // QUARTER * QUARTER, timedelta(minutes=5))
    begins_at = day[0] + step * (place + 1)
    return begins_at, begins_at + min(step, timedelta(hours=1))


def _add_stands(event: Event, _blueprint: Blueprint, sizes: Sequence[StandSize]) -> Capacities:
    for size in sizes:
        adding.add_stands(adding.add_size(event, size.title, size.price), size.number)
    return {}


BUILDERS: Mapping[str, Callable[[Event, Blueprint, Any], Capacities]] = {
    "days": _add_days,
    "meetings": _add_meetings,
    "rounds": _add_rounds,
    "stands": _add_stands,
}
