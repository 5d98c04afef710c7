"""What a code takes off the lines of a sign-up: plain values in, lines with their allowances out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from lib.money import ZERO, euros, spread

if TYPE_CHECKING:
    from registrations.pricing.quote import PricedLine

SOLD = frozenset({"admission", "stand", "addon"})


@dataclass(frozen=True)
class CodeRule:
    """A code as it was typed, in capitals, and what it does to lines that it is for.

    ``effect`` and ``counts`` are as of events.models.Code; ``value`` is a percentage, or euros the
    way each price is kept. Without ``ticket_ids`` it is for all that is sold but free staff. A rule
    that does not hold (unknown, switched off, not in its period: ``holds`` False) does nothing.
    """

    text: str
    id: int = 0
    effect: str = "none"
    value: Decimal = ZERO
    counts: str = "participants"
    ticket_ids: frozenset[int] = frozenset()
    partnership_id: int | None = None
    holds: bool = True

    @property
    def reason(self) -> str:
        """What documents say of the allowance (BT-139)."""
        return f"Code {self.text}"

    def is_for(self, line: PricedLine) -> bool:
        """Whether it may touch a line."""
        if self.ticket_ids:
            return line.ticket.id in self.ticket_ids
        return line.ticket.kind in SOLD


def apply_code(rule: CodeRule, lines: Sequence[PricedLine]) -> list[PricedLine]:
    """Take off what ``rule`` gives, no line below zero, and say which lines use it.

    A use is owned by the first line of each person (of the sign-up, where it counts sign-ups)
    that it is for. The lines keep their order.
    """
    touched = [number for number, line in enumerate(lines) if rule.holds and rule.is_for(line)]
    found = list(lines)
    for number, allowance in _allowances(rule, lines, touched).items():
        reason = rule.reason if allowance else ""
        found[number] = replace(found[number], allowance=allowance, allowance_reason=reason)
    for number in _owners(rule, lines, touched):
        found[number] = replace(found[number], uses_code=True)
    return found


def _allowances(rule: CodeRule, lines: Sequence[PricedLine], touched: Sequence[int]) -> dict[int, Decimal]:
    prices = {number: lines[number].ticket.price for number in touched}
    if rule.effect == "free":
        return prices
    if rule.effect == "percent":
        return {number: euros(price * rule.value / 100) for number, price in prices.items()}
    if rule.effect == "price":
        return {
            number: max(price - rule.value, ZERO)
            for number, price in prices.items()
            if lines[number].ticket.kind != "addon" or rule.ticket_ids
        }
    return _spread(rule.value, lines, touched) if rule.effect == "amount" else {}


def _spread(amount: Decimal, lines: Sequence[PricedLine], touched: Sequence[int]) -> dict[int, Decimal]:
    """Lay an amount off the sign-up on its lines: the same, whichever order they were typed in."""
    order = sorted(touched, key=lambda number: _rank(lines[number]))
    prices = [lines[number].ticket.price for number in order]
    parts = spread(min(amount, sum(prices, ZERO)), prices)
    return dict(zip(order, parts, strict=True))


def _rank(line: PricedLine) -> tuple[Decimal, str, Decimal, bool, str]:
    ticket = line.ticket
    return (-ticket.price, ticket.category, -ticket.percent, ticket.includes_vat, line.text)


def _owners(rule: CodeRule, lines: Sequence[PricedLine], touched: Sequence[int]) -> list[int]:
    if rule.counts == "sign_ups":
        return list(touched[:1])
    first: dict[int | None, int] = {}
    for number in touched:
        first.setdefault(lines[number].person, number)
    return list(first.values())
