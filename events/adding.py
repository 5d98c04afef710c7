"""Adding to an event what its kind has: days, rounds of sessions, meetings, stands; unseen until released."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from django.db.models import Max
from django.utils.translation import gettext_noop

from events import making
from events.kinds.base import STANDARD_VAT
from events.models import Day, Event, Round, Session, Stand, TicketType
from events.naming import free_slug, in_both
from events.positions import after_the_last
from events.spans import Span

MOST_STAFF = 2


def add_day(event: Event, span: Span) -> Day:
    """Add a day behind those that there are, with an address of its own."""
    taken = set(event.days.values_list("slug", flat=True))
    number = next(n for n in range(1, len(taken) + 2) if f"day-{n}" not in taken)
    return making.add_day(event, f"day-{number}", *span)


def add_round(day: Day, values: Mapping[str, object], span: Span, number: int) -> list[Session]:
    """Add a round to a day, with so many sessions to choose from, all of them at one time; returns those.

    A title that ``values`` do not give tells which round it is.
    """
    event = day.event
    taken = list(event.rounds.values_list("slug", flat=True))
    place = next(n for n in range(1, len(taken) + 2) if f"ronde-{n}" not in taken)
    title, title_en = in_both(gettext_noop("Round %(number)s"), number=place)
    row = Round(
        event=event,
        day=day,
        slug=f"ronde-{place}",
        position=after_the_last(event.rounds),
        **{"title": title, "title_en": title_en, **values},
    )
    row.save(force_insert=True)
    return [_add_choice(row, place, n, span) for n in range(1, number + 1)]


def _add_choice(row: Round, place: int, number: int, span: Span) -> Session:
    title, title_en = in_both(gettext_noop("Session %(round)s.%(number)s"), round=place, number=number)
    taken = list(row.event.sessions.values_list("slug", flat=True))
    session = Session(
        event=row.event,
        day=row.day,
        round=row,
        slug=free_slug(f"{row.slug}-sessie-{number}", taken, 80),
        kind=Session.Kind.BREAKOUT,
        title=title,
        title_en=title_en,
        begins_at=span[0],
        ends_at=span[1],
    )
    return making.add_session(session)


def add_meeting(event: Event, span: Span) -> Session:
    """Add a meeting that everybody takes, numbered behind those that there are."""
    taken = set(event.sessions.values_list("slug", flat=True))
    number = next(n for n in range(1, len(taken) + 2) if f"bijeenkomst-{n}" not in taken)
    title, title_en = in_both(gettext_noop("Meeting %(number)s"), number=number)
    session = Session(
        event=event,
        slug=f"bijeenkomst-{number}",
        kind=Session.Kind.MEETING,
        title=title,
        title_en=title_en,
        begins_at=span[0],
        ends_at=span[1],
    )
    return making.add_session(session)


def add_size(event: Event, title: str, price: Decimal) -> TicketType:
    """Add a size of stand, its price in euros without VAT, and what its staff come by."""
    _add_staff(event)
    taken = list(event.ticket_types.values_list("slug", flat=True))
    size = TicketType(
        event=event,
        slug=free_slug(f"stand-{title}", taken, 60),
        kind=TicketType.Kind.STAND,
        title=title,
        position=after_the_last(event.ticket_types),
        price=price,
        vat_category=STANDARD_VAT.category,
        vat_percent=STANDARD_VAT.percent,
        maximum=1,
        most_staff=MOST_STAFF,
    )
    size.save(force_insert=True)
    return size


def _add_staff(event: Event) -> None:
    staff = TicketType.Kind.STAFF
    if event.ticket_types.filter(kind=staff).exists():
        return
    title, title_en = in_both(gettext_noop("Staff of a stand"))
    taken = list(event.ticket_types.values_list("slug", flat=True))
    TicketType(
        event=event,
        slug=free_slug("standhouder", taken, 60),
        kind=staff,
        title=title,
        title_en=title_en,
        position=after_the_last(event.ticket_types),
        price=0,
    ).save(force_insert=True)


def add_stands(size: TicketType, number: int) -> list[Stand]:
    """Add so many stands of a size, numbered behind the last of the event."""
    last = size.event.stands.aggregate(last=Max("number"))["last"] or 0
    rows = [Stand(event=size.event, number=last + n, ticket_type=size) for n in range(1, number + 1)]
    return Stand.objects.bulk_create(rows)
