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
from payments.bookkeeping import Books, books_of
from payments.documents import store
from payments.models import Invoice, InvoiceDocument
from reports.invoice_auditfile import XAF_TYPE, Period, export_xaf
from reports.invoice_lines import FileHead, FileLine, lines_in_order, with_vat

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
KINDS: Final = {1: "invoice", -1: "credit_note"}
ZIP_TYPE: Final = "application/zip"
_FILES_AT_ONCE: Final = 50


def export_rows(invoices: QuerySet[Invoice], books: Books) -> Iterator[tuple[Cell, ...]]:
    """Yield a row in the order of COLUMNS for each line, by the codes of ``books``.

    What credit notes say is below zero.

    The rows of a document add up to its totals: the VAT of a rate is divided over its lines, and
    what was rounded (BT-114) is a row of its own.
    """
    for head, lines in lines_in_order(invoices):
        yield from _document_rows(head, lines, books)


def export_csv(invoices: QuerySet[Invoice], books: Books) -> Iterator[bytes]:
    """Yield the lines of ``invoices`` as CSV: UTF-8 with a byte order mark, ``;``, a decimal comma."""
    return write_csv(list(COLUMNS), export_rows(invoices, books))


def export_xlsx(invoices: QuerySet[Invoice], books: Books) -> Iterator[bytes]:
    """Yield the same rows as a workbook."""
    return write_xlsx(list(COLUMNS.values()), export_rows(invoices, books), "Facturen")


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
        "csv": lambda: export_csv(invoices, books_of(organisation.pk)),
        "xlsx": lambda: export_xlsx(invoices, books_of(organisation.pk)),
        "ubl": lambda: export_ubl(invoices),
        "xaf": lambda: export_xaf(invoices, organisation, period, books_of(organisation.pk)),
    }
    return writers[file_format]()


def _document_rows(head: FileHead, lines: list[FileLine], books: Books) -> Iterator[tuple[Cell, ...]]:
    for line, vat in with_vat(lines):
        amounts = (_signed(head, line.net), _signed(head, vat), _signed(head, line.net + vat))
        ledger, code = books.ledger(line.rate, line.kind or ""), books.vat(line.rate)
        yield _row(head, line.name, ledger, code, line.percent, amounts)
    if head.rounding:
        rounding = _signed(head, head.rounding)
        yield _row(head, "Afronding", books.rounded, "", None, (rounding, ZERO, rounding))


def _signed(head: FileHead, amount: Decimal) -> Decimal:
    return head.sign * amount + ZERO  # a sum turns -0.00 into 0.00


def _row(
    head: FileHead,
    text: str,
    ledger: str,
    vat_code: str,
    vat_rate: Decimal | None,
    amounts: tuple[Decimal, Decimal, Decimal],
) -> tuple[Cell, ...]:
    return (
        head.number,
        KINDS[head.sign],
        head.issue_date,
        head.due_date,
        head.supplied,
        head.customer_number,
        head.buyer,
        head.kvk,
        head.vat_number,
        head.country,
        text,
        ledger,
        head.cost_centre,
        vat_code,
        vat_rate,
        *amounts,
        "EUR",
        head.reference,
        head.order_number,
        head.original_number,
    )


def _ubl_of(invoice: Any) -> bytes:
    if invoice.xml is not None:
        return bytes(invoice.xml)
    return store.make(invoice.pk, InvoiceDocument.Format.UBL)


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
