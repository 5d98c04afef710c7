"""The practical texts of an event (how to get there, access, food), in the order of the public page."""

from __future__ import annotations

from events.editing import Values, put_values
from events.models import Event, EventText
from events.positions import after_the_last, change_places
from events.versions import touch


def add_text(event: Event, values: Values) -> EventText:
    """Store another text, the last on the page."""
    row = EventText(event=event, position=after_the_last(event.texts), **values)
    row.save(force_insert=True)
    touch(event.pk)
    return row


def change_text(row: EventText, values: Values) -> list[str]:
    """Give a stored text these values at once; returns the names that changed."""
    changed = put_values(row, values)
    if changed:
        touch(row.event_id)
    return changed


def move_text(row: EventText, *, up: bool) -> bool:
    """Let a text and the one above it (or below) change places; False where there is none.

    The caller holds the row of the event: no two people move at once.
    """
    moved = change_places(row, row.event.texts, up=up)
    if moved:
        touch(row.event_id)
    return moved


def remove_text(row: EventText) -> None:
    """Take a text off the page for good."""
    row.delete()
    touch(row.event_id)
