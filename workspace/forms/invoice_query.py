"""What the invoice list is asked for, read from the query and written back into links.

Who names no period and looks for nothing gets the month of ``today``; an empty day is no limit.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from urllib.parse import urlencode

from django.http import QueryDict

from lib.plain_text import without_controls
from reports.invoice_list import WantedInvoices

LONGEST = 200


def wanted_invoices_in(query: QueryDict, today: date) -> WantedInvoices:
    """Read period, state, customer and search; what is not text or no day is passed over."""
    state, sought, customer = (_plain(query.get(name, "")) for name in ("state", "q", "customer"))
    begin, end = _day(query.get("from", "")), _day(query.get("to", ""))
    if not any((begin, end, sought, customer)) and "from" not in query and "to" not in query:
        begin, end = month_of(today)
    return WantedInvoices(begin, end, state, sought, customer)


def query_of(wanted: WantedInvoices, **changed: str) -> str:
    """Return "?from=2026-11-01&to=2026-11-30&state=open", with some parts changed; empty days stay."""
    parts = {
        "from": wanted.begin.isoformat() if wanted.begin else "",
        "to": wanted.end.isoformat() if wanted.end else "",
        "state": wanted.state,
        "q": wanted.q,
        "customer": wanted.customer,
        **changed,
    }
    return f"?{urlencode({name: text for name, text in parts.items() if text or name in ('from', 'to')})}"


def month_of(day: date) -> tuple[date, date]:
    """The first and the last day of the month that ``day`` is in."""
    return day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1])


def whole_month(wanted: WantedInvoices) -> date | None:
    """The first day of the month that the period is, where it is exactly one."""
    if wanted.begin and month_of(wanted.begin) == (wanted.begin, wanted.end):
        return wanted.begin
    return None


def month_beside(month: date, step: int) -> tuple[date, date]:
    """The month before (``step`` -1) or after (1)."""
    first, last = month_of(month)
    return month_of(first - timedelta(days=1) if step < 0 else last + timedelta(days=1))


def _plain(text: str) -> str:
    return " ".join(without_controls(text)[:LONGEST].split())


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(_plain(text))
    except ValueError:
        return None
