"""The invoice on paper: PDF/A-3a and PDF/UA-1 with the e-invoice inside, set by typst.

This file says what stands on the page, ``page/invoice.typ`` where. Text reaches typst as JSON
and stays text; the same data gives the same bytes.
"""

from datetime import UTC, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any

import segno
from django.utils import translation
from django.utils.translation import gettext as _

from lib import pdf
from lib.identifiers import format_iban
from lib.money import format_euros
from payments.documents import wording
from payments.documents.data import DocumentLine, InvoiceData
from payments.documents.glyphs import with_glyphs_at_hand

TEMPLATE = Path(__file__).parent / "page" / "invoice.typ"
LEAST_BY_QR, MOST_BY_QR = Decimal("0.01"), Decimal("999999999.99")
Fact = tuple[str, str]


def render(data: InvoiceData, ubl: bytes) -> bytes:
    """Return ``data`` as a PDF that holds ``ubl`` as the file "<number>.xml".

    A character that no font at hand can draw is printed as "?"; the e-invoice has it.
    """
    with translation.override(data.language):
        page, description = view(data), _("E-invoice (UBL)")
    name = f"{data.number.replace('/', '-')}.xml"
    e_invoice = pdf.Attachment(name, ubl, "text/xml", description)
    issued = datetime.combine(data.issue_date, time(), UTC)
    return with_glyphs_at_hand(page, lambda page: pdf.render(TEMPLATE, page, issued, attachments=[e_invoice]))


def view(data: InvoiceData) -> dict[str, Any]:
    """Return all that stands on the page, as text in the active language."""
    heading = wording.title(data)
    return {
        "language": data.language,
        "accent": data.accent,
        "title": f"{heading} {data.number}",
        "heading": heading,
        "event": {"title": data.event_title, "dates": data.event_dates},
        "seller": {"name": data.seller.name, "lines": _seller(data)},
        "buyer": {
            "name": data.buyer.name,
            "lines": wording.address(data.buyer, data.seller.country),
            "numbers": wording.registrations(data.buyer),
        },
        "facts": _facts(data),
        "table": _table(data),
        "totals": _totals(data),
        "payable": _payable(data),
        "remarks": _remarks(data),
        "payment": _payment(data),
        "footer": _footer(data),
        "page": _("Page {page} of {pages}"),
    }


def _seller(data: InvoiceData) -> list[str]:
    seller = data.seller
    return [*wording.address(seller, seller.country), *filter(None, [seller.phone, seller.email])]


def _facts(data: InvoiceData) -> list[tuple[str, str]]:
    language = data.language
    facts = [
        (_("Credit note number") if data.is_credit_note else _("Invoice number"), data.number),
        (_("Date") if data.is_credit_note else _("Invoice date"), wording.day(data.issue_date, language)),
        (_("Due date"), wording.day(data.due_date, language) if data.due_date else ""),
        (_("For invoice"), _original(data)),
        (_("Purchase order number"), data.order_number),
        (_("Reference"), data.reference if data.reference != data.registration else ""),
        (_("Registration"), data.registration),
        (_("Ordered by"), data.ordered_by),
        (_("Date of supply"), wording.supplied(data)),
    ]
    return [(label, value) for label, value in facts if value]


def _original(data: InvoiceData) -> str:
    if not (data.original_number and data.original_date):
        return data.original_number
    values = {"number": data.original_number, "day": wording.day(data.original_date, data.language)}
    return _("%(number)s of %(day)s") % values


def _table(data: InvoiceData) -> dict[str, Any]:
    discounts = any(line.allowance for line in data.lines)
    off = _("Deducted") if data.is_credit_note else _("Discount")
    head = [
        _("Description"),
        _("Quantity"),
        _("Price excl. VAT"),
        off,
        _("VAT"),
        _("Amount excl. VAT"),
    ]
    rows = [_row(line, data.language) for line in data.lines]
    if not discounts:
        for cells in (head, *(row["cells"] for row in rows)):
            del cells[-3]
    return {"head": head, "rows": rows}


def _row(line: DocumentLine, language: str) -> dict[str, Any]:
    """Return a line as what it is called, small print below that, and its numbers."""
    names = ", ".join(line.participants)
    details = [line.description, names, line.allowance_reason if line.allowance else ""]
    cells = [
        wording.plain(line.quantity, language),
        wording.price(line.price, language),
        format_euros(line.allowance, language) if line.allowance else "",
        wording.rate(line.category, line.percent),
        format_euros(line.net, language),
    ]
    return {"name": line.name, "details": [text for text in details if text], "cells": cells}


def _totals(data: InvoiceData) -> list[tuple[str, str]]:
    totals, language = data.totals, data.language
    rows = [(_("Total excl. VAT"), totals.tax_exclusive)]
    rows += [(wording.vat_over(part, language), part.vat) for part in data.subtotals]
    if totals.prepaid or totals.rounding:
        rows.append((_("Total incl. VAT"), totals.tax_inclusive))
    if totals.rounding:
        rows.append((_("Rounding"), totals.rounding))
    if totals.prepaid:
        rows.append((_("Paid before"), -totals.prepaid))
    return [(label, format_euros(amount, language)) for label, amount in rows]


def _payable(data: InvoiceData) -> tuple[str, str]:
    """Return the last line of the totals, the one in large type."""
    label = _("Credited incl. VAT") if data.is_credit_note else _("To be paid incl. VAT")
    if data.totals.prepaid and not data.is_credit_note:
        label = _("Left to pay")
    return label, format_euros(data.totals.payable, data.language)


def _remarks(data: InvoiceData) -> list[str]:
    """Return why no VAT is charged, in the words of the law, and the notes."""
    reasons = [part.reason for part in data.subtotals if part.reason]
    exempt = any(part.category == "E" for part in data.subtotals)
    return [text for text in dict.fromkeys([*reasons, data.crkbo if exempt else "", *data.notes]) if text]


def _payment(data: InvoiceData) -> dict[str, Any]:
    """Return what is to be done about the amount, and the account where something is due."""
    if data.is_credit_note:
        return {"heading": wording.settled(), "facts": [], "qr": ""}
    if not data.totals.payable:
        return {"heading": wording.paid(data), "facts": [], "qr": ""}
    facts = [
        (_("Amount"), format_euros(data.totals.payable, data.language)),
        (_("IBAN"), format_iban(data.payment.iban)),
        (_("BIC"), data.payment.bic if data.buyer.country != data.seller.country else ""),
        (_("In the name of"), data.payment.account_name or data.seller.name),
        (_("Mentioning"), data.number),
    ]
    return {
        "heading": wording.pay_by(data),
        "facts": [(label, value) for label, value in facts if value],
        "qr": _qr(data),
        "qr_alt": _("QR code with these payment details for a banking app"),
        "qr_caption": _("Scan with your banking app"),
    }


def _qr(data: InvoiceData) -> str:
    """Return the payment code as an SVG picture, empty without one."""
    code = payment_code(data)
    if not code:
        return ""
    return segno.make_qr(code, error="m", encoding="utf-8", boost_error=False).svg_inline(
        border=0, omitsize=True
    )


def payment_code(data: InvoiceData) -> str:
    """Return what a QR code tells a banking app (EPC069-12, version 2, UTF-8), empty where nothing is due."""
    payment, amount = data.payment, data.totals.payable
    if data.is_credit_note or not payment.iban or not LEAST_BY_QR <= amount <= MOST_BY_QR:
        return ""
    name = (payment.account_name or data.seller.name)[:70]
    head = ["BCD", "002", "1", "SCT", "", name, payment.iban, f"EUR{amount:.2f}"]
    return "\n".join([*head, "", "", data.number])


def _footer(data: InvoiceData) -> str:
    numbers = wording.registrations(data.seller)
    account = f"IBAN {format_iban(data.payment.iban)}" if data.payment.iban else ""
    return "  ·  ".join(filter(None, [data.seller.name, *numbers, account]))
