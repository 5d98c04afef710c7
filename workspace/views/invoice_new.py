"""An invoice without a sign-up: first for whom, then what, then looked at, then issued."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from events.access import events_of
from flows.loose_invoice import LooseRefused, invoice_loosely
from lib.dates import day_in_zone
from lib.plain_text import without_controls
from lib.vat import Totals
from organisations.models import Customer
from payments.loose import check_loose
from reports.customer_list import customer_page, find_customer
from workspace.access import Desk, at_organisation
from workspace.finance import finance_tabs, vat_words
from workspace.forms.loose_invoice import REFUSALS, LineForm, LooseForm, line_forms
from workspace.frame import show
from workspace.views.customers import customer_url
from workspace.views.invoice import invoice_url

FOUND = 10
LONGEST = 200


@at_organisation("invoices.change")
def invoice_new(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Ask for whom; then show the form, its totals, and issue it where that is confirmed."""
    if desk.actor.reach("invoices.change") is not None:
        raise PermissionDenied
    sent = request.POST if request.method == "POST" else request.GET
    customer = _customer(desk, sent.get("customer", ""))
    if customer is None:
        return _ask_for_whom(request, desk)
    posted = request.POST if request.method == "POST" else None
    events = list(events_of(desk.organisation.pk, None).order_by("-begins_at"))
    form = LooseForm(posted, events=events, wants_number=customer.needs_order_number)
    lines = line_forms(posted)
    totals: Totals | None = None
    status, problem = 200, ""
    if posted is not None:
        status, totals, problem = _look(form, lines, customer)
        if status == 200 and posted.get("confirm") == "on":
            filled = [line for line in lines if not line.is_empty]
            issued = invoice_loosely(
                customer, form.invoice(filled), form.chosen_event, desk.now, actor=desk.actor
            )
            messages.success(request, _("Invoice %(number)s is issued.") % {"number": issued.number})
            return HttpResponseRedirect(invoice_url(desk, issued.number), status=303)
    context = {
        "customer": customer,
        "customer_url": customer_url(desk, customer),
        "form": form,
        "lines": lines,
        "totals": totals,
        "vat": [(part, vat_words(part.category, part.percent)) for part in totals.subtotals]
        if totals
        else [],
        "problem": problem,
        "term": customer.payment_term_days or desk.organisation.payment_term_days,
        **_around(desk),
    }
    return show(request, desk, "workspace/invoices/new.html", context, "invoices", status=status)


def _look(form: LooseForm, lines: list[LineForm], customer: Customer) -> tuple[int, Totals | None, str]:
    """The status of the page that comes back, the totals where it adds up, and what is wrong as a whole."""
    filled = [line for line in lines if not line.is_empty]
    if not all([form.is_valid(), *(line.is_valid() for line in filled)]):
        return 422, None, ""
    if not filled:
        return 422, None, _("Fill in at least one line.")
    try:
        return 200, check_loose(customer, form.invoice(filled)), ""
    except LooseRefused as refused:
        sentence = str(REFUSALS[refused.code])
        if refused.code not in form.fields:
            return 422, None, sentence
        form.add_error(refused.code, sentence)
        return 422, None, ""


def _customer(desk: Desk, number: str) -> Customer | None:
    if not number.isdecimal() or len(number) > 18:
        return None
    found = find_customer(desk.actor, desk.organisation.pk, int(number))
    return found.merged_into or found if found else None


def _ask_for_whom(request: HttpRequest, desk: Desk) -> HttpResponse:
    q = " ".join(without_controls(request.GET.get("q", ""))[:LONGEST].split())
    today = day_in_zone(desk.now, desk.organisation.timezone)
    page = customer_page(desk.actor, desk.organisation.pk, q, today)
    here = reverse("workspace:invoice_new", args=[desk.organisation.slug])
    rows = [row.customer for row in page.rows[:FOUND]]
    context: dict[str, Any] = {
        "q": q,
        "found": [(row, f"{here}?customer={row.number}") for row in rows],
        "more": page.count - len(rows),
        **_around(desk),
    }
    return show(request, desk, "workspace/invoices/for_whom.html", context, "invoices")


def _around(desk: Desk) -> dict[str, Any]:
    return {
        "list_url": reverse("workspace:invoices", args=[desk.organisation.slug]),
        "customer_new_url": reverse("workspace:customer_new", args=[desk.organisation.slug]),
        "tabs": finance_tabs(desk, "invoices"),
        "tabs_label": _("Finance"),
    }
