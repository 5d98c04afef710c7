"""From the rows of an invoice to its files, kept once with their SHA-256."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from lib.references import digest
from payments.documents import pdf, ubl
from payments.documents.data import (
    DocumentLine,
    InvoiceData,
    Party,
    Payment,
    Totals,
    VatSubtotal,
)
from payments.models import Invoice, InvoiceDocument

Format = InvoiceDocument.Format
ONLINE = "48"  # UNCL 4461, of what NLCIUS allows (BR-NL-12)


def read_invoice(invoice_id: int) -> Invoice:
    """The invoice with all that its files say. Raises Invoice.DoesNotExist."""
    rows = Invoice.objects.select_related("original").prefetch_related("lines", "vat")
    return rows.get(pk=invoice_id)


def invoice_data(invoice: Invoice) -> InvoiceData:
    """What an invoice says, from its frozen rows alone."""
    texts, original = invoice.texts, invoice.original
    return InvoiceData(
        number=invoice.number,
        type_code="381" if invoice.type_code == Invoice.TypeCode.CREDIT_NOTE else "380",
        issue_date=invoice.issue_date,
        due_date=invoice.due_date,
        supply_begin=invoice.supply_begin,
        supply_end=invoice.supply_end,
        seller=Party(**invoice.seller),
        buyer=Party(**invoice.buyer),
        lines=tuple(_lines(invoice)),
        subtotals=tuple(_subtotals(invoice)),
        totals=Totals(
            line_total=invoice.line_total,
            tax_exclusive=invoice.tax_exclusive,
            vat=invoice.vat_total,
            tax_inclusive=invoice.tax_inclusive,
            payable=invoice.payable,
            prepaid=invoice.prepaid,
            rounding=invoice.rounding,
        ),
        payment=_payment(invoice),
        paid_on=date.fromisoformat(texts["paid_on"]) if texts.get("paid_on") else None,
        reference=invoice.reference,
        order_number=invoice.order_number,
        registration=texts.get("registration", ""),
        original_number=original.number if original else "",
        original_date=original.issue_date if original else None,
        ordered_by=texts.get("ordered_by", ""),
        event_title=texts.get("event_title", ""),
        event_dates=texts.get("event_dates", ""),
        crkbo=texts.get("crkbo", ""),
        language="en" if invoice.language == "en" else "nl",
        profile="peppol" if invoice.profile == "peppol" else "nlcius",
        accent=texts.get("accent", "#6d2152"),
    )


def _payment(invoice: Invoice) -> Payment:
    """Online where it was paid so before it was issued, else by transfer."""
    texts = invoice.texts
    transfer = Payment(texts.get("iban", ""), texts.get("account_name", ""), texts.get("bic", ""))
    return replace(transfer, code=ONLINE) if invoice.prepaid and not invoice.payable else transfer


def render(invoice: Invoice) -> dict[str, bytes]:
    """The files of an invoice by format; the PDF has the UBL inside. The same rows give the same bytes."""
    data = invoice_data(invoice)
    xml = ubl.render(data)
    return {Format.UBL: xml, Format.PDF: pdf.render(data, xml)}


def e_invoice(invoice: Invoice) -> bytes:
    """The UBL that the rows of ``invoice`` give now."""
    return ubl.render(invoice_data(invoice))


def make(invoice_id: int, format_: str) -> bytes:
    """One file of an invoice as it is stored, or will be. Raises Invoice.DoesNotExist."""
    invoice = read_invoice(invoice_id)
    if format_ == Format.UBL:
        return e_invoice(invoice)
    return render(invoice)[format_]


def store(invoice: Invoice, files: dict[str, bytes], now: datetime) -> None:
    """Keep the files; those that are there already stay as they are."""
    InvoiceDocument.objects.bulk_create(
        (
            InvoiceDocument(
                invoice=invoice, format=format_, sha256=digest(content), content=content, created_at=now
            )
            for format_, content in files.items()
        ),
        ignore_conflicts=True,
    )


def document_bytes(key: str) -> bytes | None:
    """The stored bytes for "<invoice id>:<format>", for mails that wait for them; None: not there yet."""
    invoice_id, _, format_ = key.partition(":")
    rows = InvoiceDocument.objects.filter(invoice_id=int(invoice_id), format=format_)
    content = rows.values_list("content", flat=True).first()
    return None if content is None else bytes(content)


def document_key(invoice: Invoice, format_: str) -> str:
    """What ``document_bytes`` finds a file by."""
    return f"{invoice.pk}:{format_}"


def _lines(invoice: Invoice) -> list[DocumentLine]:
    return [
        DocumentLine(
            id=str(line.position),
            name=line.name,
            description=line.description,
            quantity=line.quantity,
            price=line.unit_price,
            net=line.net,
            category=line.vat_category,
            percent=line.vat_percent,
            allowance=line.allowance,
            allowance_reason=line.allowance_reason,
        )
        for line in invoice.lines.all()
    ]


def _subtotals(invoice: Invoice) -> list[VatSubtotal]:
    return [
        VatSubtotal(
            category=part.category,
            percent=part.percent,
            taxable=part.taxable,
            vat=part.amount,
            reason=part.reason,
            reason_code=part.reason_code,
        )
        for part in invoice.vat.all()
    ]
