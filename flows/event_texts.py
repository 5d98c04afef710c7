"""The practical texts of an event: added, changed, put in order, removed."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from events import practical_texts
from events.editing import Values
from events.models import Event, EventText
from organisations import trail
from organisations.access import Actor


class TextGone(Exception):
    """The event has no such text, or no longer."""


@transaction.atomic(durable=True)
def add_text(event_id: int, values: Values, now: datetime, *, actor: Actor) -> EventText:
    """Show another text at once, the last on the page."""
    row = practical_texts.add_text(_locked(event_id), values)
    _record(row.event, "text added", now, actor, text=row.title)
    return row


@transaction.atomic(durable=True)
def edit_text(event_id: int, text_id: int, values: Values, now: datetime, *, actor: Actor) -> list[str]:
    """Change a text at once; returns the names that changed. Raises TextGone."""
    row = _text(_locked(event_id), text_id)
    changed = practical_texts.change_text(row, values)
    if changed:
        _record(row.event, "text changed", now, actor, text=row.title, fields=changed)
    return changed


@transaction.atomic(durable=True)
def move_text(event_id: int, text_id: int, now: datetime, *, up: bool, actor: Actor) -> bool:
    """Put a text one place higher or lower; False where it is first or last. Raises TextGone."""
    row = _text(_locked(event_id), text_id)
    moved = practical_texts.move_text(row, up=up)
    if moved:
        _record(row.event, "text moved", now, actor, text=row.title, to="up" if up else "down")
    return moved


@transaction.atomic(durable=True)
def remove_text(event_id: int, text_id: int, now: datetime, *, actor: Actor) -> None:
    """Take a text off the page; what it said stays in the trail. Raises TextGone."""
    row = _text(_locked(event_id), text_id)
    said = {"text": row.title, "body": row.body, "title_en": row.title_en, "body_en": row.body_en}
    practical_texts.remove_text(row)
    _record(row.event, "text removed", now, actor, **said)


def _locked(event_id: int) -> Event:
    return Event.objects.select_for_update(of=("self",)).get(pk=event_id)


def _text(event: Event, text_id: int) -> EventText:
    row = event.texts.filter(pk=text_id).first()
    if row is None:
        raise TextGone
    return row


def _record(event: Event, verb: str, now: datetime, actor: Actor, **facts: str | list[str]) -> None:
    trail.record(
        event.organisation_id, "event", event.pk, verb, at=now, actor=actor, event_id=event.pk, facts=facts
    )
