"""Partners of an event: added, changed, given places of their own."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from events import partnering
from events.editing import Values
from events.models import Event, Partnership
from events.versions import touch
from organisations import trail
from organisations.access import Actor
from organisations.models import Organisation
from registrations.quotas import move_back, move_to_partner, quota_of


class PartnerKnown(Exception):
    """The organisation is a partner of the event already."""


@transaction.atomic(durable=True)
def add_partner(
    event_id: int, organisation: Organisation, values: Values, quota: int, now: datetime, *, actor: Actor
) -> Partnership:
    """Make ``organisation`` a partner, with ``quota`` places of its own.

    Raises PartnerKnown; TooFew where so many are not free.
    """
    event = _locked(event_id)
    if event.partnerships.filter(organisation=organisation).exists():
        raise PartnerKnown
    row = partnering.add_partner(event, organisation, values)
    _move(row, quota)
    _record(event, row, "partner added", now, actor, [*values, "quota"])
    return row


@transaction.atomic(durable=True)
def edit_partner(
    event_id: int, partnership_id: int, values: Values, quota: int, now: datetime, *, actor: Actor
) -> list[str]:
    """Change what a partner does, sees and has; returns the names that changed. Raises TooFew."""
    event = _locked(event_id)
    row = event.partnerships.select_related("organisation").get(pk=partnership_id)
    changed = partnering.change_partner(row, values)
    if _move(row, quota):
        changed.append("quota")
    if changed:
        _record(event, row, "partner changed", now, actor, changed)
    return changed


def _move(row: Partnership, quota: int) -> bool:
    more = quota - quota_of(row)
    if more > 0:
        move_to_partner(row, more)
    elif more < 0:
        move_back(row, -more)
    if more:
        touch(row.event_id)
    return bool(more)


def _locked(event_id: int) -> Event:
    return Event.objects.select_for_update(of=("self",), no_key=True).get(pk=event_id)


def _record(
    event: Event, row: Partnership, verb: str, now: datetime, actor: Actor, fields: list[str]
) -> None:
    trail.record(
        event.organisation_id,
        "event",
        event.pk,
        verb,
        at=now,
        actor=actor,
        event_id=event.pk,
        facts={"partner": row.organisation.slug, "fields": fields, "quota": quota_of(row)},
    )
