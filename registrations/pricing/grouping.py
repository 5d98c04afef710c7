"""Equal lines together, as summaries and invoices have them, and what they add up to (design §4)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from lib.vat import DocumentLine, Totals, totals


@dataclass(frozen=True)
class Piece:
    """One line sold; ``price`` and ``allowance`` are euros, with VAT where ``includes_vat``."""

    text: str
    price: Decimal
    includes_vat: bool
    category: str
    percent: Decimal
    allowance: Decimal = Decimal("0.00")
    allowance_reason: str = ""


@dataclass(frozen=True)
class Group:
    """Pieces that differ at most in their allowance; ``numbers`` are their places in what was given."""

    piece: Piece
    numbers: tuple[int, ...]
    allowance: Decimal

    @property
    def quantity(self) -> int:
        """How many pieces."""
        return len(self.numbers)

    @property
    def amount(self) -> Decimal:
        """Euros for all pieces, the way the price is kept."""
        return self.quantity * self.piece.price - self.allowance


def group_pieces(pieces: Iterable[Piece]) -> list[Group]:
    """Put equal pieces together, in the order in which each first came, with the sum of allowances."""
    found: dict[tuple[object, ...], list[tuple[int, Piece]]] = {}
    for number, piece in enumerate(pieces):
        key = (
            piece.text,
            piece.price,
            piece.includes_vat,
            piece.category,
            piece.percent,
            piece.allowance_reason,
        )
        found.setdefault(key, []).append((number, piece))
    return [
        Group(
            same[0][1],
            tuple(number for number, _ in same),
            sum((piece.allowance for _, piece in same), Decimal("0.00")),
        )
        for same in found.values()
    ]


def totals_of(groups: Sequence[Group]) -> Totals:
    """The document that ``groups`` make: a line for each, in order."""
    return totals(
        DocumentLine(
            price=group.piece.price,
            category=group.piece.category,
            percent=group.piece.percent,
            quantity=Decimal(group.quantity),
            allowance=group.allowance,
            gross=group.piece.includes_vat,
        )
        for group in groups
    )
