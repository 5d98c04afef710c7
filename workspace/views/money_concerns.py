"""Money that somebody in finance must look at, and noting that they did."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from flows.money_concerns import settle_concern
from payments import concerns as concern_codes
from payments.models import Invoice
from reports.money_concerns import MoneyConcern, money_concerns
from workspace.access import Desk, at_organisation
from workspace.finance import finance_tabs
from workspace.frame import show


@at_organisation("invoices.change")
def concerns(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Show all that is to be looked at; a post notes that one of them was, and leads back."""
    here = reverse("workspace:concerns", args=[desk.organisation.slug])
    if request.method == "POST":
        kind, row_id = request.POST.get("kind", ""), request.POST.get("id", "")
        shown = {(row.kind, str(row.id)) for row in money_concerns(desk.actor, desk.organisation.pk)}
        if (kind, row_id) not in shown:
            raise Http404
        settle_concern(desk.organisation.pk, kind, int(row_id), desk.now, actor=desk.actor)
        back = request.POST.get("back", "")
        safe = back.startswith("/") and url_has_allowed_host_and_scheme(back, None)
        return HttpResponseRedirect(back if safe else here, status=303)
    context = {
        "concerns": concerns_of(desk),
        "may_change": True,
        "tabs": finance_tabs(desk, "invoices"),
        "tabs_label": _("Finance"),
    }
    return show(request, desk, "workspace/invoices/concerns_page.html", context, "invoices")


def concerns_of(desk: Desk, invoice: Invoice | None = None) -> list[dict[str, Any]]:
    """What is to be looked at, in the organisation or about one invoice, with where it leads."""
    rows = money_concerns(desk.actor, desk.organisation.pk, invoice.pk if invoice else None)
    return [
        {"concern": row, "url": _url(desk, row) if invoice is None else "", "act_url": _act_url(desk, row)}
        for row in rows
    ]


def _act_url(desk: Desk, row: MoneyConcern) -> str:
    """What is to be paid back by a person is settled by noting that they did."""
    if row.code != concern_codes.BY_BANK or not row.invoice:
        return ""
    return reverse("workspace:invoice_repaid", args=[desk.organisation.slug, row.invoice, row.id])


def _url(desk: Desk, row: MoneyConcern) -> str:
    if row.invoice:
        return reverse("workspace:invoice", args=[desk.organisation.slug, row.invoice])
    if row.event_slug:
        place = reverse("workspace:participants", args=[desk.organisation.slug, row.event_slug])
        return f"{place}?q={row.reference}"
    return ""
