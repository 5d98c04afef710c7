"""The practical texts of an event (how to get there, access, food), in the order of the public page."""

from __future__ import annotations

from django.db.models import Max

from events.editing import Values, changed_fields
from events.models import Event, EventText
from events.versions import touch


def add_text(event: Event, values: Values) -> EventText:
    """Store another text, the last on the page."""
    row = EventText(event=event, position=_after_the_last(event), **values)
    row.save(force_insert=True)
    touch(event.pk)
    return row


def change_text(row: EventText, values: Values) -> list[str]:
    """Give a stored text these values at once; returns the names that changed."""
    changed = changed_fields(row, values)
    if changed:
        for name in changed:
            setattr(row, name, values[name])
        row.save(update_fields=changed)
        touch(row.event_id)
    return changed


def move_text(row: EventText, *, up: bool) -> bool:
    """Let a text and the one above it (or below) change places; False where there is none.

    The caller holds the row of the event: no two people move at once.
    """
    others = row.event.texts
    above = others.filter(position__lt=row.position).order_by("-position")
    below = others.filter(position__gt=row.position).order_by("position")
    other = (above if up else below).first()
    if other is None:
        return False
    free = _after_the_last(row.event)  # no two texts are ever in one place, not even between two updates
    for pk, position in ((row.pk, free), (other.pk, row.position), (row.pk, other.position)):
        others.filter(pk=pk).update(position=position)
    touch(row.event_id)
    return True


def remove_text(row: EventText) -> None:
    """Take a text off the page for good."""
    row.delete()
    touch(row.event_id)


def _after_the_last(event: Event) -> int:
    last = event.texts.aggregate(last=Max("position"))["last"]
    return 0 if last is None else last + 1
