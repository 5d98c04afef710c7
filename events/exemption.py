"""Whether something may be sold without VAT, and on what ground."""

from __future__ import annotations

from datetime import date

from events.kinds.base import EXEMPT, VatRule
from organisations.models import Organisation

TRAINING = "training"
"""The ground that is known here: vocational training by a body in the CRKBO (art. 11-1-o Wet OB 1968)."""


def refuses(rule: VatRule, organisation: Organisation, day: date) -> bool:
    """Whether ``organisation`` may not sell without VAT on ``day``: the register does not list it."""
    return rule == EXEMPT and not organisation.is_crkbo_registered(day)
