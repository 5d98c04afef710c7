"""The invoice of a sign-up: as part of the contact's confirmation, and on its own to who pays it."""

from __future__ import annotations

from django.utils.translation import gettext as _

from flows.mails.document import document_attachments
from flows.mails.prices import amount_rows
from flows.mails.story import Story
from flows.mails.writing import Draft
from lib.dates import format_day
from lib.identifiers import format_iban
from notifications.messages import Attachment
from payments.documents import store
from payments.models import Invoice, InvoiceDocument


def invoice_mail(story: Story, invoice: Invoice) -> Draft | None:
    """One invoice to accounts payable, without any secret link; None where nobody else is to get it."""
    address, billing = _sent_to(story), story.billing
    if billing is None or not address:
        return None
    subject = _("Invoice %(number)s: %(title)s, %(days)s") % {
        "number": invoice.number,
        "title": story.common["event_title"],
        "days": story.common["days"],
    }
    return Draft(
        key=f"invoice:{invoice.pk}",
        kind="invoice",
        template="registration/invoice",
        subject=subject,
        to_address=address,
        to_name=billing.attention or billing.organisation,
        values={
            **story.common,
            **invoice_values(story),
            "delivery": invoice.customer.delivery,
        },
        attachments=document_attachments(invoice),
    )


def invoice_values(story: Story) -> dict[str, object]:
    """What a mail says about paying; nothing for what is free."""
    invoice, billing, organisation = story.invoice, story.billing, story.event.organisation
    if billing is None:
        return {}
    due = invoice.due_date if invoice else None
    return {
        "amounts": amount_rows(story.registered.quote, story.voice.language),
        "invoice_number": invoice.number if invoice else "",
        "is_paid": invoice is not None and bool(invoice.prepaid) and not invoice.payable,
        "due": format_day(due, story.voice.language) if due else "",
        "iban": format_iban(organisation.iban) if organisation.iban else "",
        "account_name": organisation.account_name or organisation.seller_name,
        "order_number": billing.order_number,
        "buyer_reference": billing.reference,
        "number_follows": billing.number_follows and invoice is None,
        "number_wanted": billing.number_wanted and invoice is None,
        "invoice_sent_to": _sent_to(story) if invoice else "",
    }


def document_attachment(invoice: Invoice) -> Attachment:
    """The stored PDF of an invoice or credit note, with the UBL in it; the mail waits until it is there."""
    is_note = invoice.type_code == Invoice.TypeCode.CREDIT_NOTE
    name = _("Credit-note-%(number)s.pdf") if is_note else _("Invoice-%(number)s.pdf")
    name %= {"number": invoice.number.replace("/", "-")}
    key = store.document_key(invoice, InvoiceDocument.Format.PDF)
    return Attachment(name, "application/pdf", "invoice", key)


def _sent_to(story: Story) -> str:
    """The address that the invoice goes to besides the contact's."""
    address = story.billing.email if story.billing else ""
    return "" if address == story.registration.contact_email else address
