"""Finance changes what is known of a customer, and makes one of two; both are on the trail."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from organisations import customer_changes, trail
from organisations.access import Actor
from organisations.customer_changes import PERSONAL, RULES, NotTheSame
from organisations.customers import lock_customer
from organisations.models import Customer
from registrations.payers import follow_merge

__all__ = ["NotTheSame", "add_customer", "change_customer", "merge_customers"]


@transaction.atomic(durable=True)
def add_customer(organisation_id: int, values: Mapping[str, Any], now: datetime, *, actor: Actor) -> Customer:
    """Take on a customer who has not signed up, at ``now`` (UTC)."""
    customer = customer_changes.add(organisation_id, values, now)
    trail.record(organisation_id, "customer", customer.pk, "added", at=now, actor=actor)
    return customer


@transaction.atomic(durable=True)
def change_customer(customer_id: int, values: Mapping[str, Any], now: datetime, *, actor: Actor) -> list[str]:
    """Give a customer these values at ``now`` (UTC); returns the names of what changed.

    Invoices that are there keep what they say.
    """
    customer = lock_customer(customer_id)
    changed = customer_changes.change(customer, values)
    if changed:
        trail.record(
            customer.organisation_id,
            "customer",
            customer.pk,
            "changed",
            at=now,
            actor=actor,
            facts={"fields": sorted(changed)}
            | {name: new for name, (_, new) in changed.items() if name in RULES},
            personal={name: (str(old), str(new)) for name, (old, new) in changed.items() if name in PERSONAL},
        )
    return sorted(changed)


@transaction.atomic(durable=True)
def merge_customers(gone_id: int, kept_id: int, now: datetime, *, actor: Actor) -> Customer:
    """Make one customer of two at ``now`` (UTC): the first becomes a name of the second, which is returned.

    Raises NotTheSame, Customer.DoesNotExist.
    """
    gone, kept = customer_changes.lock_both(gone_id, kept_id)
    customer_changes.merge(gone, kept)
    sign_ups = follow_merge(gone.pk, kept.pk)
    for row, verb, other in ((gone, "merged_into", kept), (kept, "merged_from", gone)):
        trail.record(
            row.organisation_id,
            "customer",
            row.pk,
            verb,
            at=now,
            actor=actor,
            facts={"number": other.number, "sign_ups": sign_ups},
        )
    return kept
