"""Invoices as files for bookkeeping, read as a stream: a row a line, or the stored UBL in one zip."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any, Final

from django.db.models import OuterRef, QuerySet, Subquery

from lib.money import ZERO
from lib.spreadsheets import CSV_TYPE, XLSX_TYPE, Cell, write_csv, write_xlsx
from organisations.models import Organisation
from payments.documents import store, ubl
from payments.ledger_accounts import ROUNDED, VatCode, turnover_account
from payments.models import Invoice, InvoiceDocument
from reports.invoice_auditfile import XAF_TYPE, Period, export_xaf
from reports.invoice_lines import invoices_in_order, with_vat

# Column in CSV → label in XLSX; they are of the contract, not of a language.
COLUMNS: Final = {
    "number": "Factuurnummer",
    "kind": "Soort",
    "issue_date": "Factuurdatum",
    "due_date": "Vervaldatum",
    "supply_date": "Leverdatum",
    "customer_number": "Debiteurnummer",
    "customer": "Klant",
    "kvk": "KvK-nummer",
    "vat_id": "Btw-id",
    "country": "Land",
    "description": "Omschrijving",
    "ledger": "Grootboekrekening",
    "cost_centre": "Kostenplaats",
    "vat_code": "Btw-code",
    "vat_rate": "Btw-tarief",
    "net": "Excl. btw",
    "vat": "Btw",
    "gross": "Incl. btw",
    "currency": "Valuta",
    "reference": "Referentie",
    "order_number": "Inkoopordernummer",
    "original_number": "Oorspronkelijke factuur",
}
KINDS: Final = {Invoice.TypeCode.INVOICE: "invoice", Invoice.TypeCode.CREDIT_NOTE: "credit_note"}
ZIP_TYPE: Final = "application/zip"
_ROWS_AT_ONCE: Final = 500
_FILES_AT_ONCE: Final = 50


def export_rows(invoices: QuerySet[Invoice]) -> Iterator[tuple[Cell, ...]]:
    """Yield a row in the order of COLUMNS for each line; what credit notes say is below zero.

    The rows of a document add up to its totals: the VAT of a rate is divided over its lines, and
    what was rounded (BT-114) is a row of its own.
    """
    for invoice in invoices_in_order(invoices, _ROWS_AT_ONCE):
        yield from _invoice_rows(invoice)


def export_csv(invoices: QuerySet[Invoice]) -> Iterator[bytes]:
    """Yield the lines of ``invoices`` as CSV: UTF-8 with a byte order mark, ``;``, a decimal comma."""
    return write_csv(list(COLUMNS), export_rows(invoices))


def export_xlsx(invoices: QuerySet[Invoice]) -> Iterator[bytes]:
    """Yield the same rows as a workbook."""
    return write_xlsx(list(COLUMNS.values()), export_rows(invoices), "Facturen")


def export_ubl(invoices: QuerySet[Invoice]) -> Iterator[bytes]:
    """Yield a zip with the stored UBL of each invoice; one that is still being made is made here alike."""
    pipe = _Pipe()
    stored = InvoiceDocument.objects.filter(invoice=OuterRef("pk"), format=InvoiceDocument.Format.UBL)
    rows = invoices.order_by("issue_date", "id").annotate(xml=Subquery(stored.values("content")))
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as archive:
        for invoice in rows.iterator(chunk_size=_FILES_AT_ONCE):
            day = invoice.issue_date
            name = zipfile.ZipInfo(f"{invoice.number}.xml", (day.year, day.month, day.day, 0, 0, 0))
            name.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(name, _ubl_of(invoice))
            if piece := pipe.taken():
                yield piece
    yield pipe.taken()


TYPES: Final = {
    "xlsx": (XLSX_TYPE, "xlsx"),
    "csv": (CSV_TYPE, "csv"),
    "ubl": (ZIP_TYPE, "zip"),
    "xaf": (XAF_TYPE, "xaf"),
}


def export_invoices(
    invoices: QuerySet[Invoice], file_format: str, organisation: Organisation, period: Period
) -> Iterator[bytes]:
    """Yield the file of ``invoices`` in a format of TYPES; memory stays flat. Raises KeyError for another."""
    writers: dict[str, Callable[[], Iterator[bytes]]] = {
        "csv": lambda: export_csv(invoices),
        "xlsx": lambda: export_xlsx(invoices),
        "ubl": lambda: export_ubl(invoices),
        "xaf": lambda: export_xaf(invoices, organisation, period),
    }
    return writers[file_format]()


def _invoice_rows(invoice: Invoice) -> Iterator[tuple[Cell, ...]]:
    sign = -1 if invoice.type_code == Invoice.TypeCode.CREDIT_NOTE else 1
    for line, vat in with_vat(invoice):
        yield _row(
            invoice,
            line.name,
            turnover_account(line.vat_category, line.vat_percent),
            str(VatCode(line.vat_category, line.vat_percent)),
            line.vat_percent,
            (sign * line.net, sign * vat, sign * (line.net + vat)),
        )
    if invoice.rounding:
        amounts = (sign * invoice.rounding, ZERO, sign * invoice.rounding)
        yield _row(invoice, "Afronding", ROUNDED, "", None, amounts)


def _row(
    invoice: Invoice,
    text: str,
    ledger: str,
    vat_code: str,
    vat_rate: Decimal | None,
    amounts: tuple[Decimal, Decimal, Decimal],
) -> tuple[Cell, ...]:
    buyer = invoice.buyer
    return (
        invoice.number,
        KINDS[Invoice.TypeCode(invoice.type_code)],
        invoice.issue_date,
        invoice.due_date,
        invoice.supply_end or invoice.supply_begin,
        invoice.customer.number,
        buyer.get("name", ""),
        buyer.get("kvk", ""),
        buyer.get("vat_number", ""),
        buyer.get("country", ""),
        text,
        ledger,
        invoice.event.slug if invoice.event else "",
        vat_code,
        vat_rate,
        *amounts,
        "EUR",
        store.reference_sent(invoice),
        invoice.order_number,
        invoice.original.number if invoice.original else "",
    )


def _ubl_of(invoice: Any) -> bytes:
    if invoice.xml is not None:
        return bytes(invoice.xml)
    return ubl.render(store.invoice_data(store.read_invoice(invoice.pk)))


class _Pipe(io.RawIOBase):
    """What the archive writes into, and is taken out of it piece by piece."""

    def __init__(self) -> None:
        super().__init__()
        self._pieces: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, piece: Any) -> int:
        self._pieces.append(bytes(piece))
        return len(piece)

    def taken(self) -> bytes:
        whole = b"".join(self._pieces)
        self._pieces.clear()
        return whole
