"""One invoice or credit note, and its files as they were stored."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from lib.dates import day_in_zone
from payments.access import document_bytes, find_invoice
from reports.invoice_card import InvoiceCard, Returned, invoice_card
from workspace.access import Desk, at_organisation
from workspace.finance import finance_tabs, vat_words
from workspace.frame import event_url, show
from workspace.views.money_concerns import concerns_of
from workspace.words import INVOICE_STATES, MAIL_STATES, MONEY_METHODS, REFUND_STATES

FILES = {"pdf": ("pdf", "application/pdf"), "xml": ("ubl", "application/xml")}


@at_organisation("invoices.view")
def invoice(request: HttpRequest, desk: Desk, number: str) -> HttpResponse:
    """Show the document, what became of it, and what this reader may do with it."""
    today = day_in_zone(desk.now, desk.organisation.timezone)
    card = invoice_card(desk.actor, desk.organisation.pk, number, today)
    if card is None:
        raise Http404
    row = card.invoice
    participants = event_url(row.event, "participants") if row.event else ""
    context = {
        "card": card,
        "invoice": row,
        "badge": INVOICE_STATES[card.state],
        "lines": [(part, vat_words(part.line.vat_category, part.line.vat_percent)) for part in card.lines],
        "vat": [(part, vat_words(part.category, part.percent)) for part in card.vat],
        "notes": [(note, invoice_url(desk, note.number)) for note in card.credit_notes],
        "original_url": invoice_url(desk, row.original.number) if row.original else "",
        "received": [(part, MONEY_METHODS[part.method]) for part in card.received],
        "returned": [_returned(desk, card, part) for part in card.returned],
        "mails": [(mail, MAIL_STATES[mail.state]) for mail in card.mails],
        "files": {suffix: file_url(desk, number, suffix) for suffix in FILES},
        "invoiced_event": row.event,
        "participants_url": f"{participants}?q={row.registration.reference}" if row.registration else "",
        "customer_url": reverse("workspace:customer", args=[desk.organisation.slug, row.customer.number]),
        "acts": _acts(desk, card),
        "may_change": desk.actor.may("invoices.change", row.event_id),
        "concerns": concerns_of(desk, row),
        "list_url": reverse("workspace:invoices", args=[desk.organisation.slug]),
        "tabs": finance_tabs(desk, "invoices"),
        "tabs_label": _("Finance"),
    }
    return show(request, desk, "workspace/invoices/invoice.html", context, "invoices")


@at_organisation("invoices.view")
def invoice_file(_request: HttpRequest, desk: Desk, number: str, extension: str) -> HttpResponse:
    """Send the stored bytes; those that are still being made are the same already."""
    if extension not in FILES:
        raise Http404
    file_format, content_type = FILES[extension]
    row = find_invoice(desk.actor, desk.organisation.pk, number)
    if row is None:
        raise Http404
    content = document_bytes(row, file_format)
    headers = {"Content-Disposition": f'inline; filename="{number}.{extension}"'}
    return HttpResponse(content, content_type=content_type, headers=headers)


def invoice_url(desk: Desk, number: str, act: str = "invoice") -> str:
    """The address of an invoice, or of an act on it by its URL name."""
    return reverse(f"workspace:{act}", args=[desk.organisation.slug, number])


def file_url(desk: Desk, number: str, extension: str) -> str:
    """The address of a stored file."""
    return reverse("workspace:invoice_file", args=[desk.organisation.slug, number, extension])


def _returned(desk: Desk, card: InvoiceCard, part: Returned) -> dict[str, Any]:
    row = card.invoice
    may = part.waits_for_a_person and desk.actor.may("invoices.change", row.event_id)
    args = [desk.organisation.slug, row.number, part.id]
    return {
        "part": part,
        "method": MONEY_METHODS[part.method],
        "badge": REFUND_STATES[part.state],
        "url": reverse("workspace:invoice_repaid", args=args) if may else "",
    }


def _acts(desk: Desk, card: InvoiceCard) -> list[dict[str, Any]]:
    """What may be done with it now, the first being what is most likely wanted."""
    row, balance = card.invoice, card.balance
    if card.is_credit_note or not desk.actor.may("invoices.change", row.event_id):
        return []
    acts = [
        ("invoice_refund", _("Pay back"), balance.to_return > 0),
        ("invoice_paid", _("Note as paid"), balance.to_pay > 0),
        ("invoice_credit", _("Credit"), balance.credited < card.charged),
        ("invoice_refund", _("Pay back"), balance.paid > 0 and not balance.to_return),
    ]
    return [{"url": invoice_url(desk, row.number, name), "label": label} for name, label, may in acts if may]
