"""Accounts and VAT codes as Dutch packages propose them: what holds until finance settles others."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

DEBTORS: Final = "1300"
VAT_TO_PAY: Final = "1500"
ROUNDED: Final = "4990"
HIGH: Final = Decimal(21)
OTHER: Final = "8090"
TURNOVER: Final[dict[str, str]] = {"S": "8000", "E": "8020", "AE": "8030", "Z": "8040", "O": "8050"}
TURNOVER_LOW: Final = "8010"
ACCOUNTS: Final[dict[str, str]] = {
    DEBTORS: "Debiteuren",
    VAT_TO_PAY: "Af te dragen btw",
    ROUNDED: "Afrondingsverschillen",
    "8000": "Omzet hoog tarief",
    TURNOVER_LOW: "Omzet laag tarief",
    "8020": "Omzet vrijgesteld van btw",
    "8030": "Omzet btw verlegd binnen de EU",
    "8040": "Omzet nultarief",
    "8050": "Omzet buiten de heffing",
    OTHER: "Overige omzet",
}


@dataclass(frozen=True)
class VatCode:
    """A VAT category (EN 16931) and rate: "S21", "S9", "E"."""

    category: str
    percent: Decimal

    def __str__(self) -> str:
        return f"{self.category}{self.percent.normalize():f}" if self.percent else self.category


def turnover_account(category: str, percent: Decimal) -> str:
    """The account of what was sold in that category and at that rate."""
    if category == "S" and percent < HIGH:
        return TURNOVER_LOW
    return TURNOVER.get(category, OTHER)
