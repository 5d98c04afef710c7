"""The invoices of an organisation, as a list with its totals and as files of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from lib.dates import day_in_zone, format_month, format_short_day
from reports.invoice_auditfile import Period
from reports.invoice_export import TYPES, export_invoices
from reports.invoice_list import (
    STATES,
    InvoicePage,
    ListedInvoice,
    Standing,
    WantedInvoices,
    invoice_page,
    wanted_invoices,
)
from reports.month_end import open_by_age, sum_of, vat_totals
from workspace.access import Desk, at_organisation
from workspace.finance import finance_tabs, vat_words
from workspace.forms.invoice_query import month_beside, query_of, wanted_invoices_in, whole_month
from workspace.frame import show
from workspace.views.money_concerns import concerns_of
from workspace.words import INVOICE_STATES


@at_organisation("invoices.view")
def invoices(request: HttpRequest, desk: Desk) -> HttpResponseBase:
    """Show a page of what is asked for with the totals of all of it, or send all of it as a file."""
    today = day_in_zone(desk.now, desk.organisation.timezone)
    wanted = wanted_invoices_in(request.GET, today)
    if "export" in request.GET:
        return _file(desk, wanted, request.GET["export"], today)
    after = request.GET.get("after", "")
    page = invoice_page(desk.actor, desk.organisation.pk, wanted, today, after)
    totals = vat_totals(wanted_invoices(desk.actor, desk.organisation.pk, wanted, today))
    context = {
        "tabs": finance_tabs(desk, "invoices"),
        "tabs_label": _("Finance"),
        "wanted": wanted,
        "page": page,
        "views": _views(wanted, page),
        "rows": [_row(desk, row, today) for row in page.rows],
        "totals": [(row, vat_words(row.category, row.percent)) for row in totals],
        "sum": sum_of(totals),
        "ages": open_by_age(desk.actor, desk.organisation.pk, today),
        "concerns": concerns_of(desk),
        "exports": {name: query_of(wanted, export=name) for name in TYPES},
        "all_url": query_of(WantedInvoices(wanted.begin, wanted.end)),
        "every_url": query_of(replace(wanted, begin=None, end=None)),
        "first_url": query_of(wanted) if after else "",
        "next_url": query_of(wanted, after=page.next_key) if page.next_key else "",
        "may_change": desk.actor.may("invoices.change"),
        "may_issue": desk.actor.reach("invoices.change") is None,
        **_period(wanted),
    }
    return show(request, desk, "workspace/invoices/page.html", context, "invoices")


def _views(wanted: WantedInvoices, page: InvoicePage) -> list[dict[str, Any]]:
    """All, and each state that something is in, with how many."""
    whole = sum(standing.count for standing in page.standings.values())
    views: list[tuple[str, object, int]] = [("", _("All"), whole)]
    for state in STATES:
        count = page.standings.get(state, Standing()).count
        if count or state == wanted.state:
            label = _("Credit notes") if state == "credit_note" else INVOICE_STATES[state].text
            views.append((state, label, count))
    return [
        {
            "label": str(label),
            "count": count,
            "url": query_of(wanted, state=state),
            "current": state == wanted.state,
        }
        for state, label, count in views
    ]


def _row(desk: Desk, row: ListedInvoice, today: date) -> dict[str, Any]:
    language = get_language() or "nl"
    other_year = row.issue_date.year != today.year
    due = format_short_day(row.due_date, language, year=other_year) if row.due_date and row.open > 0 else ""
    return {
        "invoice": row,
        "url": reverse("workspace:invoice", args=[desk.organisation.slug, row.number]),
        "day": format_short_day(row.issue_date, language, year=other_year),
        "due": due,
        "badge": INVOICE_STATES[row.state],
    }


def _period(wanted: WantedInvoices) -> dict[str, Any]:
    month, language = whole_month(wanted), get_language() or "nl"
    if month is None:
        return {"month": "", "months": []}
    beside = [month_beside(month, step) for step in (-1, 1)]
    links = [
        (
            _("To %(month)s") % {"month": format_month(first, language)},
            query_of(wanted, **{"from": first.isoformat(), "to": last.isoformat()}),
        )
        for first, last in beside
    ]
    return {"month": format_month(month, language), "months": links}


def _file(desk: Desk, wanted: WantedInvoices, file_format: str, today: date) -> HttpResponseBase:
    if file_format not in TYPES:
        raise Http404
    found = wanted_invoices(desk.actor, desk.organisation.pk, wanted, today)
    period = Period(wanted.begin, wanted.end, today)
    content_type, suffix = TYPES[file_format]
    content = export_invoices(found, file_format, desk.organisation, period)
    response = StreamingHttpResponse(content, content_type=content_type)
    begin, end = period.known(found)
    name = f"{slugify(_('Invoices'))}-{desk.organisation.slug}-{begin}-{end}.{suffix}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
