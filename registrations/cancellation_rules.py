"""What cancelling costs from when on, by the rules that a registration keeps from its sign-up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from events.models import Event

Rules = Sequence[Mapping[str, str]]


@dataclass(frozen=True)
class Period:
    """Until and including ``last_day`` (None: to the end) cancelling costs this; nothing set: nothing.

    ``fee`` is euros without VAT for each participant, ``percent`` of what was to be paid. ``vat``
    is the category and rate of the costs, None: those of what was sold.
    """

    last_day: date | None
    fee: Decimal | None = None
    percent: Decimal | None = None
    vat: tuple[str, Decimal] | None = None


def rules_of(event: Event) -> list[dict[str, str]]:
    """The steps of an event as a registration keeps them."""
    return [
        {
            "days_before": str(step.days_before),
            "fee": str(step.fee or ""),
            "percent": str(step.percent or ""),
            "vat_category": step.vat_category,
            "vat_percent": str(step.vat_percent or ""),
        }
        for step in event.cancellation_steps.all()
    ]


def cancellation_periods(rules: Rules, first_day: date, today: date) -> list[Period]:
    """The periods from ``today`` on, the first being that of ``today``.

    ``rules`` are a registration's ``cancellation_rules``, ``first_day`` the event's.
    """
    steps = sorted(rules, key=lambda rule: -int(rule["days_before"]))
    begins = [first_day - timedelta(days=int(step["days_before"])) for step in steps]
    ends = [*(begin - timedelta(days=1) for begin in begins), None]
    periods = [Period(ends[0]), *(_period(step, end) for step, end in zip(steps, ends[1:], strict=True))]
    return [period for period in periods if period.last_day is None or period.last_day >= today]


def _period(rule: Mapping[str, str], last_day: date | None) -> Period:
    category = rule.get("vat_category", "")
    vat = (category, _amount(rule.get("vat_percent", "")) or Decimal(0)) if category else None
    return Period(last_day, _amount(rule["fee"]), _amount(rule["percent"]), vat)


def _amount(text: str) -> Decimal | None:
    return Decimal(text) if text else None
