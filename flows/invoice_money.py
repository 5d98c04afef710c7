"""Finance notes money that came by bank for an invoice, and has money go back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from organisations import trail
from organisations.access import Actor
from organisations.customers import lock_customer
from payments.balances import balance_of
from payments.models import Invoice, Payment, Refund
from payments.receiving import allocate
from payments.refunding import RefundRefused, lock_payments, refund_invoice, returnable

__all__ = ["MoreThanIsOpen", "RefundRefused", "note_bank_payment", "pay_back", "returnable"]


class MoreThanIsOpen(Exception):
    """More would be noted as paid than is asked; ``left`` euros are."""

    def __init__(self, left: Decimal) -> None:
        super().__init__(f"only {left} is open")
        self.left = left


@transaction.atomic(durable=True)
def note_bank_payment(
    invoice: Invoice, amount: Decimal, received_on: date, now: datetime, *, actor: Actor
) -> Payment:
    """Let ``amount`` euros that came by bank on a day settle an invoice, at ``now`` (UTC).

    Raises MoreThanIsOpen.
    """
    lock_customer(invoice.customer_id)
    left = balance_of(invoice).to_pay
    if not 0 < amount <= left:
        raise MoreThanIsOpen(left)
    payment = Payment(
        organisation_id=invoice.organisation_id,
        registration_id=invoice.registration_id,
        invoice=invoice,
        method=Payment.Method.BANK,
        state=Payment.State.SUCCEEDED,
        amount=amount,
        language=invoice.language,
        created_at=now,
        settled_at=now,
        received_on=received_on,
    )
    payment.save(force_insert=True)
    allocate(payment, invoice, amount, now)
    _record(invoice, "paid_by_bank", amount, now, actor)
    return payment


@transaction.atomic(durable=True)
def pay_back(invoice: Invoice, amount: Decimal, now: datetime, *, actor: Actor) -> Sequence[Refund]:
    """Have ``amount`` euros of what was paid for an invoice go back the way it came, at ``now`` (UTC).

    Raises RefundRefused where that is more than is left of it.
    """
    lock_customer(invoice.customer_id)
    settled = invoice.allocations.filter(undone_at=None).values_list("payment_id", flat=True)
    lock_payments(list(settled))
    refunds = refund_invoice(invoice, amount, now)
    _record(invoice, "refund_asked", amount, now, actor)
    return refunds


def _record(invoice: Invoice, verb: str, amount: Decimal, now: datetime, actor: Actor) -> None:
    trail.record(
        invoice.organisation_id,
        "invoice",
        invoice.pk,
        verb,
        at=now,
        actor=actor,
        event_id=invoice.event_id,
        facts={"number": invoice.number, "amount": str(amount)},
    )
