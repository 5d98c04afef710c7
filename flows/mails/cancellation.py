"""What cancelling costs until when, by the rules that held at the sign-up, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.utils.translation import gettext as _

from lib.dates import format_day
from lib.money import format_euros
from lib.vat import vat_amount
from payments.documents.wording import plain

ALL = Decimal(100)


@dataclass(frozen=True)
class Period:
    """Until and including ``last_day`` (None: to the end) cancelling costs this; nothing set: nothing.

    ``fee`` is euros without VAT for each participant, ``percent`` of what was to be paid.
    """

    last_day: date | None
    fee: Decimal | None = None
    percent: Decimal | None = None


def cancellation_periods(rules: Sequence[Mapping[str, str]], first_day: date, today: date) -> list[Period]:
    """The periods from ``today`` on; ``rules`` are a registration's ``cancellation_rules``."""
    steps = sorted(rules, key=lambda rule: -int(rule["days_before"]))
    begins = [first_day - timedelta(days=int(step["days_before"])) for step in steps]
    costs = [(None, None), *((_amount(step["fee"]), _amount(step["percent"])) for step in steps)]
    ends = [*(begin - timedelta(days=1) for begin in begins), None]
    periods = [Period(end, fee, percent) for end, (fee, percent) in zip(ends, costs, strict=True)]
    return [period for period in periods if period.last_day is None or period.last_day >= today]


def cancellation_text(
    periods: Sequence[Period], first_day: date, language: str, vat: tuple[str, Decimal]
) -> str:
    """One sentence in the active language, ``language``; ``vat`` is the category and percent of a fee."""
    *before, last = periods
    if not before:
        if last == Period(None):
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
        category, percent = vat
        net = format_euros(period.fee, language)
        if category != "S":
            return _("%(net)s (exempt from VAT) per person") % {"net": net}
        gross = format_euros(period.fee + vat_amount(period.fee, percent), language)
        return _("%(net)s excl. VAT (%(gross)s) per person") % {"net": net, "gross": gross}
    if period.percent is None or period.percent == ALL:
        return _("the full amount")
    return _("%(percent)s%% of the amount") % {"percent": plain(period.percent, language)}


def _amount(text: str) -> Decimal | None:
    return Decimal(text) if text else None
