"""Finding who pays, or taking them on as a new customer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import connection
from django.db.models import QuerySet

from organisations.models import Customer, CustomerLikeness


@dataclass(frozen=True)
class Payer:
    """Billing details as plain, normalised values; ``organisation`` empty: a private person."""

    organisation: str = ""
    attention: str = ""
    street: str = ""
    postcode: str = ""
    city: str = ""
    country: str = "NL"
    kvk: str = ""
    oin: str = ""
    vat_number: str = ""
    peppol: str = ""
    email: str = ""


def find_or_add_customer(organisation_id: int, payer: Payer, now: datetime) -> Customer:
    """The one customer that ``payer`` matches, else a new one (design §1, Customer).

    A match changes nothing on the customer. With two hits a new customer is made and its
    likeness to both is proposed to finance.
    """
    _wait_for_others(organisation_id, payer)
    hits, reason = _matches(organisation_id, payer)
    if len(hits) == 1:
        return hits[0]
    customer = _add(organisation_id, payer, now)
    CustomerLikeness.objects.bulk_create(
        CustomerLikeness(customer=customer, other=hit, reason=reason) for hit in hits
    )
    return customer


def _wait_for_others(organisation_id: int, payer: Payer) -> None:
    """Two sign-ups at once for one number find one customer: the second waits for the first to commit."""
    number = payer.oin or payer.kvk
    if number:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))",
                [f"customer {organisation_id} {number}"],
            )


def _matches(organisation_id: int, payer: Payer) -> tuple[list[Customer], str]:
    """At most two customers that ``payer`` is, and by what; who was merged counts as who was kept."""
    known = Customer.objects.filter(organisation_id=organisation_id, is_private=False)
    if payer.oin:
        return _kept(known.filter(oin=payer.oin)), "oin"
    if payer.kvk:
        return _kept(known.filter(kvk=payer.kvk, oin="")), "kvk"
    return [], ""


def _kept(rows: QuerySet[Customer]) -> list[Customer]:
    found = {}
    for row in rows.select_related("merged_into").order_by("id"):
        kept = row.merged_into or row
        found[kept.pk] = kept
    return list(found.values())[:2]


def known_customer(organisation_id: int, payer: Payer) -> Customer | None:
    """The one customer that ``payer`` matches, if there is one; a private person matches none."""
    hits, _reason = _matches(organisation_id, payer)
    return hits[0] if len(hits) == 1 else None


def is_blocked(organisation_id: int, payer: Payer) -> bool:
    """Whether finance lets this payer pay online only; somebody new is not blocked."""
    hits, _reason = _matches(organisation_id, payer)
    return any(hit.is_blocked for hit in hits)


def _add(organisation_id: int, payer: Payer, now: datetime) -> Customer:
    customer = Customer(
        organisation_id=organisation_id,
        is_private=not payer.organisation,
        name=payer.organisation or payer.attention,
        attention=payer.attention if payer.organisation else "",
        street=payer.street,
        postcode=payer.postcode,
        city=payer.city,
        country=payer.country,
        email=payer.email,
        kvk=payer.kvk,
        oin=payer.oin,
        vat_number=payer.vat_number,
        peppol=payer.peppol,
        created_at=now,
    )
    customer.save(force_insert=True)
    return customer


def lock_customer(customer_id: int) -> Customer:
    """Take the first lock of whoever changes what a customer owes, until the caller's transaction ends.

    Others may still refer to the customer meanwhile.
    """
    return Customer.objects.select_for_update(no_key=True).get(pk=customer_id)
