"""The VAT that an organiser chooses from."""

from __future__ import annotations

from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from events.kinds.base import EXEMPT, STANDARD_VAT, VatRule

VAT_RULES = {"21": STANDARD_VAT, "9": VatRule("S", Decimal(9)), "exempt": EXEMPT}
VAT_CHOICES = [("21", _("21 %")), ("9", _("9 %")), ("exempt", _("exempt from VAT"))]


def vat_name(rule: VatRule) -> str:
    """The choice that is that rule; the first where it is none of them."""
    return next((name for name, known in VAT_RULES.items() if known == rule), "21")
