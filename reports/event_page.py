"""All that the public page of one event tells, read at once."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Prefetch

from events.access import public_events
from events.models import Event, Room, Session, SessionSpeaker, Stand, TicketType


def public_event(event_id: int) -> Event:
    """The event with its programme, prices, texts and partners, so that reading them asks nothing more.

    Sessions are those that were released and not cancelled. Raises Event.DoesNotExist.
    """
    speakers = Prefetch("session_speakers", SessionSpeaker.objects.select_related("speaker"))
    sessions = Session.objects.filter(released_at__isnull=False, cancelled_at=None).select_related("room")
    rows = (
        public_events()
        .select_related("series")
        .prefetch_related(
            "days",
            "rounds",
            Prefetch("sessions", sessions.prefetch_related(speakers)),
            Prefetch("ticket_types", TicketType.objects.filter(is_hidden=False).prefetch_related("days")),
            "texts",
            "cancellation_steps",
            "partnerships__organisation",
            "releases",
        )
    )
    return rows.get(pk=event_id)


def other_editions(event: Event, now: datetime) -> list[Event]:
    """The other published editions of its series that have not begun at ``now`` (UTC), in order of time."""
    if event.series_id is None:
        return []
    rows = public_events().filter(series=event.series_id, status=Event.Status.PUBLISHED, begins_at__gt=now)
    return list(rows.exclude(pk=event.pk).order_by("begins_at", "id"))


def stands_of(event: Event) -> list[Stand]:
    """The stands of an event by number, their sizes known."""
    return list(event.stands.select_related("ticket_type"))


def room_names(event: Event, language: str) -> dict[int, str]:
    """The rooms of the event's venue by id, their names in ``language``: for changes that name an id."""
    rooms = Room.objects.filter(venue=event.venue_id)
    return {room.pk: room.text("name", language) for room in rooms}
