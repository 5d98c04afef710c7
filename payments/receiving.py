"""Which money settles which invoice. Who calls these holds the lock of the customer."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from lib.money import ZERO
from payments.models import Allocation, Invoice, Payment


def allocate(payment: Payment, invoice: Invoice, amount: Decimal, now: datetime) -> Allocation:
    """Let ``amount`` euros of a payment settle an invoice from ``now`` (UTC) on."""
    allocation = Allocation(payment=payment, invoice=invoice, amount=amount, created_at=now)
    allocation.save(force_insert=True)
    return allocation


def undo_allocations(payment: Payment, now: datetime) -> list[int]:
    """Let a payment settle nothing any more; returns the ids of the invoices that it settled."""
    standing = Allocation.objects.filter(payment=payment, undone_at=None)
    invoice_ids = list(standing.order_by("invoice_id").values_list("invoice_id", flat=True))
    standing.update(undone_at=now)
    return invoice_ids


def move_allocations(settled: Invoice, other: Invoice, amount: Decimal, now: datetime) -> None:
    """Let ``amount`` euros of what settled one invoice settle another, at ``now`` (UTC), the newest first.

    Raises ValueError where less than that settled it.
    """
    left = amount
    for standing in settled.allocations.filter(undone_at=None).order_by("-id"):
        part = min(left, standing.amount)
        if not part:
            break
        Allocation.objects.filter(pk=standing.pk).update(undone_at=now)
        if standing.amount > part:
            allocate(standing.payment, settled, standing.amount - part, now)
        allocate(standing.payment, other, part, now)
        left -= part
    if left:
        raise ValueError(f"{left} of {amount} is not settled by anything")


def allocated_by(payment: Payment) -> Decimal:
    """Euros of a payment that settle something."""
    return sum((row.amount for row in payment.allocations.filter(undone_at=None)), ZERO)
