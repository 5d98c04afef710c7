"""One invoice or credit note with what became of it: credits, payments, refunds, mails."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Prefetch, Q

from lib.dates import day_in_zone
from lib.money import ZERO
from notifications.models import Message
from organisations.access import Actor
from payments.access import find_invoice
from payments.balances import Balance, balance_of
from payments.models import (
    Allocation,
    Invoice,
    InvoicedLine,
    InvoiceDocument,
    InvoiceLine,
    InvoiceVat,
    Payment,
    Refund,
)
from reports.invoice_list import with_state


@dataclass(frozen=True)
class CardLine:
    """A line as it stands on the document; ``people`` are those that it was sold for, as far as known."""

    line: InvoiceLine
    people: tuple[str, ...]


@dataclass(frozen=True)
class Received:
    """Money that settles the invoice, or did until it was undone (a lost dispute)."""

    on: date
    method: str
    paid_with: str
    amount: Decimal
    is_undone: bool
    concern: str


@dataclass(frozen=True)
class Returned:
    """Money that goes back: ``state`` as of payments.models.Refund, the rest for finance."""

    id: int
    on: date
    method: str
    amount: Decimal
    state: str
    failure: str
    concern: str

    @property
    def waits_for_a_person(self) -> bool:
        """Whether somebody is still to pay it back by bank."""
        return self.method == Payment.Method.BANK and self.state == Refund.State.REQUESTED

    @property
    def is_lost(self) -> bool:
        """Whether the money stayed here."""
        return self.state in (Refund.State.FAILED, Refund.State.CANCELED)


@dataclass(frozen=True)
class InvoiceMail:
    """A mail that carries the document: ``state`` as of notifications.models.Message."""

    to_address: str
    subject: str
    state: str
    at: datetime


@dataclass(frozen=True)
class InvoiceCard:
    """The document and its surroundings; a credit note has no balance, payments or refunds of its own."""

    invoice: Invoice
    state: str
    balance: Balance
    lines: tuple[CardLine, ...]
    vat: tuple[InvoiceVat, ...]
    credit_notes: tuple[Invoice, ...]
    received: tuple[Received, ...]
    returned: tuple[Returned, ...]
    mails: tuple[InvoiceMail, ...]

    @property
    def is_credit_note(self) -> bool:
        """Whether it takes back what another invoice asked."""
        return self.invoice.type_code == Invoice.TypeCode.CREDIT_NOTE

    @property
    def charged(self) -> Decimal:
        """Euros with VAT, paid before or not."""
        return self.invoice.payable + self.invoice.prepaid

    @property
    def lost(self) -> tuple[Returned, ...]:
        """Refunds that did not arrive and that nothing came in the place of."""
        return tuple(row for row in self.returned if row.is_lost) if self.balance.to_return else ()


def invoice_card(actor: Actor, organisation_id: int, number: str, today: date) -> InvoiceCard | None:
    """The invoice with that number; None where there is none for this reader."""
    invoice = find_invoice(actor, organisation_id, number)
    if invoice is None:
        return None
    is_note = invoice.type_code == Invoice.TypeCode.CREDIT_NOTE
    standing = with_state(Invoice.objects.filter(pk=invoice.pk), today).values("state").get()
    zone = invoice.organisation.timezone
    return InvoiceCard(
        invoice=invoice,
        state=standing["state"],
        balance=Balance(ZERO, ZERO, ZERO, ZERO) if is_note else balance_of(invoice),
        lines=tuple(_lines(invoice)),
        vat=tuple(invoice.vat.all()),
        credit_notes=tuple(invoice.credit_notes.order_by("issue_date", "id")),
        received=tuple(_received(invoice, zone)),
        returned=tuple(_returned(invoice, zone)),
        mails=tuple(_mails(invoice)),
    )


def _lines(invoice: Invoice) -> Iterable[CardLine]:
    sold = InvoicedLine.objects.select_related("line__participant").order_by("line_id")
    for line in invoice.lines.prefetch_related(Prefetch("invoiced", sold)):
        people = [row.line.participant for row in line.invoiced.all()]
        yield CardLine(line, tuple(person.name for person in people if person and person.name))


def _received(invoice: Invoice, zone: str) -> Iterable[Received]:
    for row in (
        Allocation.objects.filter(invoice=invoice).select_related("payment").order_by("created_at", "id")
    ):
        payment = row.payment
        yield Received(
            on=payment.received_on or day_in_zone(payment.settled_at or row.created_at, zone),
            method=payment.method,
            paid_with=payment.paid_with,
            amount=row.amount,
            is_undone=row.undone_at is not None,
            concern=payment.concern,
        )


def _returned(invoice: Invoice, zone: str) -> Iterable[Returned]:
    for row in Refund.objects.filter(invoice=invoice).order_by("created_at", "id"):
        yield Returned(
            id=row.pk,
            on=day_in_zone(row.settled_at or row.created_at, zone),
            method=row.method,
            amount=row.amount,
            state=row.state,
            failure=row.failure,
            concern=row.concern,
        )


def _mails(invoice: Invoice) -> Iterable[InvoiceMail]:
    keys = [f"{invoice.pk}:{file_format}" for file_format in InvoiceDocument.Format.values]
    carry = Q(attachments__source="invoice", attachments__source_key__in=keys)
    rows = Message.objects.filter(carry).distinct().defer("text", "html", "calendar").order_by("id")
    for mail in rows:
        at = mail.sent_at or mail.perhaps_sent_at or mail.failed_at or mail.superseded_at or mail.due
        yield InvoiceMail(mail.to_address, mail.subject, mail.state, at)
