"""Invoices without a sign-up: a sponsor package, extra power on a stand, books; in the same series."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Final
from zoneinfo import ZoneInfo

from events.models import Event
from lib.identifiers import is_eu_vat_id
from lib.money import ZERO
from lib.vat import DocumentLine, Totals, totals
from organisations.models import Customer
from payments.document_texts import country_in_words, document_texts
from payments.documents.data import Party
from payments.invoicing import seller_of
from payments.issuing import Row, issue
from payments.models import Invoice

HOME: Final = "NL"


class LooseRefused(Exception):
    """Such an invoice cannot be issued.

    ``code`` is "nothing" (nothing to pay), "order_number" (the customer wants one on each invoice),
    "reverse_charge" (the customer is no business elsewhere in the Union with a valid VAT id:
    BR-AE-02) or "outside_scope" (that VAT stands alone on its invoice: BR-O-11 to 14).
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class LooseLine:
    """A line as somebody wrote it; amounts are euros, with VAT where ``includes_vat``."""

    text: str
    quantity: Decimal
    price: Decimal
    category: str
    percent: Decimal
    includes_vat: bool = False
    allowance: Decimal = ZERO
    allowance_reason: str = ""

    @property
    def document_line(self) -> DocumentLine:
        """The line as it is reckoned. Raises ValueError for what no document can hold."""
        return DocumentLine(
            price=self.price,
            category=self.category,
            percent=self.percent,
            quantity=self.quantity,
            allowance=self.allowance,
            gross=self.includes_vat,
        )


@dataclass(frozen=True)
class LooseInvoice:
    """What is to be invoiced: BT-10 ``reference``, BT-13 ``order_number``; supplied on a day, or at issue."""

    lines: tuple[LooseLine, ...]
    reference: str = ""
    order_number: str = ""
    ordered_by: str = ""
    supplied_on: date | None = None
    language: str = "nl"


def check_loose(customer: Customer, wanted: LooseInvoice) -> Totals:
    """The totals of ``wanted``. Raises LooseRefused; ValueError for what no document can hold."""
    found = totals(line.document_line for line in wanted.lines)
    categories = {line.category for line in wanted.lines}
    if found.payable <= 0:
        raise LooseRefused("nothing")
    if customer.needs_order_number and not wanted.order_number:
        raise LooseRefused("order_number")
    if "O" in categories and len(categories) > 1:
        raise LooseRefused("outside_scope")
    abroad = customer.country != HOME and is_eu_vat_id(customer.vat_number, customer.country)
    if "AE" in categories and not abroad:
        raise LooseRefused("reverse_charge")
    return found


def issue_loose(customer: Customer, wanted: LooseInvoice, event: Event | None, now: datetime) -> Invoice:
    """Issue ``wanted`` to ``customer`` at ``now`` (UTC), as a part of ``event`` where there is one.

    Inside the caller's transaction. Raises LooseRefused, before a number is taken.
    """
    found = check_loose(customer, wanted)
    rows = [
        Row(
            name=line.text,
            amount=line.document_line.shown,
            includes_vat=line.includes_vat,
            allowance_reason=line.allowance_reason,
        )
        for line in wanted.lines
    ]
    return issue(_head(customer, wanted, event, now, found), rows, found, now)


def buyer_of(customer: Customer, language: str) -> Party:
    """The customer as documents in ``language`` name it."""
    return Party(
        name=customer.name,
        attention="" if customer.is_private else customer.attention,
        street=customer.street,
        postcode=customer.postcode,
        city=customer.city,
        country=customer.country,
        country_name=country_in_words(customer.country, language),
        kvk=customer.kvk,
        oin=customer.oin,
        vat_number=customer.vat_number,
        peppol=customer.peppol,
        email=customer.email,
    )


def _head(
    customer: Customer, wanted: LooseInvoice, event: Event | None, now: datetime, found: Totals
) -> Invoice:
    organisation = customer.organisation
    issue_date = now.astimezone(ZoneInfo(organisation.timezone)).date()
    term = customer.payment_term_days or organisation.payment_term_days
    supplied = wanted.supplied_on or (None if event else issue_date)
    return Invoice(
        organisation=organisation,
        type_code=Invoice.TypeCode.INVOICE,
        profile="peppol" if customer.peppol else "nlcius",
        language=wanted.language,
        issue_date=issue_date,
        due_date=issue_date + timedelta(days=term),
        supply_begin=supplied or (event.local_date(event.begins_at) if event else None),
        supply_end=supplied or (event.local_date(event.ends_at) if event else None),
        customer=customer,
        event=event,
        seller=asdict(seller_of(organisation)),
        buyer=asdict(buyer_of(customer, wanted.language)),
        texts=document_texts(
            organisation,
            event,
            found,
            issue_date,
            language=wanted.language,
            ordered_by=wanted.ordered_by,
        ),
        reference=wanted.reference,
        order_number=wanted.order_number,
    )
