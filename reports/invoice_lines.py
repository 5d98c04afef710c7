"""Invoices read line by line, for files."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from django.db.models import QuerySet

from lib.money import ZERO
from lib.vat import vat_amount
from payments.models import Invoice, InvoiceLine


def invoices_in_order(invoices: QuerySet[Invoice], at_once: int) -> Iterator[Invoice]:
    """Stream invoices as they were issued, with all that a file says of them, ``at_once`` in memory."""
    rows = invoices.order_by("issue_date", "id").select_related("customer", "original", "event")
    return rows.prefetch_related("lines").iterator(chunk_size=at_once)


def with_vat(invoice: Invoice) -> Iterator[tuple[InvoiceLine, Decimal]]:
    """Each line with its part of the VAT of its rate, which is taken over their sum (BR-CO-17)."""
    nets: dict[tuple[str, Decimal], Decimal] = {}
    for line in invoice.lines.all():
        rate = (line.vat_category, line.vat_percent)
        before = nets.get(rate, ZERO)
        nets[rate] = before + line.net
        yield line, vat_amount(nets[rate], line.vat_percent) - vat_amount(before, line.vat_percent)
