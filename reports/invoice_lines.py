"""Invoices read line by line, for files: one statement, streamed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Final, NamedTuple

from django.db.models import CharField, F, OuterRef, QuerySet, Subquery
from django.db.models.expressions import Combinable
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Coalesce

from lib.money import ZERO
from lib.vat import vat_amount
from payments.ledger_accounts import VatCode
from payments.models import Invoice, InvoicedLine, InvoiceLine

_AT_ONCE: Final = 2000


class FileLine(NamedTuple):
    """A line as files have it; euros without VAT. ``kind`` is its ticket's, None for a loose line."""

    name: str
    net: Decimal
    category: str
    percent: Decimal
    kind: str | None = None

    @property
    def rate(self) -> VatCode:
        """Its VAT category and rate."""
        return VatCode(self.category, self.percent)


class FileHead(NamedTuple):
    """What files say of a document besides its lines; ``registration`` is its reference, or None."""

    id: int
    number: str
    type_code: str
    issue_date: date
    due_date: date | None
    supply_begin: date | None
    supply_end: date | None
    gross: Decimal
    rounding: Decimal
    own_reference: str
    order_number: str
    customer_id: int
    customer_number: int
    cost_centre: str | None
    original_number: str | None
    buyer: str | None
    kvk: str | None
    vat_number: str | None
    country: str | None
    registration: str | None

    @property
    def sign(self) -> int:
        """-1 for a credit note."""
        return -1 if self.type_code == Invoice.TypeCode.CREDIT_NOTE else 1

    @property
    def supplied(self) -> date | None:
        """The last day of the supply."""
        return self.supply_end or self.supply_begin

    @property
    def reference(self) -> str:
        """BT-10 as the e-invoice has it (payments.documents.data.InvoiceData.buyer_reference)."""
        if self.own_reference or self.order_number:
            return self.own_reference
        return self.registration or self.number


_HEAD: Final[dict[str, Combinable]] = {
    "id": F("invoice_id"),
    "number": F("invoice__number"),
    "type_code": F("invoice__type_code"),
    "issue_date": F("invoice__issue_date"),
    "due_date": F("invoice__due_date"),
    "supply_begin": F("invoice__supply_begin"),
    "supply_end": F("invoice__supply_end"),
    "gross": F("invoice__tax_inclusive"),
    "rounding": F("invoice__rounding"),
    "own_reference": F("invoice__reference"),
    "order_number": F("invoice__order_number"),
    "customer_id": F("invoice__customer_id"),
    "customer_number": F("invoice__customer__number"),
    "cost_centre": Coalesce(
        "invoice__event__cost_centre__code", "invoice__event__slug", output_field=CharField()
    ),
    "original_number": F("invoice__original__number"),
    "buyer": KeyTextTransform("name", "invoice__buyer"),
    "kvk": KeyTextTransform("kvk", "invoice__buyer"),
    "vat_number": KeyTextTransform("vat_number", "invoice__buyer"),
    "country": KeyTextTransform("country", "invoice__buyer"),
    "registration": KeyTextTransform("registration", "invoice__texts"),
}


def lines_in_order(invoices: QuerySet[Invoice]) -> Iterator[tuple[FileHead, list[FileLine]]]:
    """Stream documents as they were issued, each with its lines; memory stays flat."""
    rows = InvoiceLine.objects.filter(invoice__in=invoices.order_by().values("pk"))
    ordered = rows.order_by("invoice__issue_date", "invoice_id", "position")
    read = ordered.values_list(*_HEAD.values(), "name", "net", "vat_category", "vat_percent", _kind())
    width = len(_HEAD)
    for _, own in groupby(read.iterator(chunk_size=_AT_ONCE), key=lambda row: row[0]):
        document = list(own)
        yield FileHead(*document[0][:width]), [FileLine(*row[width:]) for row in document]


def _kind() -> Coalesce:
    """What kind of ticket a line is about, or the line that it credits."""
    about = (InvoicedLine.objects.filter(invoice_line=OuterRef(name)) for name in ("pk", "credits"))
    return Coalesce(*(Subquery(rows.values("line__ticket_type__kind")[:1]) for rows in about))


def with_vat(lines: list[FileLine]) -> Iterator[tuple[FileLine, Decimal]]:
    """Each line of a document with its part of the VAT of its rate, taken over their sum (BR-CO-17)."""
    nets: dict[tuple[str, Decimal], Decimal] = {}
    for line in lines:
        rate = (line.category, line.percent)
        before = nets.get(rate, ZERO)
        nets[rate] = before + line.net
        yield line, vat_amount(nets[rate], line.percent) - vat_amount(before, line.percent)
