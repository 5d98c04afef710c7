"""What stands to choose from, and what is taken, while an event is being made or changed."""

from __future__ import annotations

from events.models import Event, Venue


def slug_is_taken(slug: str) -> bool:
    """Whether some event, whoever organises it, has that address."""
    return Event.objects.filter(slug=slug).exists()


def venue_names(organisation_id: int) -> list[str]:
    """The names of an organisation's buildings."""
    rows = Venue.objects.filter(organisation_id=organisation_id)
    return sorted(set(rows.values_list("name", flat=True)), key=str.casefold)
