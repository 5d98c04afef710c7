"""The cheapest that a sign-up can be by the event's rules: the same in whichever order it was typed.

Each line takes the way that leaves least of its price. Where a rule has few places, they go to
whom they gain most, all together (a line takes at most one such place). A code that takes an
amount off the sign-up is tried three ways: not at all, on all that it is for, and on what nothing
else made cheaper.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from registrations.pricing.assigning import assign
from registrations.pricing.codes import CodeRule, lay_amount, owners_of_uses
from registrations.pricing.grouping import group_pieces, totals_of
from registrations.pricing.rules import ORDER, PriceRule
from registrations.pricing.special import kept_as
from registrations.pricing.ways import Step, Steps, Way, best_way, way_with

if TYPE_CHECKING:
    from registrations.pricing.catalogue import Catalogue, Ticket
    from registrations.pricing.quote import PricedLine

Kinds = Callable[["PricedLine"], Collection[str]]


def discount(catalogue: Catalogue, lines: Sequence[PricedLine]) -> list[PricedLine]:
    """Take off each of ``lines`` what is best, with the reasons and the places and uses that it takes."""
    code = catalogue.code if catalogue.code and catalogue.code.holds else None
    rules = [rule for rule in catalogue.rules if _holds(catalogue, rule, lines)]
    if code is None and not rules:
        return list(lines)
    return _Sale(catalogue, rules, code, lines).cheapest()


def _holds(catalogue: Catalogue, rule: PriceRule, lines: Sequence[PricedLine]) -> bool:
    if rule.kind == "member" and not catalogue.is_member:
        return False
    before = catalogue.came_before if rule.counts == "customer" else 0
    return rule.least <= 1 or rule.counted(lines, catalogue.tickets) + before >= rule.least


@dataclass(frozen=True)
class _Alike:
    """The places of lines of one ticket type, the best way of each, and the best with each counted rule."""

    ticket: Ticket
    numbers: Sequence[int]
    way: Way
    counted: Sequence[Way]

    def gains(self) -> list[int]:
        """What each counted rule takes off further, with VAT, in ten-thousandths of a cent."""
        factor = 100 if self.ticket.includes_vat else 100 + self.ticket.percent
        return [int((self.way.rest - way.rest) * factor * 10000) for way in self.counted]


@dataclass(frozen=True)
class _Sale:
    """Lines to be sold by the ``rules`` that hold for them, and a ``code`` that does."""

    catalogue: Catalogue
    rules: Sequence[PriceRule]
    code: CodeRule | None
    lines: Sequence[PricedLine]

    def cheapest(self) -> list[PricedLine]:
        """The lines as cheap as they can be."""
        usual = self._ways(lambda _line: ORDER)
        if self.code is None or self.code.effect != "amount":
            return self._told(usual)
        if not self.rules:
            return self._laid(usual)
        narrow = self._ways(lambda line: self._beside_code if self._is_touched(line) else ORDER)
        return min((self._told(usual), self._laid(narrow), self._laid(usual)), key=_payable)

    @property
    def _beside_code(self) -> Collection[str]:
        """The kinds that a code goes with."""
        return self.catalogue.together if "code" in self.catalogue.together else ()

    def _is_touched(self, line: PricedLine) -> bool:
        return self.code is not None and self.code.is_for(line)

    def _ways(self, kinds: Kinds) -> list[Way]:
        """The way of each line by rules of the ``kinds`` that it may have."""
        counted = [rule for rule in self.rules if rule.left is not None]
        alike: dict[Ticket, list[int]] = {}
        for number, line in enumerate(self.lines):
            alike.setdefault(line.ticket, []).append(number)
        groups = [
            self._alike(numbers, counted, kinds(self.lines[numbers[0]]))
            for _, numbers in sorted(alike.items(), key=lambda pair: pair[0].rank)
        ]
        sizes, lefts = [len(group.numbers) for group in groups], [rule.left or 0 for rule in counted]
        found: dict[int, Way] = {}
        for group, share in zip(groups, assign(sizes, lefts, [g.gains() for g in groups]), strict=True):
            ways = [way for way, places in zip(group.counted, share, strict=True) for _ in range(places)]
            ways += [group.way] * (len(group.numbers) - len(ways))
            found |= dict(zip(group.numbers, ways, strict=True))
        return [found[number] for number in range(len(self.lines))]

    def _alike(self, numbers: Sequence[int], counted: Sequence[PriceRule], kinds: Collection[str]) -> _Alike:
        line, together = self.lines[numbers[0]], self.catalogue.together
        fitting = [rule for rule in self.rules if rule.kind in kinds and rule.is_for(line)]
        steps: Steps = {}
        for rule in fitting:
            if rule.left is None:
                steps.setdefault(rule.kind, []).append(self._step(rule, line))
        if self.code and self.code.takes_off_each(line):
            value = self._kept(self.code.effect, self.code.value, line)
            steps["code"] = [Step("code", self.code.effect, value, self.code.reason)]
        price = line.ticket.price
        usual = best_way(price, steps, together)
        ways = [
            way_with(self._step(rule, line), price, steps, together) if rule in fitting else usual
            for rule in counted
        ]
        return _Alike(line.ticket, numbers, usual, ways)

    def _step(self, rule: PriceRule, line: PricedLine) -> Step:
        value = self._kept(rule.effect, rule.value, line)
        return Step(rule.kind, rule.effect, value, rule.reason, rule.id if rule.left is not None else 0)

    def _kept(self, effect: str, value: Decimal, line: PricedLine) -> Decimal:
        return kept_as(value, line, self.catalogue) if effect in ("amount", "price") else value

    def _laid(self, ways: Sequence[Way]) -> list[PricedLine]:
        """With the amount of the code laid on lines that have nothing it cannot go with."""
        code = self.code
        beside = self._beside_code
        touched = [
            number
            for number, (line, way) in enumerate(zip(self.lines, ways, strict=True))
            if code is not None and code.is_for(line) and way.kinds <= frozenset(beside)
        ]
        found = list(ways)
        if code is not None:
            parts = lay_amount(code, self.lines, {number: ways[number].rest for number in touched})
            step = Step("code", code.effect, code.value, code.reason)
            for number, part in parts.items():
                if part:
                    found[number] = Way(ways[number].rest - part, (*ways[number].steps, step))
        return self._told(found)

    def _told(self, ways: Sequence[Way]) -> list[PricedLine]:
        """The lines, with what their ways take off and why, and who owns a use of the code."""
        told = [_with(line, way) for line, way in zip(self.lines, ways, strict=True)]
        code = self.code
        if code is None:
            return told
        using = [
            number
            for number, way in enumerate(ways)
            if code.is_for(self.lines[number]) and (code.comes_along or not way.steps or "code" in way.kinds)
        ]
        for number in owners_of_uses(code, self.lines, using):
            told[number] = replace(told[number], uses_code=True)
        return told


def _with(line: PricedLine, way: Way) -> PricedLine:
    if not way.steps:
        return line
    return replace(
        line,
        allowance=line.ticket.price - way.rest,
        allowance_reason="; ".join(step.reason for step in way.steps),
        rule_ids=tuple(step.rule_id for step in way.steps if step.rule_id),
    )


def _payable(lines: Sequence[PricedLine]) -> Decimal:
    return totals_of(group_pieces(line.piece for line in lines)).payable
