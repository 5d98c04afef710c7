"""One invoice or credit note by mail to who pays it, as the customer wants its files."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal

from django.utils.translation import gettext as _

from flows.mails.prices import AmountRow
from flows.mails.voices import Voice
from flows.mails.writing import Draft, write
from lib.dates import format_day
from lib.identifiers import format_iban
from lib.money import format_euros
from notifications.messages import Attachment, post
from organisations.models import Customer, Organisation
from payments.documents import store
from payments.documents.wording import plain
from payments.models import Invoice, InvoiceDocument

Format = InvoiceDocument.Format
PDF_TYPE, UBL_TYPE = "application/pdf", "application/xml"
WANTED = {
    Customer.Delivery.PDF: (Format.PDF,),
    Customer.Delivery.UBL: (Format.UBL,),
    Customer.Delivery.BOTH: (Format.PDF, Format.UBL),
}


def post_document(invoice: Invoice, now: datetime) -> str:
    """Mail a document to accounts payable at ``now`` (UTC), once its files are there; return the address.

    "" where nobody is known: then nothing is sent.
    """
    address = str(invoice.buyer.get("email") or "")
    if not address and invoice.registration:
        address = invoice.registration.contact_email
    if not address:
        return ""
    voice = voice_for(invoice)
    about = invoice.registration.reference if invoice.registration else ""
    with voice.speaking():
        post(write(_draft(invoice, address, voice), invoice.organisation, voice, about), now)
    return address


def voice_for(invoice: Invoice) -> Voice:
    """The language of a document, and the form of address of its event, else of the organisation."""
    form = invoice.organisation.form_of_address
    if invoice.event and invoice.event.form_of_address:
        form = invoice.event.form_of_address
    informal = form == Organisation.Address.INFORMAL
    return Voice("en" if invoice.language == "en" else "nl", "je" if informal else "u")


def document_attachments(invoice: Invoice) -> list[Attachment]:
    """The stored files of a document that its customer wants; the mail waits until they are there."""
    is_note = invoice.type_code == Invoice.TypeCode.CREDIT_NOTE
    name = _("Credit-note-%(number)s") if is_note else _("Invoice-%(number)s")
    name %= {"number": invoice.number.replace("/", "-")}
    types = {Format.PDF: (PDF_TYPE, "pdf"), Format.UBL: (UBL_TYPE, "xml")}
    return [
        Attachment(
            f"{name}.{types[wanted][1]}", types[wanted][0], "invoice", store.document_key(invoice, wanted)
        )
        for wanted in WANTED[Customer.Delivery(invoice.customer.delivery)]
    ]


def ubl_beside(invoice: Invoice) -> list[Attachment]:
    """The UBL, for a mail that carries the PDF anyway, where the customer wants it."""
    return [file for file in document_attachments(invoice) if file.media_type == UBL_TYPE]


def _draft(invoice: Invoice, address: str, voice: Voice) -> Draft:
    is_note = invoice.type_code == Invoice.TypeCode.CREDIT_NOTE
    about = invoice.texts.get("event_title") or invoice.lines.all()[0].name
    subject = _("Credit note %(number)s: %(about)s") if is_note else _("Invoice %(number)s: %(about)s")
    due, language = invoice.due_date, voice.language
    return Draft(
        key=f"invoice:{invoice.pk}",
        kind="invoice",
        template="invoice/document",
        subject=subject % {"number": invoice.number, "about": about},
        to_address=address,
        to_name=str(invoice.buyer.get("attention") or invoice.buyer.get("name", "")),
        values={
            "is_note": is_note,
            "number": invoice.number,
            "original": invoice.original.number if invoice.original else "",
            "about": about,
            "days": invoice.texts.get("event_dates", ""),
            "ordered_by": invoice.texts.get("ordered_by", ""),
            "delivery": invoice.customer.delivery,
            "amounts": list(_amounts(invoice, language)),
            "invoice_number": "" if is_note else invoice.number,
            "due": format_day(due, language) if due else "",
            "iban": format_iban(str(invoice.texts.get("iban", ""))),
            "account_name": invoice.texts.get("account_name", ""),
            "order_number": invoice.order_number,
            "buyer_reference": invoice.reference if not invoice.registration else "",
        },
        attachments=document_attachments(invoice),
    )


def _amounts(invoice: Invoice, language: str) -> Iterator[AmountRow]:
    for line in invoice.lines.all():
        name = f"{plain(line.quantity, language)} × {line.name}"
        yield AmountRow(name, format_euros(line.net, language))
    yield AmountRow(_("Total excl. VAT"), format_euros(invoice.tax_exclusive, language))
    for part in invoice.vat.all():
        if part.category == "S":
            words = _("VAT %(percent)s%%") % {"percent": plain(part.percent, language)}
            yield AmountRow(words, format_euros(part.amount, language), is_muted=True)
        else:
            yield AmountRow(part.reason, format_euros(Decimal(0), language), is_muted=True)
    if invoice.rounding:
        yield AmountRow(_("Rounding"), format_euros(invoice.rounding, language), is_muted=True)
    whole = invoice.tax_inclusive + invoice.rounding
    yield AmountRow(_("Total incl. VAT"), format_euros(whole, language), is_total=True)
