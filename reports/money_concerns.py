"""What of payments and refunds somebody in finance must look at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from organisations.access import Actor
from payments import concerns
from payments.models import Payment, Refund
from registrations.models import Registration


@dataclass(frozen=True)
class MoneyConcern:
    """A payment or refund (``kind``, ``id``) with what is the matter, in the active language.

    ``invoice`` is a number and ``reference`` a sign-up's, "" where there is none. ``is_to_decide``: a
    sign-up waits for the decision; without one that waits, there is only to be noted that it was looked at.
    """

    kind: str
    id: int
    code: str
    sentence: str
    amount: Decimal
    at: datetime
    payer: str
    invoice: str
    reference: str
    event_slug: str
    is_to_decide: bool


def money_concerns(actor: Actor, organisation_id: int, invoice_id: int | None = None) -> list[MoneyConcern]:
    """What is the matter in an organisation, or with one invoice, the oldest first: two statements."""
    payments = Payment.objects.filter(organisation_id=organisation_id).exclude(concern="")
    refunds = Refund.objects.filter(payment__organisation_id=organisation_id).exclude(concern="")
    events = actor.reach("invoices.view")
    if events is not None:
        payments = payments.filter(registration__event__in=events)
        refunds = refunds.filter(payment__registration__event__in=events)
    if invoice_id is not None:
        payments = payments.filter(allocations__invoice=invoice_id).distinct()
        refunds = refunds.filter(invoice=invoice_id)
    found = [_of_payment(row) for row in payments.select_related("registration__event", "invoice")]
    found += [_of_refund(row) for row in refunds.select_related("payment__registration__event", "invoice")]
    return sorted(found, key=lambda concern: concern.at)


def _of_payment(row: Payment) -> MoneyConcern:
    return _concern("payment", row.pk, row.concern, row.amount, row.settled_at or row.created_at, row)


def _of_refund(row: Refund) -> MoneyConcern:
    number = row.invoice.number if row.invoice else ""
    at = row.settled_at or row.created_at
    return _concern("refund", row.pk, row.concern, row.amount, at, row.payment, number)


def _concern(
    kind: str, row_id: int, stored: str, amount: Decimal, at: datetime, payment: Payment, number: str = ""
) -> MoneyConcern:
    registration, code = payment.registration, stored.partition(":")[0]
    waits = registration is not None and registration.state == Registration.State.AWAITING_PAYMENT
    return MoneyConcern(
        kind=kind,
        id=row_id,
        code=code,
        sentence=concerns.sentence(stored, waits=waits),
        amount=amount,
        at=at,
        payer=registration.contact_name if registration else "",
        invoice=number or (payment.invoice.number if payment.invoice else ""),
        reference=registration.reference if registration else "",
        event_slug=registration.event.slug if registration else "",
        is_to_decide=waits and code == concerns.AMOUNT_DIFFERS,
    )
