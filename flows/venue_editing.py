"""Changing the building of an event and its rooms."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction

from events import venue_editing
from events.editing import Values, draft_of_event
from flows.event_editing import locked, record
from organisations.access import Actor


@transaction.atomic(durable=True)
def edit_venue(
    event_id: int,
    values: Values,
    rooms: Mapping[int, Values],
    new_rooms: Sequence[Values],
    now: datetime,
    *,
    actor: Actor,
) -> list[str]:
    """Change where an event is to be (its building, at once and for all events there); names what changed."""
    event = locked(event_id)
    venue = draft_of_event(event).venue
    if venue is None:
        return []
    changed = venue_editing.change_venue(venue, values)
    changed += venue_editing.change_rooms(venue, rooms, new_rooms)
    if changed:
        record(event, "place changed", now, actor, fields=changed)
    return changed
