"""Making one customer of two: first look for the other, then see what it means, then do it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from flows.customers import NotTheSame, merge_customers
from lib.dates import day_in_zone
from lib.plain_text import without_controls
from organisations.models import Customer
from reports.customer_list import customer_page, find_customer, likenesses_of
from workspace.access import Desk, at_organisation
from workspace.forms.customers import MergeForm
from workspace.frame import show
from workspace.views.customers import around, customer_url, found_customer

FOUND, LONGEST = 10, 200


@at_organisation("customers.change")
def customer_merge(request: HttpRequest, desk: Desk, customer_number: int) -> HttpResponse:
    """Show who may be meant, then what it means to be one with them; a post does it."""
    gone = found_customer(desk, customer_number, "customers.change")
    sent = request.POST if request.method == "POST" else request.GET
    form = MergeForm(sent if request.method == "POST" or "into" in sent else None)
    kept = _kept(desk, form, gone) if form.is_bound and form.is_valid() else None
    status = 200
    if request.method == "POST":
        status = 422
        if kept and request.POST.get("confirm") == "on":
            try:
                merge_customers(gone.pk, kept.pk, desk.now, actor=desk.actor)
            except NotTheSame:
                status = 409
                form.add_error("into", _("These two cannot be made one: one of them was merged before."))
                kept = None
            else:
                messages.success(request, _("%(name)s is one customer now.") % {"name": kept.name})
                return HttpResponseRedirect(customer_url(desk, kept), status=303)
    q = " ".join(without_controls(request.GET.get("q", ""))[:LONGEST].split())
    found, more = ([], 0) if kept else _look_for(desk, gone, q)
    context = {
        "customer": gone,
        "kept": kept,
        "q": q,
        "found": found,
        "more": more,
        "problem": form.errors["into"][0] if form.is_bound and "into" in form.errors else "",
        "customer_url": customer_url(desk, gone),
        **around(desk),
    }
    return show(request, desk, "workspace/customers/merge.html", context, "customers", status=status)


def _kept(desk: Desk, form: MergeForm, gone: Customer) -> Customer | None:
    kept = find_customer(desk.actor, desk.organisation.pk, form.cleaned_data["into"], "customers.change")
    if kept is None or kept == gone:
        form.add_error("into", _("There is no other customer with this number."))
        return None
    return kept


def _look_for(desk: Desk, gone: Customer, q: str) -> tuple[list[tuple[Customer, bool]], int]:
    """Customers that it may be one with, those that are alike first, and how many are not shown."""
    alike = [] if q else [other for other, _reason in likenesses_of(gone)]
    page = customer_page(
        desk.actor, desk.organisation.pk, q, day_in_zone(desk.now, desk.organisation.timezone)
    )
    others = [row.customer for row in page.rows if row.customer != gone and row.customer not in alike]
    passed_over = len(page.rows) - len(others)
    shown = [(other, True) for other in alike] + [(other, False) for other in others[:FOUND]]
    return shown, page.count - passed_over - len(others[:FOUND])
