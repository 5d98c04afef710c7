"""Events as lists show them: when, what, where, what it costs, and whether there is a place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.text import capfirst

from events.kinds import KINDS
from events.kinds.base import Kind
from events.models import Event
from lib.dates import format_day, format_short_day, format_span
from organisations.models import Organisation
from reports.agenda import Listed
from reports.public_state import PublicState, Seats
from website.event.days import join
from website.event.prices import Price, first_price, ways_in
from website.event.standing import Standing, standing


@dataclass(frozen=True)
class Row:
    """One event, whose ``first_day`` is that of its begin."""

    event: Event
    kind: Kind
    title: str
    first_day: date
    short_day: str
    dates: str
    place: str

    @property
    def month(self) -> str:
        """The month in which it begins: "2027-03"."""
        return f"{self.first_day:%Y-%m}"


@dataclass(frozen=True)
class ComingRow(Row):
    """An event that is to come; ``some_free`` where some take part for nothing beside ``price``.

    ``left`` is how many places the easiest way to take part still has, None where that is not told.
    """

    standing: Standing
    price: Price | None
    some_free: bool
    is_full: bool
    left: int | None


def row_of(event: Event, language: str) -> Row:
    """An event whenever it is, its texts in ``language`` ("nl" or "en")."""
    first, last = event.local_date(event.begins_at), event.local_date(event.ends_at)
    venue = event.venue
    return Row(
        event=event,
        kind=event.behaviour,
        title=event.text("title", language),
        first_day=first,
        short_day=format_short_day(first, language),
        dates=format_span(first, last, language),
        place=", ".join(filter(None, (venue.name, venue.city))) if venue else "",
    )


def coming_row(item: Listed, now: datetime, language: str) -> ComingRow:
    """An event that is to come, as it stands at ``now`` (UTC)."""
    tickets, pools = list(item.tickets), list(item.pools)
    left = {pool.id: pool.left for pool in pools}
    ways = ways_in(tickets, pools, now, language)
    price, some_free = first_price(tickets, now) or (None, False)
    return ComingRow(
        **vars(row_of(item.event, language)),
        standing=standing(item.event, now, language),
        price=price,
        some_free=some_free,
        is_full=not any(all(left[pool_id] != 0 for pool_id in way) for way in ways),
        left=_places_left(item, ways),
    )


def _places_left(item: Listed, ways: Iterable[Sequence[int]]) -> int | None:
    event = item.event
    seats = {p.id: Seats(p.slug, p.capacity, p.taken, p.waiting, p.is_open) for p in item.pools}
    limits = [[row for pool_id in way if (row := seats[pool_id]).left is not None] for way in ways]
    if not all(limits):
        return None
    scarcest = [min(rows, key=lambda row: row.left or 0) for rows in limits]
    best = max(scarcest, key=lambda row: row.left or 0, default=None)
    if best is None or not best.left:
        return None
    return PublicState(event.pk, event.version, event.places_shown, event.few_percent, seats).shown(best)


def months_of(rows: Iterable[Row], language: str) -> list[tuple[str, str]]:
    """The months in which events begin, each once: ("2027-03", "maart 2027")."""
    months = {row.month: row.first_day for row in rows}
    return [
        (month, format_day(day, language, weekday=False).partition(" ")[2]) for month, day in months.items()
    ]


def kinds_in_words() -> str:
    """The kinds of event in one phrase, as a heading has it."""
    return capfirst(join([str(kind.label_plural) for kind in KINDS.values()]))


def only_organiser(rows: Sequence[Row]) -> Organisation | None:
    """The organisation that all events are of; None where there are several, or no events."""
    organisers = {row.event.organisation_id: row.event.organisation for row in rows}
    return next(iter(organisers.values())) if len(organisers) == 1 else None
