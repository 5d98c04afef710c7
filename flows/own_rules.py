"""Changing what holds for events of one kind alone."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from events.editing import Values, put_values
from events.versions import touch
from flows.event_editing import locked, record
from organisations.access import Actor


@transaction.atomic(durable=True)
def edit_own_rules(event_id: int, values: Values, now: datetime, *, actor: Actor) -> list[str]:
    """Give the row that the kind keeps these values at once; returns the names that changed."""
    event = locked(event_id)
    row = event.behaviour.own_row(event)
    changed = put_values(row, values) if row is not None else []
    if changed:
        touch(event.pk)
        record(event, "changed", now, actor, fields=changed)
    return changed
