"""The files of an invoice say what its rows say, and nobody could change either (design §3.4)."""

from __future__ import annotations

import re
import zlib
from datetime import timedelta

from django.db.models import Prefetch, Q
from lxml import etree

from lib import clock, triggers
from lib.invariants import Broken, Result, Rule
from lib.references import digest
from payments.documents import store
from payments.models import Invoice, InvoiceDocument

GRACE = timedelta(hours=1)
AT_ONCE = 20  # invoices whose files are in memory together, some 100 kB each
FROZEN = (
    "payments_invoice",
    "payments_invoiceline",
    "payments_invoicevat",
    "payments_invoicedline",
    "payments_invoicedocument",
)
TRIGGERS = ("issued_is_frozen", "is_never_emptied")
TABLE = "payments_invoicedocument"
EMBEDDED = re.compile(rb"/Type\s*/EmbeddedFile\b.{0,1000}?\bstream\r?\n", re.DOTALL)
Format = InvoiceDocument.Format
Fact = tuple[str, tuple[tuple[str, str], ...], str]


def document(event_id: int | None) -> Result:
    """Files have the SHA-256 of their bytes, the UBL says what the rows say, and the PDF holds that UBL.

    None is missing an hour after issue. The triggers that refuse edits are on.
    """
    checked, broken = 0, triggers.off(FROZEN, TRIGGERS)
    files = Prefetch("documents", InvoiceDocument.objects.order_by("format"))
    wanted = Q() if event_id is None else Q(event_id=event_id)
    invoices = Invoice.objects.filter(wanted).select_related("original").order_by("pk")
    for invoice in invoices.prefetch_related("lines", "vat", files).iterator(chunk_size=AT_ONCE):
        stored = {row.format: row for row in invoice.documents.all()}
        checked += len(stored)
        broken += _missing(invoice, stored)
        broken += [Broken(TABLE, row.pk, text) for row in stored.values() for text in _wrong(row)]
        broken += _differing(invoice, stored.get(Format.UBL), stored.get(Format.PDF))
    return Result(checked, broken)


def _missing(invoice: Invoice, stored: dict[str, InvoiceDocument]) -> list[Broken]:
    if invoice.issued_at >= clock.now() - GRACE:
        return []
    return [
        Broken("payments_invoice", invoice.pk, f"{invoice.number} has no {format_} an hour after issue")
        for format_ in Format.values
        if format_ not in stored
    ]


def _wrong(row: InvoiceDocument) -> list[str]:
    return [] if digest(bytes(row.content)) == row.sha256 else ["its bytes have another SHA-256"]


def _differing(invoice: Invoice, ubl: InvoiceDocument | None, pdf: InvoiceDocument | None) -> list[Broken]:
    found, made = [], store.e_invoice(invoice)
    kept = made if ubl is None else bytes(ubl.content)
    if ubl is not None and not says_the_same(kept, made):
        found.append(Broken(TABLE, ubl.pk, "the UBL and the rows differ"))
    if pdf is not None and kept not in embedded_files(bytes(pdf.content)):
        found.append(Broken(TABLE, pdf.pk, "the PDF does not hold the UBL"))
    return found


def says_the_same(stored: bytes, made: bytes) -> bool:
    """Whether two e-invoices have the same bytes, or differ in sentences (cbc:Note) alone.

    A later release may word a sentence better; parties, references, days, lines and amounts stay.
    """
    if stored == made:
        return True
    try:
        return _facts(stored) == _facts(made)
    except etree.XMLSyntaxError:
        return False


def _facts(content: bytes) -> list[Fact]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    nodes = etree.fromstring(content, parser).iter(etree.Element)
    return [
        (str(node.tag), tuple(sorted((str(k), str(v)) for k, v in node.attrib.items())), node.text or "")
        for node in nodes
        if not str(node.tag).endswith("}Note")
    ]


def embedded_files(pdf: bytes) -> list[bytes]:
    """The files inside a PDF as typst writes it: plain objects, deflated or as they are."""
    found = []
    for begin in EMBEDDED.finditer(pdf):
        if b"/FlateDecode" in begin[0]:
            try:
                found.append(zlib.decompressobj().decompress(pdf[begin.end() :]))
            except zlib.error:
                continue
        else:
            found.append(pdf[begin.end() : pdf.find(b"endstream", begin.end())].removesuffix(b"\n"))
    return found


RULES: list[Rule] = [("invoice.document", document)]
