"""Rules by which somebody pays less, as plain values, and what one of them leaves of a price."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from lib.money import ZERO, euros

if TYPE_CHECKING:
    from registrations.pricing.catalogue import Ticket
    from registrations.pricing.quote import PricedLine

ORDER: Final = ("early", "member", "group", "code")  # in which those that go together follow each other


@dataclass(frozen=True)
class PriceRule:
    """One rule of an event, of a kind of ``ORDER`` (not "code"), for each line that it is for.

    ``effect`` and ``value`` are as of a code; an amount is off one line. Without ``ticket_ids`` it is
    for all admissions. ``least`` people are needed. It holds for the ``first`` so many only, of which
    ``left`` are there (both None: for all). Documents say ``reason`` (BT-139); ``title`` and ``until``
    (UTC) are for showing it.
    """

    id: int
    kind: str
    effect: str
    value: Decimal
    reason: str
    ticket_ids: frozenset[int] = frozenset()
    least: int = 0
    counts: str = "sign_up"
    first: int | None = None
    left: int | None = None
    title: str = ""
    until: datetime | None = None

    def is_for(self, line: PricedLine) -> bool:
        """Whether it may touch a line."""
        if self.ticket_ids:
            return line.ticket.id in self.ticket_ids
        return line.ticket.kind == "admission"

    def counted(self, lines: Sequence[PricedLine], tickets: Sequence[Ticket]) -> int:
        """How many people of a sign-up count for ``least``: those who come by what it is for.

        Where that is none of the event's ``tickets`` that admit, but a stand or extras, all who come do.
        """
        admissions = [line for line in lines if line.ticket.kind == "admission"]
        names_any = any(ticket.kind == "admission" and ticket.id in self.ticket_ids for ticket in tickets)
        return sum(self.is_for(line) for line in admissions) if names_any else len(admissions)

    def listed(self) -> list[object]:
        """What was shown of it, for the digest of the list."""
        told = [str(self.value), sorted(self.ticket_ids), self.least, self.counts, self.first]
        return [self.id, self.kind, self.effect, *told]


def rest_of(price: Decimal, effect: str, value: Decimal) -> Decimal:
    """What is left of ``price`` euros by one effect, to the cent; never more than it, nor below zero.

    The more is left before, the more is left after: so the best of several is the best in a row too.
    """
    if effect == "free":
        return ZERO
    if effect == "percent":
        return price - euros(price * value / 100)
    if effect == "amount":
        return max(price - value, ZERO)
    return min(price, value) if effect == "price" else price
