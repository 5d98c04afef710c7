"""The invoices that the contact of a sign-up may see."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import DecimalField, Exists, OuterRef, Q, Sum, Value
from django.db.models.functions import Coalesce

from payments.models import Invoice, InvoiceDocument


@dataclass(frozen=True)
class OwnInvoice:
    """One invoice or credit note; amounts are euros, ``open`` what is still to be paid."""

    number: str
    is_credit_note: bool
    payable: Decimal
    open: Decimal
    due_date: date | None
    order_number: str
    sent_to: str
    has_pdf: bool


def invoices_of(registration_id: int) -> list[OwnInvoice]:
    """The invoices of a sign-up, the oldest first: one statement."""
    money: DecimalField[Decimal, Decimal] = DecimalField(max_digits=11, decimal_places=2)
    settled = Sum("allocations__amount", filter=Q(allocations__undone_at=None))
    credited = Invoice.objects.filter(original=OuterRef("pk")).order_by().values("original")
    rows = (
        Invoice.objects.filter(registration_id=registration_id)
        .annotate(
            settled=Coalesce(settled, Value(Decimal(0)), output_field=money),
            credited=Coalesce(
                credited.annotate(sum=Sum("payable")).values("sum")[:1], Value(Decimal(0)), output_field=money
            ),
            has_pdf=Exists(InvoiceDocument.objects.filter(invoice=OuterRef("pk"), format="pdf")),
        )
        .order_by("issued_at", "id")
    )
    return [_own(row) for row in rows]


def document_of(registration_id: int, number: str, file_format: str) -> bytes | None:
    """The stored bytes ("pdf" or "ubl") of an invoice of that sign-up; None: not there, or not yet."""
    rows = InvoiceDocument.objects.filter(
        invoice__registration_id=registration_id, invoice__number=number, format=file_format
    )
    content = rows.values_list("content", flat=True).first()
    return None if content is None else bytes(content)


def _own(invoice: Invoice) -> OwnInvoice:
    told = vars(invoice)  # with what the query added
    is_credit_note = invoice.type_code == Invoice.TypeCode.CREDIT_NOTE
    left = invoice.payable - told["settled"] - told["credited"]
    return OwnInvoice(
        number=invoice.number,
        is_credit_note=is_credit_note,
        payable=invoice.payable,
        open=Decimal(0) if is_credit_note else max(left, Decimal(0)),
        due_date=invoice.due_date,
        order_number=invoice.order_number,
        sent_to=str(invoice.buyer.get("email", "")),
        has_pdf=told["has_pdf"],
    )
