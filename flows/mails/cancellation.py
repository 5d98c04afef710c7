"""What cancelling costs until when, by the rules that held at the sign-up, in words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from lib.dates import format_day
from lib.money import format_euros
from lib.vat import vat_amount
from payments.documents.wording import plain
from registrations.cancellation_rules import Period, cancellation_periods

__all__ = ["cancellation_periods", "cancellation_text"]
ALL = Decimal(100)


def cancellation_text(
    periods: Sequence[Period], first_day: date, language: str, vat: tuple[str, Decimal]
) -> str:
    """One sentence in the active language, ``language``; ``vat`` is the category and percent of a fee."""
    *before, last = periods
    if not before:
        if last.fee is None and last.percent is None:
            return _("Cancelling is free of charge.")
        return _("If you cancel, you pay %(cost)s.") % {"cost": _cost(last, language, vat)}
    steps = [
        _("until %(day)s, 23:59, %(price)s")
        % {
            "day": format_day(period.last_day, language, year=period.last_day.year != first_day.year),
            "price": _price(period, language, vat),
        }
        for period in before
        if period.last_day is not None
    ]
    joined = ", ".join(steps)
    return _("You may cancel %(steps)s; after that you pay %(cost)s.") % {
        "steps": joined,
        "cost": _cost(last, language, vat),
    }


def _price(period: Period, language: str, vat: tuple[str, Decimal]) -> str:
    if period.fee is None and period.percent is None:
        return _("free of charge")
    return _("for %(cost)s") % {"cost": _cost(period, language, vat)}


def _cost(period: Period, language: str, vat: tuple[str, Decimal]) -> str:
    if period.fee is not None:
        category, percent = period.vat or vat
        net = format_euros(period.fee, language)
        if category != "S":
            return _("%(net)s (exempt from VAT) per person") % {"net": net}
        gross = format_euros(period.fee + vat_amount(period.fee, percent), language)
        return _("%(net)s excl. VAT (%(gross)s) per person") % {"net": net, "gross": gross}
    if period.percent is None or period.percent == ALL:
        return _("the full amount")
    return _("%(percent)s%% of the amount") % {"percent": plain(period.percent, language)}
