"""An owner changes what the organisation is and looks like, from now on and everywhere."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from events.access import events_of
from events.versions import touch_all
from flows.pictures import look_again
from organisations import trail
from organisations.access import Actor
from organisations.organisation_changes import change, lock_organisation


@transaction.atomic(durable=True)
def change_organisation(
    organisation_id: int, values: Mapping[str, Any], now: datetime, *, actor: Actor
) -> list[str]:
    """Give an organisation these values at ``now`` (UTC); returns the names of what changed.

    Invoices that are there keep what they say; pages of events are drawn anew.
    """
    changed = change(lock_organisation(organisation_id), values)
    if not changed:
        return []
    touch_all(events_of(organisation_id))
    if "logo" in changed:
        look_again(changed["logo"][0], now)
    facts = {name: [str(old or ""), str(new or "")] for name, (old, new) in changed.items()}
    trail.record(
        organisation_id, "organisation", organisation_id, "changed", at=now, actor=actor, facts=facts
    )
    return sorted(changed)
