"""How invoice numbers look, year by year; settled before the first is taken."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from flows.number_ranges import RangeRefused, settle_numbers
from lib.dates import day_in_zone
from payments.models import NumberRange
from payments.number_ranges import is_settled, ranges_of
from workspace.access import Desk, at_organisation
from workspace.finance import finance_tabs
from workspace.forms.number_ranges import NumberRangeForm
from workspace.frame import show


@at_organisation("invoices.change")
def number_ranges(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Show the ranges; a post settles one of them."""
    if desk.actor.reach("invoices.change") is not None:
        raise PermissionDenied
    today = day_in_zone(desk.now, desk.organisation.timezone)
    rows = ranges_of(desk.organisation.pk, today)
    posted = NumberRangeForm(request.POST) if request.method == "POST" else None
    status = 200
    if posted is not None:
        status = _settle(desk, posted)
        if status == 303:
            messages.success(request, _("Saved."))
            return HttpResponseRedirect(request.path, status=303)
    context = {
        "ranges": [_shown(row, posted) for row in rows],
        "posted": posted,
        "tabs": finance_tabs(desk, "number_ranges"),
        "tabs_label": _("Finance"),
    }
    return show(request, desk, "workspace/invoices/numbering.html", context, "number_ranges", status=status)


def _settle(desk: Desk, form: NumberRangeForm) -> int:
    """303 where it is done, else the status of the page that comes back."""
    if not form.is_valid():
        return 422
    values = form.cleaned_data
    try:
        settle_numbers(
            desk.organisation.pk,
            values["year"],
            values["begin"],
            values["first_number"],
            desk.now,
            actor=desk.actor,
        )
    except RangeRefused as refused:
        field, sentence = _refusal(refused.code)
        form.add_error(field, sentence)
        return 409 if refused.code == "in_use" else 422
    return 303


def _refusal(code: str) -> tuple[str, str]:
    return {
        "in_use": ("begin", _("A number of this year was used: its numbering stays as it is.")),
        "prefix": ("begin", _("Use letters, digits, hyphens and dots, and end in no digit.")),
        "prefix_used": ("begin", _("Another year has this, or is named in it.")),
        "first_number": ("first_number", _("Fill in a number from 1 on.")),
    }[code]


def _shown(row: NumberRange, posted: NumberRangeForm | None) -> dict[str, Any]:
    form = posted
    if posted is None or posted.data.get("year") != str(row.fiscal_year):
        initial = {"year": row.fiscal_year, "begin": row.prefix, "first_number": row.first_number}
        form = NumberRangeForm(initial=initial, auto_id=f"id_{row.fiscal_year}_%s")
    return {
        "range": row,
        "form": None if is_settled(row) else form,
        "next": f"{row.prefix}{row.next_number:04d}",
        "last": f"{row.prefix}{row.next_number - 1:04d}" if is_settled(row) else "",
        "first": f"{row.prefix}{row.first_number:04d}",
    }
