"""The events of an organisation that somebody works on: when, how they stand, how many people come."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count

from events.access import events_of
from events.models import Day, Event, Session
from lib.dates import day_in_zone
from organisations.access import Actor
from registrations.models import Participant, Registration, SeatPool

State = Registration.State
LIVE = (State.AWAITING_APPROVAL, State.AWAITING_PAYMENT, State.CONFIRMED)


@dataclass(frozen=True)
class Places:
    """Seats of the fullest pool that everybody of an event, or of a day of it, needs.

    ``is_full``: no such pool has a seat left, so that nobody can sign up.
    """

    taken: int
    capacity: int
    is_full: bool


@dataclass(frozen=True)
class ListedEvent:
    """One event; ``state`` as ``event_state`` gives it. What the reader may not see is None."""

    event: Event
    days: tuple[date, ...]
    state: str
    people: int | None
    places: Places | None

    @property
    def title(self) -> str:
        """Its title in the active language."""
        return self.event.text("title")


def event_list(actor: Actor, organisation_id: int, now: datetime) -> list[ListedEvent]:
    """The events that ``actor`` may open, what comes first on top, then what is over, latest first."""
    events = list(events_of(organisation_id, actor.event_ids()))
    days = dates_of(events)
    people = _people_by_event(events)
    places = _places_by_event(events)
    rows = [
        ListedEvent(
            event=event,
            days=days[event.pk],
            state=event_state(event, now, places.get(event.pk)),
            people=people.get(event.pk, 0) if actor.scope("participants.list", event.pk) is None else None,
            places=places.get(event.pk) if actor.scope("event.totals", event.pk) is None else None,
        )
        for event in events
    ]
    over = [row for row in rows if row.event.ends_at <= now]
    return [row for row in reversed(rows) if row.event.ends_at > now] + over


def open_events(actor: Actor, organisation_id: int, now: datetime) -> list[Event]:
    """Those of the events that ``actor`` may open that take sign-ups at ``now``, the first on top."""
    coming = events_of(organisation_id, actor.event_ids()).filter(
        status=Event.Status.PUBLISHED, ends_at__gt=now
    )
    return [event for event in coming.order_by("begins_at", "id") if event.takes_sign_ups(now)]


def event_state(event: Event, now: datetime, places: Places | None) -> str:
    """ "draft", "cancelled", "over", "running", "full", "open" (takes sign-ups) or "closed"."""
    if event.status in (Event.Status.DRAFT, Event.Status.CANCELLED):
        return str(event.status)
    if event.ends_at <= now or event.status == Event.Status.ARCHIVED:
        return "over"
    if event.begins_at <= now:
        return "running"
    if not event.takes_sign_ups(now):
        return "closed"
    return "full" if places and places.is_full else "open"


def places_of(event: Event) -> Places | None:
    """The seats of an event; None where it has no limit."""
    return _places_by_event([event]).get(event.pk)


def dates_of(events: Sequence[Event]) -> Mapping[int, tuple[date, ...]]:
    """The dates of each event (by id): its days, else its meetings."""
    dates: dict[int, set[date]] = {event.pk: set() for event in events}
    days = Day.objects.filter(event__in=events, cancelled_at=None)
    for event_id, day in days.values_list("event", "date"):
        dates[event_id].add(day)
    zones = {event.pk: event.timezone for event in events if not dates[event.pk]}
    meetings = Session.objects.filter(event__in=zones, released_at__isnull=False, cancelled_at=None)
    for event_id, begins_at in meetings.values_list("event", "begins_at"):
        dates[event_id].add(day_in_zone(begins_at, zones[event_id]))
    return {event_id: tuple(sorted(found)) for event_id, found in dates.items()}


def _people_by_event(events: Iterable[Event]) -> Mapping[int, int]:
    coming = Participant.objects.filter(event__in=events, ended_at=None, registration__state__in=LIVE)
    return dict(coming.order_by().values_list("event").annotate(Count("pk")))


def _places_by_event(events: Iterable[Event]) -> Mapping[int, Places]:
    pools = SeatPool.objects.filter(
        event__in=events,
        session=None,
        stand=None,
        ticket_types=None,
        partnership=None,
        code=None,
        price_rule=None,
    )
    found: dict[int, list[tuple[int, int]]] = {}
    unlimited = set()
    for event_id, taken, capacity in pools.values_list("event", "taken", "capacity"):
        if capacity is None:
            unlimited.add(event_id)
        elif capacity:
            found.setdefault(event_id, []).append((taken, capacity))
    return {
        event_id: Places(
            *max(rows, key=lambda row: row[0] / row[1]),
            is_full=event_id not in unlimited and all(taken >= capacity for taken, capacity in rows),
        )
        for event_id, rows in found.items()
    }
