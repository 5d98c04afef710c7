"""The cheapest way to pay for one line, of the rules that may go together on it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from decimal import Decimal

from registrations.pricing.rules import ORDER, rest_of


@dataclass(frozen=True)
class Step:
    """What takes something off; ``rule_id`` where it takes one of the places that a rule has."""

    kind: str
    effect: str
    value: Decimal
    reason: str
    rule_id: int = 0


@dataclass(frozen=True)
class Way:
    """What is left to pay after ``steps``, those that took nothing off apart."""

    rest: Decimal
    steps: tuple[Step, ...] = ()

    def then(self, steps: Iterable[Step]) -> Way:
        """The best of ``steps`` after this; this, where none takes anything off."""
        further = [Way(rest_of(self.rest, s.effect, s.value), (*self.steps, s)) for s in steps]
        return min([self, *further], key=lambda way: way.rest)

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds of what takes something off."""
        return frozenset(step.kind for step in self.steps)


Steps = dict[str, list[Step]]


def best_way(price: Decimal, steps: Steps, together: Collection[str]) -> Way:
    """The cheapest way by steps (by their kind) of which kinds that go ``together`` may be in a row.

    Any other kind stands alone. One step of a kind at most; of equal ways the shortest, then the
    first in order.
    """
    row = Way(price)
    alone = []
    for kind in ORDER:
        if kind in together:
            row = row.then(steps.get(kind, ()))
        else:
            alone.append(Way(price).then(steps.get(kind, ())))
    return min([*alone, row], key=lambda way: (way.rest, len(way.steps)))


def way_with(step: Step, price: Decimal, steps: Steps, together: Collection[str]) -> Way:
    """The cheapest way that has ``step``."""
    if step.kind not in together:
        return Way(price).then([step])
    row = Way(price)
    for kind in ORDER:
        if kind in together:
            row = row.then([step] if kind == step.kind else steps.get(kind, ()))
    return row
