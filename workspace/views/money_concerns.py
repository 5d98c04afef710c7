"""Money that somebody in finance must look at, and noting that they did."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from flows.money_concerns import settle_concern
from flows.payment_decisions import AlreadyDecided, return_what_came, take_what_came
from payments import concerns as concern_codes
from payments.models import Invoice
from reports.money_concerns import MoneyConcern, money_concerns
from workspace.access import Desk, at_organisation
from workspace.finance import finance_tabs
from workspace.frame import show

DECISIONS = {"take": take_what_came, "return": return_what_came}


@at_organisation("invoices.change")
def concerns(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Show all that is to be looked at; a post notes that one of them was, and leads back."""
    here = reverse("workspace:concerns", args=[desk.organisation.slug])
    if request.method == "POST":
        _decide(desk, request.POST)
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


def _decide(desk: Desk, posted: QueryDict) -> None:
    """Do what was chosen about one of them; what somebody else decided a moment before stays so."""
    wanted = (posted.get("kind", ""), posted.get("id", ""))
    shown = money_concerns(desk.actor, desk.organisation.pk)
    found = next((row for row in shown if (row.kind, str(row.id)) == wanted), None)
    if found is None:
        raise Http404
    decision = posted.get("decision", "")
    if not found.is_to_decide:
        settle_concern(desk.organisation.pk, found.kind, found.id, desk.now, actor=desk.actor)
    elif decision in DECISIONS:
        with suppress(AlreadyDecided):
            DECISIONS[decision](found.id, desk.now, actor=desk.actor)


def concerns_of(desk: Desk, invoice: Invoice | None = None) -> list[dict[str, Any]]:
    """What is to be looked at, in the organisation or about one invoice, with where it leads."""
    rows = money_concerns(desk.actor, desk.organisation.pk, invoice.pk if invoice else None)
    return [
        {
            "concern": row,
            "url": _url(desk, row) if invoice is None else "",
            "act_url": _act_url(desk, row),
            "is_to_decide": row.is_to_decide,
        }
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
