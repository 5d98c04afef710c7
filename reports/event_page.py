"""All that the public page of one event tells, read at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from django.db import connection
from django.db.models import OuterRef

from events.access import public_events
from events.models import (
    CancellationStep,
    Day,
    Event,
    EventText,
    Partnership,
    PriceRule,
    ProgrammeRelease,
    Room,
    Round,
    Session,
    SessionSpeaker,
    Speaker,
    Stand,
    TicketType,
    Venue,
)
from lib.prepared import know
from organisations.models import Organisation
from registrations.models import SeatPool
from registrations.offering import Pool, pool_of
from reports.gathering import (
    Related,
    as_json,
    instance,
    instances,
    pairs,
    pairs_as_json,
    rows_as_json,
)

Told = Mapping[str, Any]
NOBODY = 2**62 + 1  # stands in the compiled statement where the event's id comes
ROOM = Related(Room, "room", ("name", "name_en"))
PHOTO = ("picture", "picture_alt", "picture_alt_en")
SPEAKER = Related(Speaker, "speaker", ("name", "role", "role_en", "bio", "bio_en", *PHOTO))
PARTNER = Related(Organisation, "organisation", ("name",))
OWN = {"event": OuterRef("pk")}
PLAIN = {
    "days": Day.objects.filter(**OWN).order_by("begins_at"),
    "rounds": Round.objects.filter(**OWN).order_by("position"),
    "texts": EventText.objects.filter(**OWN).order_by("position"),
    "cancellation_steps": CancellationStep.objects.filter(**OWN).order_by("-days_before"),
    "releases": ProgrammeRelease.objects.filter(**OWN).order_by("-number"),
    "price_rules": PriceRule.objects.filter(is_off=False, **OWN).order_by("id"),
    "stands": Stand.objects.filter(**OWN).order_by("number"),
}


@dataclass(frozen=True)
class Whole:
    """An event that knows its days, rounds, sessions, ticket types, texts, steps, partners, releases, stands.

    Reading those asks the database nothing more. Sessions are those that were released and not
    cancelled, ticket types those that are not hidden.
    """

    event: Event
    pools: tuple[Pool, ...]


def whole_event(event_id: int) -> Whole:
    """All of an event that anybody may see, by one statement. Raises Event.DoesNotExist."""
    with connection.cursor() as cursor:
        cursor.execute(_statement().replace(str(NOBODY), str(event_id)))
        row = cursor.fetchone()
    if row is None:
        raise Event.DoesNotExist
    told = dict(zip(_expressions(), row, strict=True))
    event = instance(Event, told["event"])
    event.organisation = instance(Organisation, told["organisation"])
    event.venue = instance(Venue, told["venue"]) if event.venue_id else None
    for name, rows in PLAIN.items():
        know(event, name, instances(rows.model, told[name]))
    know(event, "sessions", _sessions(told))
    know(event, "ticket_types", _ticket_types(event, told))
    _know_tickets_of_rules(event, told)
    know(event, "partnerships", _partnerships(told))
    return Whole(event, tuple(_pools(told)))


def other_editions(event: Event, now: datetime) -> list[Event]:
    """The other published editions of its series that have not begun at ``now`` (UTC), in order of time."""
    if event.series_id is None:
        return []
    rows = public_events().filter(series=event.series_id, status=Event.Status.PUBLISHED, begins_at__gt=now)
    return list(rows.exclude(pk=event.pk).order_by("begins_at", "id"))


def room_names(event: Event, language: str) -> dict[int, str]:
    """The rooms of the event's venue by id, their names in ``language``: for changes that name an id."""
    rooms = Room.objects.filter(venue=event.venue_id)
    return {room.pk: room.text("name", language) for room in rooms}


@cache
def _statement() -> str:
    """The SQL for the event NOBODY, compiled once: that costs many times what running it does."""
    query = public_events().filter(pk=NOBODY).values_list(*_expressions().values()).query
    operations: Any = connection.ops
    return str(operations.compose_sql(*query.sql_with_params()))


@cache
def _expressions() -> dict[str, Any]:
    sessions = Session.objects.filter(released_at__isnull=False, cancelled_at=None, **OWN)
    speaking = SessionSpeaker.objects.filter(session__event=OuterRef("pk")).order_by("position", "id")
    tickets = TicketType.objects.filter(is_hidden=False, **OWN).order_by("position", "id")
    pools = SeatPool.objects.filter(code=None, partnership=None, price_rule=None, **OWN).order_by("id")
    partners = Partnership.objects.filter(**OWN).order_by("position", "id")
    return {
        "event": as_json(Event),
        "organisation": as_json(Organisation, "organisation__"),
        "venue": as_json(Venue, "venue__"),
        **{name: rows_as_json(rows) for name, rows in PLAIN.items()},
        "sessions": rows_as_json(sessions.order_by("begins_at", "id"), **ROOM.columns),
        "speaking": rows_as_json(speaking, **SPEAKER.columns),
        "ticket_types": rows_as_json(tickets),
        "ticket_days": pairs_as_json(tickets, "days"),
        "price_rule_tickets": pairs_as_json(PLAIN["price_rules"], "ticket_types"),
        "partnerships": rows_as_json(partners, **PARTNER.columns),
        "pools": rows_as_json(pools),
        "pool_tickets": pairs_as_json(pools, "ticket_types"),
    }


def _sessions(told: Told) -> list[Session]:
    rooms: dict[int, Room] = {}
    speakers: dict[int, Speaker] = {}
    parts: dict[int, list[SessionSpeaker]] = defaultdict(list)
    for part in instances(SessionSpeaker, told["speaking"]):
        part.speaker = SPEAKER.of(part, speakers)
        parts[part.session_id].append(part)
    sessions = instances(Session, told["sessions"])
    for session in sessions:
        session.room = ROOM.of(session, rooms) if session.room_id else None
        know(session, "session_speakers", parts[session.pk])
    return sessions


def _ticket_types(event: Event, told: Told) -> list[TicketType]:
    days = {day.pk: day for day in event.days.all()}
    admitted = pairs(told["ticket_days"])
    tickets = instances(TicketType, told["ticket_types"])
    for ticket in tickets:
        know(ticket, "days", [days[day_id] for day_id in admitted[ticket.pk]])
    return tickets


def _know_tickets_of_rules(event: Event, told: Told) -> None:
    tickets = {ticket.pk: ticket for ticket in event.ticket_types.all()}
    named = pairs(told["price_rule_tickets"])
    for rule in event.price_rules.all():
        know(rule, "ticket_types", [tickets.get(pk, TicketType(pk=pk)) for pk in named[rule.pk]])


def _partnerships(told: Told) -> list[Partnership]:
    rows = instances(Partnership, told["partnerships"])
    for row in rows:
        row.organisation = PARTNER.of(row, {})
    return rows


def _pools(told: Told) -> Iterator[Pool]:
    tickets = pairs(told["pool_tickets"])
    return (pool_of(row, frozenset(tickets[row.pk])) for row in instances(SeatPool, told["pools"]))
