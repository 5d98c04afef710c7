"""A building and its rooms, as all events of its organisation share them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from events.editing import Values, put_values
from events.models import Event, Room, Venue
from events.versions import touch_all


def change_venue(venue: Venue, values: Values) -> list[str]:
    """Give a building these values at once; names what changed."""
    changed = put_values(venue, values)
    if changed:
        _redraw(venue)
    return changed


def change_rooms(venue: Venue, known: Mapping[int, Values], new: Sequence[Values]) -> list[str]:
    """Give rooms (by id) these values and add others; returns the names of those that changed.

    Raises IntegrityError where two would have one name: the caller rolls back.
    """
    changed = [room.name for room in venue.rooms.filter(pk__in=known) if put_values(room, known[room.pk])]
    for values in new:
        room = Room(venue=venue, **values)
        room.save(force_insert=True)
        changed.append(room.name)
    if changed:
        _redraw(venue)
    return changed


def _redraw(venue: Venue) -> None:
    touch_all(Event.objects.filter(venue=venue))
