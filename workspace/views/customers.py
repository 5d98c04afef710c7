"""Who pays: the list, one customer with its statement, taking on and changing."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from flows.customers import add_customer, change_customer
from lib.dates import day_in_zone
from lib.plain_text import without_controls
from organisations.models import Customer
from reports.customer_history import customer_history
from reports.customer_list import ListedCustomer, customer_page, find_customer, likenesses_of
from reports.customer_statement import customer_statement
from workspace.access import Desk, at_organisation
from workspace.finance import finance_tabs
from workspace.forms.customers import CustomerForm, values_of
from workspace.forms.invoice_query import wanted_invoices_in
from workspace.frame import show
from workspace.words import ENTRY_KINDS

LONGEST = 200


@at_organisation("customers.view")
def customers(request: HttpRequest, desk: Desk) -> HttpResponse:
    """List the customers by name, with what they have to pay."""
    today = day_in_zone(desk.now, desk.organisation.timezone)
    q = " ".join(without_controls(request.GET.get("q", ""))[:LONGEST].split())
    after = request.GET.get("after", "")
    page = customer_page(desk.actor, desk.organisation.pk, q, today, after)
    context = {
        "q": q,
        "page": page,
        "rows": [_row(desk, row) for row in page.rows],
        "first_url": _query(q) if after else "",
        "next_url": _query(q, page.next_key) if page.next_key else "",
        "may_add": desk.actor.reach("customers.change") is None,
        **around(desk),
    }
    return show(request, desk, "workspace/customers/page.html", context, "customers")


@at_organisation("customers.view")
def customer(request: HttpRequest, desk: Desk, customer_number: int) -> HttpResponse:
    """Show one customer with its statement over the period that is asked for (none: all of it)."""
    row = found_customer(desk, customer_number)
    today = day_in_zone(desk.now, desk.organisation.timezone)
    asked = wanted_invoices_in(request.GET, today)
    begin, end = (asked.begin, asked.end) if "from" in request.GET or "to" in request.GET else (None, None)
    statement = customer_statement(row, begin, end, today)
    may_change = desk.actor.reach("customers.change") is None
    context = {
        "customer": row,
        "begin": begin,
        "end": end,
        "statement": statement,
        "entries": [
            (entry, ENTRY_KINDS[entry.kind], _invoice(desk, entry.number)) for entry in statement.entries
        ],
        "open": [(part, _invoice(desk, part.number)) for part in statement.open],
        "likenesses": [(other, customer_url(desk, other)) for other, _reason in likenesses_of(row)],
        "history": customer_history(row),
        "merged_url": customer_url(desk, row.merged_into) if row.merged_into else "",
        "edit_url": customer_url(desk, row, "customer_edit") if may_change and not row.merged_into else "",
        "merge_url": customer_url(desk, row, "customer_merge") if may_change and not row.merged_into else "",
        "invoice_url": _new_invoice(desk, row) if desk.actor.reach("invoices.change") is None else "",
        **around(desk),
    }
    return show(request, desk, "workspace/customers/customer.html", context, "customers")


@at_organisation("customers.change")
def customer_new(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Take on somebody who has not signed up: a sponsor, a buyer of books."""
    if desk.actor.reach("customers.change") is not None:
        raise PermissionDenied
    form = CustomerForm(request.POST or None, initial={"country": "NL"})
    if request.method == "POST" and form.is_valid():
        row = add_customer(desk.organisation.pk, form.cleaned_data, desk.now, actor=desk.actor)
        return HttpResponseRedirect(customer_url(desk, row), status=303)
    context = {"form": form, "customer_url": "", **around(desk)}
    return show(request, desk, "workspace/customers/edit.html", context, "customers", status=_status(form))


@at_organisation("customers.change")
def customer_edit(request: HttpRequest, desk: Desk, customer_number: int) -> HttpResponse:
    """Change what is known of a customer."""
    row = found_customer(desk, customer_number, "customers.change")
    if row.merged_into:
        return HttpResponseRedirect(customer_url(desk, row))
    form = CustomerForm(request.POST or None, initial=values_of(row))
    if request.method == "POST" and form.is_valid():
        changed = change_customer(row.pk, form.cleaned_data, desk.now, actor=desk.actor)
        messages.success(request, _("Saved.") if changed else _("Nothing was changed."))
        return HttpResponseRedirect(customer_url(desk, row), status=303)
    context = {"customer": row, "form": form, "customer_url": customer_url(desk, row), **around(desk)}
    return show(request, desk, "workspace/customers/edit.html", context, "customers", status=_status(form))


def customer_url(desk: Desk, row: Customer, name: str = "customer") -> str:
    """The address of a customer, or of an act on it by its URL name."""
    return reverse(f"workspace:{name}", args=[desk.organisation.slug, row.number])


def found_customer(desk: Desk, number: int, capability: str = "customers.view") -> Customer:
    """The customer with that number. Raises Http404 where this reader may not see it."""
    row = find_customer(desk.actor, desk.organisation.pk, number, capability)
    if row is None:
        raise Http404
    return row


def _row(desk: Desk, row: ListedCustomer) -> dict[str, Any]:
    return {"listed": row, "customer": row.customer, "url": customer_url(desk, row.customer)}


def around(desk: Desk) -> dict[str, Any]:
    """What stands around every page about customers."""
    return {
        "list_url": reverse("workspace:customers", args=[desk.organisation.slug]),
        "tabs": finance_tabs(desk, "customers"),
        "tabs_label": _("Finance"),
    }


def _invoice(desk: Desk, number: str) -> str:
    return reverse("workspace:invoice", args=[desk.organisation.slug, number]) if number else ""


def _new_invoice(desk: Desk, row: Customer) -> str:
    return f"{reverse('workspace:invoice_new', args=[desk.organisation.slug])}?customer={row.number}"


def _query(q: str, after: str = "") -> str:
    return f"?{urlencode({name: text for name, text in (('q', q), ('after', after)) if text})}"


def _status(form: CustomerForm) -> int:
    return 422 if form.is_bound else 200
