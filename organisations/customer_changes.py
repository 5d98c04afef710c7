"""Changing what is known of a customer, and making one of two. Inside the caller's transaction, locked."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from django.db.models import Q

from organisations.models import Customer, CustomerLikeness

PERSONAL: Final = (
    *("name", "attention", "street", "postcode", "city", "country", "email"),
    *("kvk", "oin", "vat_number", "peppol"),
)
RULES: Final = ("payment_term_days", "needs_order_number", "wants_names", "delivery", "is_blocked")


class NotTheSame(Exception):
    """Two customers cannot be made one: one of them was merged before, or they are of two organisations."""


def add(organisation_id: int, values: Mapping[str, Any], now: datetime) -> Customer:
    """Store a new customer with these values of PERSONAL and RULES."""
    known = {name: value for name, value in values.items() if name in (*PERSONAL, *RULES)}
    customer = Customer(organisation_id=organisation_id, created_at=now, **known)
    customer.save(force_insert=True)
    return customer


def change(customer: Customer, values: Mapping[str, Any]) -> dict[str, tuple[Any, Any]]:
    """Give a locked customer these values, of PERSONAL and RULES; returns (old, new) of what differs."""
    changed = {
        name: (getattr(customer, name), value)
        for name, value in values.items()
        if name in (*PERSONAL, *RULES) and getattr(customer, name) != value
    }
    for name, (_old, new) in changed.items():
        setattr(customer, name, new)
    if changed:
        customer.save(update_fields=list(changed))
    return changed


def merge(gone: Customer, kept: Customer) -> None:
    """Let ``gone`` be a name of ``kept`` from now on, with all that was merged into it; both locked.

    Documents keep the customer that they were issued to. Raises NotTheSame.
    """
    if (
        gone.pk == kept.pk
        or gone.merged_into_id is not None
        or kept.merged_into_id is not None
        or gone.organisation_id != kept.organisation_id
    ):
        raise NotTheSame
    Customer.objects.filter(Q(pk=gone.pk) | Q(merged_into=gone)).update(merged_into=kept)
    gone.merged_into = kept
    CustomerLikeness.objects.filter(Q(customer=gone) | Q(other=gone)).delete()


def lock_both(one_id: int, other_id: int) -> tuple[Customer, Customer]:
    """Lock two customers, in the order of their ids; returns them as asked. Raises Customer.DoesNotExist."""
    rows = Customer.objects.select_for_update(no_key=True).filter(pk__in=[one_id, other_id]).order_by("pk")
    found = {row.pk: row for row in rows}
    if one_id not in found or other_id not in found:
        raise Customer.DoesNotExist
    return found[one_id], found[other_id]
