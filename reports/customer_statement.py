"""What a customer was charged, was credited and paid, day by day, and what is open (*rekeningoverzicht*)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Q

from lib.dates import day_in_zone
from lib.money import ZERO
from organisations.models import Customer
from payments.balances import LOST, with_balance
from payments.models import Allocation, Invoice, Refund


@dataclass(frozen=True)
class Entry:
    """One thing that happened: ``kind`` is invoice, credit_note, payment, undone or refund.

    ``amount`` is euros, above zero where the customer owes more by it; ``balance`` is after it.
    """

    day: date
    kind: str
    number: str
    amount: Decimal
    balance: Decimal = ZERO


@dataclass(frozen=True)
class OpenInvoice:
    """An invoice that is not settled; below zero the customer gets something back."""

    number: str
    issue_date: date
    due_date: date | None
    open: Decimal
    is_overdue: bool


@dataclass(frozen=True)
class Statement:
    """The entries of a period with the balance before and after, and what is open now."""

    opening: Decimal
    entries: tuple[Entry, ...]
    open: tuple[OpenInvoice, ...]

    @property
    def closing(self) -> Decimal:
        """The balance after the last entry."""
        return self.entries[-1].balance if self.entries else self.opening


def customer_statement(customer: Customer, begin: date | None, end: date | None, today: date) -> Statement:
    """The statement of a customer, of those merged into it too; days included, none: no limit."""
    whose = Q(customer=customer) | Q(customer__merged_into=customer)
    zone = customer.organisation.timezone
    found = sorted(_entries(whose, zone), key=lambda entry: entry.day)
    before = [entry for entry in found if begin and entry.day < begin]
    inside = [entry for entry in found if entry not in before and not (end and entry.day > end)]
    opening = sum((entry.amount for entry in before), ZERO)
    return Statement(opening, tuple(_running(inside, opening)), tuple(_open(whose, today)))


def _running(entries: Iterable[Entry], opening: Decimal) -> Iterable[Entry]:
    balance = opening
    for entry in entries:
        balance += entry.amount
        yield replace(entry, balance=balance)


def _entries(whose: Q, zone: str) -> Iterable[Entry]:
    invoices = Invoice.objects.filter(whose).order_by("issue_date", "id")
    for row in invoices.only("issue_date", "number", "type_code", "payable", "prepaid"):
        if row.type_code == Invoice.TypeCode.CREDIT_NOTE:
            yield Entry(row.issue_date, "credit_note", row.number, -row.payable)
        else:
            yield Entry(row.issue_date, "invoice", row.number, row.payable + row.prepaid)
    paid = Allocation.objects.filter(invoice__in=invoices.order_by())
    for settled in paid.select_related("payment", "invoice").order_by("id"):
        payment = settled.payment
        day = payment.received_on or _day(payment.settled_at or settled.created_at, zone)
        yield Entry(day, "payment", settled.invoice.number, -settled.amount)
        if settled.undone_at:
            yield Entry(_day(settled.undone_at, zone), "undone", settled.invoice.number, settled.amount)
    back = Refund.objects.filter(invoice__in=invoices.order_by()).exclude(state__in=LOST)
    for refund in back.select_related("invoice").order_by("id"):
        number = refund.invoice.number if refund.invoice else ""
        yield Entry(_day(refund.created_at, zone), "refund", number, refund.amount)


def _day(moment: datetime, zone: str) -> date:
    return day_in_zone(moment, zone)


def _open(whose: Q, today: date) -> Iterable[OpenInvoice]:
    rows = with_balance(Invoice.objects.filter(whose, type_code=Invoice.TypeCode.INVOICE)).exclude(open=ZERO)
    for row in rows.order_by("issue_date", "id"):
        late = row.due_date is not None and row.due_date < today and row.open > 0
        yield OpenInvoice(row.number, row.issue_date, row.due_date, row.open, late)
