"""Making another organisation a partner of an event, and changing what it sees."""

from __future__ import annotations

from events.editing import Values, put_values
from events.models import Event, Partnership
from events.positions import after_the_last
from events.versions import touch
from organisations.models import Organisation


def add_partner(event: Event, organisation: Organisation, values: Values) -> Partnership:
    """Store a partner, the last on the page.

    Raises IntegrityError where it is one already: the caller rolls back.
    """
    position = after_the_last(event.partnerships)
    row = Partnership(event=event, organisation=organisation, position=position, **values)
    row.save(force_insert=True)
    touch(event.pk)
    return row


def change_partner(partnership: Partnership, values: Values) -> list[str]:
    """Give a stored partner these values; returns the names that changed."""
    changed = put_values(partnership, values)
    if changed:
        touch(partnership.event_id)
    return changed
