"""Finance settles by which accounts, VAT codes and cost centres its bookkeeping knows what is sold."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from events.models import Event
from organisations import trail
from organisations.access import Actor
from organisations.models import Organisation
from payments.bookkeeping import CodeRefused, settle_codes, settle_cost_centres

__all__ = ["CodeRefused", "settle_books", "settle_centres"]


@transaction.atomic(durable=True)
def settle_books(organisation_id: int, codes: Mapping[str, str], now: datetime, *, actor: Actor) -> list[str]:
    """Let these codes hold for files made from ``now`` (UTC) on; returns the keys that changed.

    Raises CodeRefused, and then nothing is stored.
    """
    Organisation.objects.select_for_update(no_key=True).get(pk=organisation_id)
    changed = settle_codes(organisation_id, codes)
    _record(organisation_id, "settled", changed, now, actor)
    return sorted(changed)


@transaction.atomic(durable=True)
def settle_centres(
    organisation_id: int, codes: Mapping[int, str], now: datetime, *, actor: Actor
) -> list[str]:
    """Give events of an organisation (by id) their cost centres; returns the slugs of those that changed.

    Raises CodeRefused, and then nothing is stored; others' events are left alone.
    """
    Organisation.objects.select_for_update(no_key=True).get(pk=organisation_id)
    events = {row.pk: row for row in Event.objects.filter(organisation=organisation_id, pk__in=codes)}
    changed = settle_cost_centres(events, {pk: code for pk, code in codes.items() if pk in events})
    _record(organisation_id, "cost_centres", changed, now, actor)
    return sorted(changed)


def _record(organisation_id: int, verb: str, changed: Mapping[str, str], now: datetime, actor: Actor) -> None:
    if changed:
        trail.record(
            organisation_id, "bookkeeping", organisation_id, verb, at=now, actor=actor, facts=dict(changed)
        )
