"""Asking for money to go back: rows first, Stripe after the commit by a job."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

from django.db.models import Sum

from jobs import queue
from lib.money import ZERO
from payments.balances import LOST
from payments.concerns import BY_BANK
from payments.models import Allocation, Invoice, Payment, Refund


class RefundRefused(Exception):
    """More was asked back than is left of what was paid; ``left`` euros are."""

    def __init__(self, left: Decimal) -> None:
        super().__init__(f"only {left} can go back")
        self.left = left


def lock_payments(payment_ids: Sequence[int]) -> list[Payment]:
    """These payments as they are now, locked in order of id."""
    rows = Payment.objects.select_for_update(no_key=True).filter(pk__in=payment_ids)
    return list(rows.order_by("id"))


def left_of_payment(payment: Payment) -> Decimal:
    """Euros of a payment that did not go back and are not on their way; nothing until it succeeded."""
    if payment.state != Payment.State.SUCCEEDED:
        return ZERO
    gone = Refund.objects.filter(payment=payment).exclude(state__in=LOST).aggregate(sum=Sum("amount"))
    return payment.amount - (gone["sum"] or ZERO)


def request_refund(
    payment: Payment,
    amount: Decimal,
    now: datetime,
    *,
    invoice: Invoice | None = None,
    reason: str = "requested_by_customer",
) -> Refund:
    """Have ``amount`` euros of a locked payment go back, the way it came, for ``invoice`` if there is one.

    ``reason`` is Stripe's word. What came by bank is paid back by a person. Raises RefundRefused.
    """
    left = left_of_payment(payment)
    if not 0 < amount <= left:
        raise RefundRefused(left)
    by_stripe = payment.method == Payment.Method.STRIPE
    refund = Refund(
        payment=payment,
        invoice=invoice,
        method=payment.method,
        amount=amount,
        reason=reason,
        created_at=now,
        concern="" if by_stripe else BY_BANK,
    )
    refund.save(force_insert=True)
    if by_stripe:
        queue.later("refund", str(refund.pk), f"refund:{refund.pk}", now)
    return refund


def returnable(invoice: Invoice, *, method: str = "") -> Decimal:
    """Euros that were paid for an invoice (by ``method``, or any way) and can still go back."""
    return sum((part for _payment, part in _parts(invoice, method)), ZERO)


def refund_invoice(
    invoice: Invoice,
    amount: Decimal,
    now: datetime,
    *,
    method: str = "",
    reason: str = "requested_by_customer",
) -> list[Refund]:
    """Have ``amount`` euros of what was paid for an invoice go back, the newest payment first.

    Its payments are locked. Raises RefundRefused where so much was not paid, or went back already.
    """
    parts = _parts(invoice, method)
    left = sum((part for _payment, part in parts), ZERO)
    if not 0 < amount <= left:
        raise RefundRefused(left)
    refunds = []
    wanted = amount
    for payment, part in parts:
        taken = min(part, wanted)
        if taken:
            refunds.append(request_refund(payment, taken, now, invoice=invoice, reason=reason))
        wanted -= taken
    return refunds


def _parts(invoice: Invoice, method: str) -> list[tuple[Payment, Decimal]]:
    """What of each payment settles the invoice and did not go back, the newest payment first."""
    rows = Allocation.objects.filter(invoice=invoice, undone_at=None).select_related("payment")
    if method:
        rows = rows.filter(payment__method=method)
    found = []
    for row in rows.order_by("-payment_id", "-id"):
        back = Refund.objects.filter(payment=row.payment, invoice=invoice).exclude(state__in=LOST)
        gone = back.aggregate(sum=Sum("amount"))["sum"] or ZERO
        found.append((row.payment, min(row.amount - gone, left_of_payment(row.payment))))
    return [(payment, part) for payment, part in found if part > 0]
