"""By which accounts, VAT codes and cost centres the bookkeeping knows what is sold."""

from __future__ import annotations

from datetime import timedelta

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from events.access import events_of
from events.models import Event
from flows.bookkeeping import CodeRefused, settle_books, settle_centres
from payments.bookkeeping import RATES, books_of, cost_centres_of
from workspace.access import Desk, at_organisation
from workspace.finance import finance_tabs, vat_words
from workspace.forms.bookkeeping import CodesForm, CostCentresForm
from workspace.frame import show

RECENT = timedelta(days=550)  # a fiscal year, and the time in which its books are closed


@at_organisation("invoices.change")
def bookkeeping(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Show what is settled; a post settles the codes, or the cost centres."""
    if desk.actor.reach("invoices.change") is not None:
        raise PermissionDenied
    part = request.POST.get("part", "")
    events = _recent(desk)
    settled = cost_centres_of([event.pk for event in events])
    codes = CodesForm(request.POST if part == "codes" else None, books_of(desk.organisation.pk).codes)
    centres = CostCentresForm(request.POST if part == "centres" else None, events, settled)
    posted: CodesForm | CostCentresForm = centres if part == "centres" else codes
    if posted.is_bound and _settle(desk, posted):
        messages.success(request, _("Saved."))
        return HttpResponseRedirect(request.path, status=303)
    rates = {name: vat_words(rate.category, rate.percent) for name, rate in RATES.items()}
    context = {
        "codes": codes,
        "table": codes.table(rates),
        "centres": centres,
        "posted": posted if posted.is_bound else None,
        "tabs": finance_tabs(desk, "bookkeeping"),
        "tabs_label": _("Finance"),
    }
    status = 422 if posted.is_bound or request.method == "POST" else 200
    return show(request, desk, "workspace/invoices/bookkeeping.html", context, "bookkeeping", status=status)


def _settle(desk: Desk, form: CodesForm | CostCentresForm) -> bool:
    if not form.is_valid():
        return False
    try:
        if isinstance(form, CodesForm):
            settle_books(desk.organisation.pk, form.codes(), desk.now, actor=desk.actor)
        else:
            settle_centres(desk.organisation.pk, form.codes(), desk.now, actor=desk.actor)
    except CodeRefused as refused:
        form.refuse(refused.key, refused.code)
        return False
    return True


def _recent(desk: Desk) -> list[Event]:
    rows = events_of(desk.organisation.pk).filter(ends_at__gte=desk.now - RECENT)
    return list(rows.order_by("-begins_at", "-pk"))
