"""Invoices that wait for the payer's order number: finance fills it in, or waits no longer."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from flows.order_number import invoice_what_waits, read_number
from reports.waiting_invoices import waiting_invoices
from workspace.access import Desk, at_organisation
from workspace.finance import finance_tabs
from workspace.frame import show


@at_organisation("invoices.change")
def waiting(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Show what waits; a post issues the invoice of one of them, with ``order_number`` or without."""
    rows = waiting_invoices(desk.actor, desk.organisation.pk)
    if request.method == "POST":
        chosen = next((row for row in rows if str(row.id) == request.POST.get("id", "")), None)
        if chosen is None:
            raise Http404
        number = read_number(request.POST.get("order_number", ""))
        invoice = invoice_what_waits(chosen.id, number, desk.now, actor=desk.actor)
        if invoice is not None:
            messages.success(request, _("Invoice %(number)s was made.") % {"number": invoice.number})
        return HttpResponseRedirect(request.path, status=303)
    context = {"rows": rows, "tabs": finance_tabs(desk, "waiting"), "tabs_label": _("Finance")}
    return show(request, desk, "workspace/invoices/waiting.html", context, "invoices")
