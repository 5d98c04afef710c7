"""Giving an event, a series or a speaker a picture, and which pictures are shown."""

from __future__ import annotations

from typing import TypeAlias

from events.editing import Values, changed_fields
from events.models import Event, Series, SessionSpeaker, Speaker
from events.versions import touch, touch_all

Shown: TypeAlias = Event | Series | Speaker


def give_picture(row: Shown, name: str, alt: str, alt_en: str) -> list[str]:
    """Show the picture of that name (empty: none), which tells ``alt``; names what changed."""
    return change_shown(row, {"picture": name, "picture_alt": alt, "picture_alt_en": alt_en})


def change_shown(row: Shown, values: Values) -> list[str]:
    """Give a row these values at once, on every page that tells of it; names what changed."""
    changed = changed_fields(row, values)
    if changed:
        for name in changed:
            setattr(row, name, values[name])
        row.save(update_fields=changed)
        _touch_pages_of(row)
    return changed


def is_shown(name: str) -> bool:
    """Whether an event, a series or a speaker has the picture of that name."""
    return any(model.objects.filter(picture=name).exists() for model in (Event, Series, Speaker))


def _touch_pages_of(row: Shown) -> None:
    if isinstance(row, Event):
        touch(row.pk)
    elif isinstance(row, Speaker):
        spoken = SessionSpeaker.objects.filter(speaker=row).values("session__event")
        touch_all(Event.objects.filter(pk__in=spoken))
