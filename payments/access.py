"""The invoices that somebody may see: the contact of a sign-up, and who works for the organisation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from events.models import Event
from organisations.access import Actor
from payments.balances import with_balance
from payments.documents import store
from payments.models import Invoice, InvoiceDocument, Payment
from registrations.models import Hold, Registration


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


def document_bytes(invoice: Invoice, file_format: str) -> bytes:
    """The stored bytes ("pdf" or "ubl") of an invoice; made here where they are not there yet."""
    rows = InvoiceDocument.objects.filter(invoice=invoice, format=file_format)
    content = rows.values_list("content", flat=True).first()
    return bytes(content) if content is not None else store.make(invoice.pk, file_format)


@dataclass(frozen=True)
class OwnPayment:
    """A payment that a browser comes back from: of which sign-up, for which invoice ("": for itself)."""

    registration: Registration
    state: str
    invoice_number: str

    @property
    def event(self) -> Event:
        """What it is for."""
        return self.registration.event

    @property
    def is_open(self) -> bool:
        """Whether money may still come."""
        return self.state in (Payment.State.CREATED, Payment.State.PROCESSING)


def payment_by_session(session_id: str) -> OwnPayment | None:
    """The payment of a Checkout Session; its id is no secret."""
    return _own_payment(session_id=session_id)


def payment_by_key(key: UUID) -> OwnPayment | None:
    """The payment with that key; Stripe knows it too."""
    return _own_payment(key=key)


def payment_of(registration_id: int) -> OwnPayment | None:
    """The newest payment for a sign-up itself, by Stripe."""
    rows = Payment.objects.filter(registration_id=registration_id, invoice=None)
    return _as_own(rows.order_by("-id").first())


def held_until(registration_id: int) -> datetime | None:
    """Until when the seats of a sign-up are kept for its payment; None: without end, or not at all."""
    rows = Hold.objects.filter(registration_id=registration_id, ended_at=None)
    return rows.values_list("expires_at", flat=True).first()


def _own_payment(session_id: str = "", key: UUID | None = None) -> OwnPayment | None:
    rows = Payment.objects.select_related("registration__event__organisation", "invoice")
    found = rows.filter(request_key=key) if key else rows.filter(checkout_session_id=session_id)
    return _as_own(found.first())


def _as_own(row: Payment | None) -> OwnPayment | None:
    if row is None or row.registration is None:
        return None
    return OwnPayment(row.registration, row.state, row.invoice.number if row.invoice else "")
