"""Which invoices wait for an order number, and until when they may."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from organisations.access import Actor
from payments.waiting_for_number import last_date, waiting_registrations
from registrations.access import quote_of


@dataclass(frozen=True)
class WaitingInvoice:
    """A sign-up that is confirmed and not invoiced yet; ``amount`` is euros with VAT."""

    id: int
    reference: str
    payer: str
    contact: str
    event_title: str
    event_slug: str
    amount: Decimal
    last_date: date


def waiting_invoices(actor: Actor, organisation_id: int) -> list[WaitingInvoice]:
    """Those that ``actor`` may change, the soonest last date first."""
    rows = waiting_registrations(organisation_id)
    reach = actor.reach("invoices.change")
    if reach is not None:
        rows = rows.filter(event__in=reach)
    return [
        WaitingInvoice(
            id=row.pk,
            reference=row.reference,
            payer=row.billing.organisation or row.contact_name,
            contact=row.contact_name,
            event_title=row.event.title,
            event_slug=row.event.slug,
            amount=quote_of(list(row.lines.all())).totals.payable,
            last_date=last_date(row.event),
        )
        for row in rows
    ]
