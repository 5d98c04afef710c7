"""The price that an organiser agreed with somebody: plain values in, lines with their allowances out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from lib.money import ZERO, euros
from lib.vat import net_from_gross

if TYPE_CHECKING:
    from registrations.pricing.catalogue import Catalogue
    from registrations.pricing.quote import PricedLine


@dataclass(frozen=True)
class SpecialPrice:
    """What each admission costs (the stand, where one is taken) whatever a code gives, and why.

    ``price`` is euros the way the ticket's price is kept; documents say ``reason`` of the allowance
    (BT-139).
    """

    price: Decimal
    reason: str

    def touched(self, lines: Sequence[PricedLine]) -> list[int]:
        """The places of those of ``lines`` that it is for."""
        kind = "stand" if any(line.stand is not None for line in lines) else "admission"
        return [number for number, line in enumerate(lines) if line.ticket.kind == kind]


def apply_special_price(
    special: SpecialPrice, lines: Sequence[PricedLine], catalogue: Catalogue
) -> list[PricedLine]:
    """Give the lines that it is for that price, none more than its own; the others stay as they were."""
    found = list(lines)
    for number in special.touched(lines):
        line = lines[number]
        allowance = max(line.ticket.price - kept_as(special.price, line, catalogue), ZERO)
        reason = special.reason if allowance else ""
        found[number] = replace(line, allowance=allowance, allowance_reason=reason, rule_ids=())
    return found


def kept_as(amount: Decimal, line: PricedLine, catalogue: Catalogue) -> Decimal:
    """Euros as the line's price is kept: an amount with VAT loses it where that is reverse-charged."""
    listed = catalogue.ticket(line.ticket.slug)
    if listed is None or not listed.includes_vat or line.ticket.includes_vat:
        return amount
    return euros(net_from_gross(amount, listed.percent))
