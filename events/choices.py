"""What stands to choose from, and what is taken, while an event is being made or changed."""

from __future__ import annotations

from datetime import date

from events.editing import draft_of_event
from events.models import Event, Room, Speaker, Venue


def slug_is_taken(slug: str) -> bool:
    """Whether some event, whoever organises it, has that address."""
    return Event.objects.filter(slug=slug).exists()


def venue_names(organisation_id: int) -> list[str]:
    """The names of an organisation's buildings."""
    rows = Venue.objects.filter(organisation_id=organisation_id)
    return sorted(set(rows.values_list("name", flat=True)), key=str.casefold)


def room_names(event: Event) -> list[str]:
    """The rooms of the building where an event is to be, as drafted."""
    venue = draft_of_event(event).venue
    return (
        list(Room.objects.filter(venue=venue).order_by("name").values_list("name", flat=True))
        if venue
        else []
    )


def room_called(event: Event, name: str) -> Room | None:
    """The room of that name (whatever the case) in the building where an event is to be."""
    venue = draft_of_event(event).venue
    return Room.objects.filter(venue=venue, name__iexact=name).first() if venue and name else None


def speaker_names(organisation_id: int) -> list[str]:
    """Who has spoken for an organisation before."""
    rows = Speaker.objects.filter(organisation_id=organisation_id)
    return sorted(set(rows.values_list("name", flat=True)), key=str.casefold)


def drafted_dates(event: Event) -> dict[str, date]:
    """The dates of an event's days by slug, as drafted."""
    days = event.days.filter(cancelled_at=None).select_related("draft")
    return {day.slug: getattr(day, "draft", day).date for day in days}
