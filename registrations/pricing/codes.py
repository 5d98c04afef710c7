"""What a code takes off the lines of a sign-up: plain values in, lines with their allowances out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from lib.money import ZERO, spread

if TYPE_CHECKING:
    from registrations.pricing.quote import PricedLine

SOLD = frozenset({"admission", "stand", "addon"})


@dataclass(frozen=True)
class CodeRule:
    """A code as it was typed, in capitals, and what it does to lines that it is for.

    ``effect`` and ``counts`` are as of events.models.Code; ``value`` is a percentage, or euros the
    way each price is kept. Without ``ticket_ids`` it is for all that is sold but free staff. A rule
    that does not hold (unknown, switched off, not in its period, not for this ``audience``: ``holds``
    False) does nothing.
    """

    text: str
    id: int = 0
    effect: str = "none"
    value: Decimal = ZERO
    counts: str = "participants"
    ticket_ids: frozenset[int] = frozenset()
    partnership_id: int | None = None
    audience: str = ""
    holds: bool = True
    is_for_others: bool = False

    @property
    def reason(self) -> str:
        """What documents say of the allowance (BT-139)."""
        return f"Code {self.text}"

    def is_for(self, line: PricedLine) -> bool:
        """Whether it may touch a line."""
        if self.ticket_ids:
            return line.ticket.id in self.ticket_ids
        return line.ticket.kind in SOLD

    def takes_off_each(self, line: PricedLine) -> bool:
        """Whether it takes something off this line by itself; a price for admissions is none for extras."""
        if not self.is_for(line) or self.effect not in ("percent", "free", "price"):
            return False
        return self.effect != "price" or line.ticket.kind != "addon" or bool(self.ticket_ids)

    @property
    def comes_along(self) -> bool:
        """Whether it is used where something else is cheaper too: it says by whom people come."""
        return self.effect == "none" or self.partnership_id is not None


def lay_amount(
    rule: CodeRule, lines: Sequence[PricedLine], rests: Mapping[int, Decimal]
) -> dict[int, Decimal]:
    """Lay an amount off the sign-up on what is left of lines (by their place), none below zero.

    The same in whichever order they were typed.
    """
    order = sorted(rests, key=lambda number: (-rests[number], lines[number].ticket.rank, lines[number].text))
    weights = [rests[number] for number in order]
    parts = spread(min(rule.value, sum(weights, ZERO)), weights)
    return dict(zip(order, parts, strict=True))


def owners_of_uses(rule: CodeRule, lines: Sequence[PricedLine], using: Sequence[int]) -> list[int]:
    """Which of the lines (places) that are ``using`` a code own its uses.

    The first of each person does, or of the whole sign-up where that is what it counts.
    """
    if rule.counts == "sign_ups":
        return list(using[:1])
    first: dict[int | None, int] = {}
    for number in using:
        first.setdefault(lines[number].person, number)
    return list(first.values())
