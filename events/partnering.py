"""Making another organisation a partner of an event, and changing what it sees."""

from __future__ import annotations

from django.db.models import Max

from events.editing import Values, changed_fields
from events.models import Event, Partnership
from events.versions import touch
from organisations.models import Organisation


def add_partner(event: Event, organisation: Organisation, values: Values) -> Partnership:
    """Store a partner, the last on the page.

    Raises IntegrityError where it is one already: the caller rolls back.
    """
    last = event.partnerships.aggregate(last=Max("position"))["last"]
    position = 0 if last is None else last + 1
    row = Partnership(event=event, organisation=organisation, position=position, **values)
    row.save(force_insert=True)
    touch(event.pk)
    return row


def change_partner(partnership: Partnership, values: Values) -> list[str]:
    """Give a stored partner these values; returns the names that changed."""
    changed = changed_fields(partnership, values)
    if changed:
        for name in changed:
            setattr(partnership, name, values[name])
        partnership.save(update_fields=changed)
        touch(partnership.event_id)
    return changed
