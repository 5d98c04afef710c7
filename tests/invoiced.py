"""Invoices by the real verbs, paid and credited; and many of them at once, for lists."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from events.models import Event
from flows.invoice_credit import credit_invoice, plan_credit
from flows.invoice_documents import make_documents
from flows.invoice_money import note_bank_payment
from flows.loose_invoice import invoice_loosely
from organisations.access import SYSTEM
from organisations.customers import Payer, find_or_add_customer
from organisations.models import Customer, Organisation
from payments.balances import balance_of
from payments.invoicing import seller_of
from payments.loose import LooseInvoice, LooseLine, buyer_of
from payments.models import Invoice, InvoiceLine, InvoiceVat, NumberRange, Refund
from tests.making import NOON

TODAY = NOON.date()
WESTERKOOG = Payer(
    organisation="Gemeente Westerkoog",
    attention="Crediteurenadministratie",
    street="Postbus 12",
    postcode="1541 AB",
    city="Westerkoog",
    kvk="68750110",
    email="facturen@westerkoog.example",
)


def make_customer(organisation: Organisation, payer: Payer = WESTERKOOG, **fields: Any) -> Customer:
    """Store a customer, or find it again."""
    customer = find_or_add_customer(organisation.pk, payer, NOON)
    for name, value in fields.items():
        setattr(customer, name, value)
    customer.save(update_fields=list(fields)) if fields else None
    return customer


def make_loose_line(price: str, *, text: str = "Sponsorpakket", vat: str = "S21", **fields: Any) -> LooseLine:
    """A line of one piece without VAT; ``vat`` is S21, S9 or E."""
    category = vat.rstrip("0123456789")
    percent = Decimal(vat.removeprefix(category) or 0)
    return LooseLine(text, fields.pop("quantity", Decimal(1)), Decimal(price), category, percent, **fields)


def make_loose(
    customer: Customer,
    *lines: LooseLine,
    now: datetime = NOON,
    event: Event | None = None,
    files: bool = False,
    **fields: Any,
) -> Invoice:
    """Issue a loose invoice, of € 2.500,00 without VAT unless lines are given."""
    wanted = LooseInvoice(lines or (make_loose_line("2500.00"),), **fields)
    invoice = invoice_loosely(customer, wanted, event, now, actor=SYSTEM)
    if files:
        make_documents(str(invoice.pk))
    return invoice


def pay(invoice: Invoice, amount: str, on: date = TODAY, now: datetime = NOON) -> None:
    """Note money that came by bank."""
    note_bank_payment(invoice, Decimal(amount), on, now, actor=SYSTEM)


def credit_all(invoice: Invoice, now: datetime = NOON) -> Invoice:
    """Credit all that is left of an invoice."""
    return credit_invoice(invoice, plan_credit(invoice, None).keys, now, actor=SYSTEM)


def make_refund_by_bank(invoice: Invoice) -> Refund:
    """Have all that is asked paid by bank, and all of it to go back."""
    payment = note_bank_payment(invoice, balance_of(invoice).to_pay, TODAY, NOON, actor=SYSTEM)
    return Refund.objects.create(
        payment=payment, invoice=invoice, method="bank", amount=payment.amount, created_at=NOON
    )


def make_many(customer: Customer, number: int, first_day: date = date(2026, 1, 1)) -> Sequence[Invoice]:
    """Store ``number`` invoices of € 121.00, some each day of a year, quickly and without their files."""
    organisation = customer.organisation
    year = first_day.year
    numbers = NumberRange.objects.create(
        organisation=organisation, fiscal_year=year, prefix=f"{year}-", next_number=number + 1
    )
    parties = {"seller": asdict(seller_of(organisation)), "buyer": asdict(buyer_of(customer, "nl"))}
    days = [first_day + timedelta(days=at * 365 // number) for at in range(number)]
    rows = Invoice.objects.bulk_create(
        [_one(customer, numbers, at, day, parties) for at, day in enumerate(days)], batch_size=2000
    )
    InvoiceLine.objects.bulk_create([_line(row) for row in rows], batch_size=2000)
    InvoiceVat.objects.bulk_create([_vat(row) for row in rows], batch_size=2000)
    return rows


def _one(
    customer: Customer, numbers: NumberRange, at: int, day: date, parties: dict[str, dict[str, Any]]
) -> Invoice:
    money = {"line_total": 100, "tax_exclusive": 100, "vat_total": 21, "tax_inclusive": 121, "payable": 121}
    return Invoice(
        organisation=customer.organisation,
        number_range=numbers,
        position=at + 1,
        number=f"{numbers.prefix}{at + 1:04d}",
        type_code=Invoice.TypeCode.INVOICE,
        issued_at=NOON,
        issue_date=day,
        due_date=day + timedelta(days=30),
        customer=customer,
        **parties,
        texts={"event_title": "Kracht van netwerken"},
        **money,
    )


def _line(invoice: Invoice) -> InvoiceLine:
    return InvoiceLine(
        invoice=invoice,
        position=1,
        name="Deelname",
        quantity=Decimal(1),
        unit_price=Decimal(100),
        net=Decimal(100),
        vat_category="S",
        vat_percent=Decimal(21),
    )


def _vat(invoice: Invoice) -> InvoiceVat:
    return InvoiceVat(
        invoice=invoice, category="S", percent=Decimal(21), taxable=Decimal(100), amount=Decimal(21)
    )
