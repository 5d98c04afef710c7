"""The events of an organisation that somebody works on: when, how they stand, how many people come."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count

from events.access import events_of
from events.models import Event
from organisations.access import Actor
from registrations.models import Participant, Registration, SeatPool

State = Registration.State
LIVE = (State.AWAITING_APPROVAL, State.AWAITING_PAYMENT, State.CONFIRMED)


@dataclass(frozen=True)
class Places:
    """Seats of the fullest pool that everybody of an event, or of a day of it, needs."""

    taken: int
    capacity: int


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
    events = list(events_of(organisation_id, actor.event_ids()).prefetch_related("days"))
    people = _people_by_event(events)
    places = _places_by_event(events)
    rows = [
        ListedEvent(
            event=event,
            days=tuple(day.date for day in event.days.all() if not day.cancelled_at),
            state=event_state(event, now),
            people=people.get(event.pk, 0) if actor.may("participants.list", event.pk) else None,
            places=places.get(event.pk) if actor.may("event.totals", event.pk) else None,
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


def event_state(event: Event, now: datetime) -> str:
    """ "draft", "cancelled", "over", "running", "open" (takes sign-ups) or "closed"."""
    if event.status in (Event.Status.DRAFT, Event.Status.CANCELLED):
        return str(event.status)
    if event.ends_at <= now or event.status == Event.Status.ARCHIVED:
        return "over"
    if event.begins_at <= now:
        return "running"
    return "open" if event.takes_sign_ups(now) else "closed"


def _people_by_event(events: Iterable[Event]) -> Mapping[int, int]:
    coming = Participant.objects.filter(event__in=events, ended_at=None, registration__state__in=LIVE)
    return dict(coming.order_by().values_list("event").annotate(Count("pk")))


def _places_by_event(events: Iterable[Event]) -> Mapping[int, Places]:
    pools = SeatPool.objects.filter(
        event__in=events, session=None, stand=None, ticket_types=None, capacity__gt=0
    )
    fullest: dict[int, Places] = {}
    for event_id, taken, capacity in pools.values_list("event", "taken", "capacity"):
        places, known = Places(taken, capacity or 0), fullest.get(event_id)
        if known is None or places.taken * known.capacity > known.taken * places.capacity:
            fullest[event_id] = places
    return fullest
