"""A programme from elsewhere becomes the draft of an event; the public sees it with the next release."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from events.models import Event
from events.schedules.filling import Filled, fill, has_programme
from events.schedules.schedule import Schedule
from events.versions import touch
from organisations import trail
from organisations.access import Actor
from registrations.seats import open_pools

COMMAND = Actor("command")


class NoProgramme(Exception):
    """This kind of event has no programme of sessions by day."""


@transaction.atomic(durable=True)
def import_schedule(
    event: Event, schedule: Schedule, now: datetime, *, actor: Actor = COMMAND, dry_run: bool = False
) -> Filled:
    """Fill the drafts of ``event`` at ``now`` (UTC); the same again changes nothing.

    Days that it did not have get seats without a limit. A ``dry_run`` does it and takes it back.
    Raises NoProgramme.
    """
    if not has_programme(event):
        raise NoProgramme
    locked = Event.objects.select_for_update(of=("self",), no_key=True).get(pk=event.pk)
    filled = fill(locked, schedule)
    if filled.days:
        open_pools(locked, {})
    if filled:
        touch(event.pk)  # who speaks has no draft
        trail.record(
            event.organisation_id,
            "event",
            event.pk,
            "schedule_imported",
            at=now,
            actor=actor,
            event_id=event.pk,
            facts={"sessions": len(filled.sessions), "changed": len(filled.sessions_changed)},
        )
    if dry_run:
        transaction.set_rollback(True)
    return filled
