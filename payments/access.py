"""The invoices that somebody may see: the contact of a sign-up, and who works for the organisation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Exists, OuterRef, QuerySet

from organisations.access import Actor
from payments.balances import with_balance
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
    rows = with_balance(Invoice.objects.filter(registration_id=registration_id))
    pdf = InvoiceDocument.objects.filter(invoice=OuterRef("pk"), format="pdf")
    return [
        OwnInvoice(
            number=row.number,
            is_credit_note=row.type_code == Invoice.TypeCode.CREDIT_NOTE,
            payable=row.payable + row.prepaid,
            open=Decimal(0) if row.type_code == Invoice.TypeCode.CREDIT_NOTE else max(row.open, Decimal(0)),
            due_date=row.due_date,
            order_number=row.order_number,
            sent_to=str(row.buyer.get("email", "")),
            has_pdf=vars(row)["has_pdf"],  # annotated
        )
        for row in rows.annotate(has_pdf=Exists(pdf)).order_by("issued_at", "id")
    ]


def document_of(registration_id: int, number: str, file_format: str) -> bytes | None:
    """The stored bytes ("pdf" or "ubl") of an invoice of that sign-up; None: not there, or not yet."""
    rows = InvoiceDocument.objects.filter(
        invoice__registration_id=registration_id, invoice__number=number, format=file_format
    )
    content = rows.values_list("content", flat=True).first()
    return None if content is None else bytes(content)


def invoices_for(actor: Actor, organisation_id: int, capability: str = "invoices.view") -> QuerySet[Invoice]:
    """The invoices of an organisation to which ``capability`` of ``actor`` reaches: all, or some events'."""
    rows = Invoice.objects.filter(organisation_id=organisation_id)
    events = actor.reach(capability)
    return rows if events is None else rows.filter(event__in=events)


def find_invoice(
    actor: Actor, organisation_id: int, number: str, capability: str = "invoices.view"
) -> Invoice | None:
    """The invoice with that number, with its event and its original; None: there is none for this actor."""
    rows = invoices_for(actor, organisation_id, capability)
    return rows.select_related("event", "original", "registration", "customer").filter(number=number).first()


def stored_document(invoice: Invoice, file_format: str) -> bytes | None:
    """The stored bytes ("pdf" or "ubl") of an invoice; None: not there yet."""
    rows = InvoiceDocument.objects.filter(invoice=invoice, format=file_format)
    content = rows.values_list("content", flat=True).first()
    return None if content is None else bytes(content)
