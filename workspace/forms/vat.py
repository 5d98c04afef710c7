"""The VAT that an organiser chooses from, and on what ground something is exempt."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from events.exemption import TRAINING, refuses
from events.kinds.base import EXEMPT, STANDARD_VAT, Kind, VatRule
from organisations.models import Organisation

VAT_RULES = {"21": STANDARD_VAT, "9": VatRule("S", Decimal(9)), "exempt": EXEMPT}
VAT_CHOICES = [("21", _("21 %")), ("9", _("9 %")), ("exempt", _("exempt from VAT"))]
COSTS_VAT_RULES: dict[str, VatRule | None] = {
    "": None,
    "21": STANDARD_VAT,
    "9": VatRule("S", Decimal(9)),
    "none": VatRule("O", Decimal(0)),
}
COSTS_VAT_CHOICES = [
    ("", _("as what was sold")),
    ("21", _("21 %")),
    ("9", _("9 %")),
    ("none", _("none: it is compensation")),
]
EXEMPTION: dict[str, Any] = {
    "label": _("If exempt: on what ground"),
    "choices": [
        ("", _("not exempt")),
        (TRAINING, _("training for a profession (art. 11 lid 1 onderdeel o Wet OB 1968)")),
    ],
    "required": False,
    "help_text": _("This ground stands on the invoice. It holds for organisations in the CRKBO."),
}
NOT_LISTED = _("Only an organisation in the CRKBO teaches without VAT, and yours is not in it on that day.")
NO_GROUND = _("Choose on what ground it is exempt: the law wants that on the invoice.")


def vat_name(rule: VatRule) -> str:
    """The choice that is that rule; the first where it is none of them."""
    return next((name for name, known in VAT_RULES.items() if known == rule), "21")


def costs_vat_name(rule: VatRule | None) -> str:
    """The choice that is that rule; that of what was sold where it is none of them."""
    return next((name for name, known in COSTS_VAT_RULES.items() if known == rule), "")


def check_exemption(form: forms.Form, kind: Kind, organisation: Organisation, day: date) -> None:
    """Say with the field where what is sold on ``day`` cannot be exempt, or not without a ground.

    A kind that teaches has its ground by itself.
    """
    rule = VAT_RULES.get(form.cleaned_data.get("vat", ""))
    if rule is not None and refuses(rule, organisation, day):
        form.add_error("vat", forms.ValidationError(NOT_LISTED, "invalid"))
    elif rule == EXEMPT and not kind.teaches and not form.cleaned_data.get("exemption"):
        form.add_error("exemption", forms.ValidationError(NO_GROUND, "invalid"))
