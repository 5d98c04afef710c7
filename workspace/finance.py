"""What stands around every page about money: the parts of finance, and VAT in words."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from workspace.access import Desk


def finance_tabs(desk: Desk, current: str) -> list[dict[str, Any]]:
    """The parts of finance that this reader may open; none where it is one."""
    parts = {
        "invoices": (_("Invoices"), "invoices.view"),
        "customers": (_("Customers"), "customers.view"),
        "waiting": (_("Waiting for a number"), "invoices.change"),
        "number_ranges": (_("Numbering"), "invoices.change"),
        "bookkeeping": (_("Bookkeeping"), "invoices.change"),
    }
    tabs = [
        {
            "label": label,
            "url": reverse(f"workspace:{name}", args=[desk.organisation.slug]),
            "current": name == current,
            "count": None,
        }
        for name, (label, capability) in parts.items()
        if desk.actor.reach(capability) is None or name == "invoices"
    ]
    return tabs if len(tabs) > 1 else []


def vat_words(category: str, percent: Decimal) -> str:
    """A VAT category and rate: "21% btw", "Vrijgesteld", "Verlegd"."""
    words = {
        "S": _("VAT %(percent)s%%") % {"percent": f"{percent.normalize():f}"},
        "E": _("Exempt from VAT"),
        "AE": _("VAT reverse charge"),
        "Z": _("Zero rate"),
        "O": _("Outside Dutch VAT"),
        "": _("Rounding"),
    }
    return words[category]
