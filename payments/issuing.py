"""Giving a document its number and storing it whole, once; the PDF and the UBL are made by a job after it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from jobs import queue
from lib.vat import NetLine, Totals
from payments.models import Invoice, InvoicedLine, InvoiceLine, InvoiceVat
from payments.numbering import take_number
from registrations.models import Line
from registrations.vat_reasons import REASONS


@dataclass(frozen=True)
class Row:
    """A line that is to stand on a document, in words; ``amount`` is euros as its price is kept.

    ``sold`` are the lines of the registration that it is about, ``credits`` the line that it takes back.
    """

    name: str
    amount: Decimal
    includes_vat: bool
    description: str = ""
    allowance_reason: str = ""
    sold: Sequence[Line] = ()
    credits: InvoiceLine | None = None


def issue(invoice: Invoice, rows: Sequence[Row], totals: Totals, now: datetime) -> Invoice:
    """Store ``invoice``, which knows all but its number and its totals, at ``now`` (UTC).

    ``rows`` are the words of the lines of ``totals``, in one order; ``prepaid`` is taken off what
    is to be paid. Inside the caller's transaction: from here on others wait for the next number.
    """
    number = take_number(invoice.organisation_id, invoice.issue_date.year)
    invoice.number_range, invoice.position, invoice.number = (
        number.number_range,
        number.position,
        number.text,
    )
    invoice.issued_at = now
    invoice.line_total = invoice.tax_exclusive = totals.net
    invoice.vat_total, invoice.tax_inclusive = totals.vat, totals.gross
    invoice.rounding, invoice.payable = totals.rounding, totals.payable - invoice.prepaid
    invoice.save(force_insert=True)
    _add_lines(invoice, rows, totals.lines)
    _add_vat(invoice, totals)
    queue.later("invoice_documents", str(invoice.pk), f"invoice_documents:{invoice.pk}", now)
    return invoice


def _add_lines(invoice: Invoice, rows: Sequence[Row], nets: Sequence[NetLine]) -> None:
    lines = [
        InvoiceLine(
            invoice=invoice,
            position=position,
            name=row.name,
            description=row.description,
            quantity=net.quantity,
            unit_price=net.price,
            allowance=net.allowance,
            allowance_reason=row.allowance_reason if net.allowance else "",
            net=net.net,
            vat_category=net.category,
            vat_percent=net.percent,
            amount=row.amount,
            includes_vat=row.includes_vat,
            credits=row.credits,
        )
        for position, (row, net) in enumerate(zip(rows, nets, strict=True), start=1)
    ]
    InvoiceLine.objects.bulk_create(lines)
    InvoicedLine.objects.bulk_create(
        InvoicedLine(invoice_line=line, line=sold)
        for line, row in zip(lines, rows, strict=True)
        for sold in row.sold
    )


def _add_vat(invoice: Invoice, totals: Totals) -> None:
    InvoiceVat.objects.bulk_create(
        InvoiceVat(
            invoice=invoice,
            category=part.category,
            percent=part.percent,
            taxable=part.taxable,
            amount=part.vat,
            reason=REASONS[part.category][0],
            reason_code=REASONS[part.category][1],
        )
        for part in totals.subtotals
    )
