"""What a cancellation does, in sentences of the active language: before it on a page, after it in a mail."""

from __future__ import annotations

from decimal import Decimal

from django.utils.translation import gettext as _

from flows.cancellation_plan import Plan
from lib.money import ZERO, format_euros
from payments.documents.wording import plain
from registrations.models import Line

ALL = Decimal(100)


def consequences(plan: Plan, language: str) -> list[str]:
    """Costs, credit note, what goes back, what is left to pay; nothing for what is free."""
    if not plan.parts and not plan.cost:
        return []
    return [text for text in (cost_text(plan, language), *_money_texts(plan, language)) if text]


def cost_text(plan: Plan, language: str) -> str:
    """What cancelling costs, and how that is reckoned."""
    if not plan.cost:
        return _("There are no cancellation costs.")
    told = {"total": format_euros(plan.cost, language), "how": _reckoned(plan, language)}
    if told["how"]:
        return _("The cancellation costs are %(total)s (%(how)s).") % told
    return _("The cancellation costs are %(total)s.") % told


def _money_texts(plan: Plan, language: str) -> list[str]:
    texts = []
    if plan.credited:
        texts.append(
            _("You receive a credit note of %(amount)s.") % {"amount": format_euros(plan.credited, language)}
        )
    if plan.other_costs:
        amount = format_euros(plan.other_costs, language)
        texts.append(_("For the costs you receive an invoice of %(amount)s.") % {"amount": amount})
    texts += _returned(plan, language)
    if plan.left_to_pay:
        amount = format_euros(plan.left_to_pay, language)
        texts.append(_("After that %(amount)s is left to pay.") % {"amount": amount})
    elif any(part.open_before > 0 for part in plan.parts):
        texts.append(_("After that there is nothing left to pay."))
    return texts


def _returned(plan: Plan, language: str) -> list[str]:
    texts = []
    by_hand = plan.to_return - plan.to_return_online
    if plan.to_return_online:
        amount = format_euros(plan.to_return_online, language)
        texts.append(_("You get %(amount)s back the way you paid it.") % {"amount": amount})
    if by_hand:
        amount = format_euros(by_hand, language)
        texts.append(_("You get %(amount)s back by bank transfer.") % {"amount": amount})
    return texts


def _reckoned(plan: Plan, language: str) -> str:
    """Return "6 × € 35,00 plus 21% btw", where it is that simple."""
    if plan.period.percent is not None:
        return _percent(plan, language)
    fee, number = plan.period.fee or ZERO, len(plan.costs.withheld) + len(plan.costs.others)
    others = plan.costs.others
    if others and not plan.costs.withheld:
        vat = {(cost.category, cost.percent) for cost in others}
        return _fee(number, fee, vat, language) if all(cost.net == fee for cost in others) else ""
    lines = [line for line in plan.lines if line.pk in plan.costs.withheld]
    if others or any(_withheld(plan, line) != fee for line in lines):
        return ""
    return _fee(number, fee, {(line.vat_category, line.vat_percent) for line in lines}, language)


def _fee(number: int, fee: Decimal, vat: set[tuple[str, Decimal]], language: str) -> str:
    if len(vat) != 1:
        return ""
    ((category, percent),) = vat
    told = {"number": number, "fee": format_euros(fee, language), "percent": plain(percent, language)}
    if category == "S":
        return _("%(number)s × %(fee)s plus %(percent)s%% VAT") % told
    return _("%(number)s × %(fee)s, without VAT") % told


def _percent(plan: Plan, language: str) -> str:
    whole = sum((part.whole.totals.payable for part in plan.parts), ZERO)
    if plan.period.percent == ALL:
        return _("the full amount")
    told = {"percent": plain(plan.period.percent or ZERO, language), "whole": format_euros(whole, language)}
    return _("%(percent)s%% of %(whole)s") % told


def _withheld(plan: Plan, line: Line) -> Decimal | None:
    """What is withheld of a line without VAT; None where its price is kept with it."""
    return None if line.price_includes_vat else plan.costs.withheld[line.pk]
