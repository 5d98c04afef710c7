"""What is for sale at one moment, as plain values."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from registrations.pricing.codes import CodeRule
from registrations.pricing.rules import PriceRule
from registrations.pricing.special import SpecialPrice


@dataclass(frozen=True)
class Ticket:
    """A ticket type as priced. ``price`` is euros, with VAT where ``includes_vat``.

    ``day_ids`` are the days that it admits to (all of the event's where it names none), ``session_ids``
    the sessions of those that everybody takes (all of them likewise). One that is ``behind_code`` is on
    sale for who typed a code that names it.
    """

    id: int
    slug: str
    kind: str
    title: str
    price: Decimal
    includes_vat: bool
    category: str
    percent: Decimal
    on_sale: bool = True
    minimum: int = 0
    maximum: int | None = None
    most_staff: int = 0
    day_ids: frozenset[int] = frozenset()
    session_ids: frozenset[int] = frozenset()
    behind_code: bool = False

    def takes(self, session_id: int) -> bool:
        """Whether it is for a session, of those that everybody takes."""
        return not self.session_ids or session_id in self.session_ids

    @property
    def rank(self) -> tuple[Decimal, str, Decimal, bool, str, int]:
        """Its place among others, the dearest first, whoever typed what when."""
        return (-self.price, self.category, -self.percent, self.includes_vat, self.slug, self.id)


@dataclass(frozen=True)
class Catalogue:
    """The ticket types of one event, in their order; ``stands`` maps a number to its size's ticket.

    ``code`` is the one that was typed, if any was; ``special`` what an organiser agreed. ``rules`` are
    the event's, of which kinds ``together`` may be on one line; for whom is known, ``is_member`` says
    whether those for members hold, and ``came_before`` how many people their payer has here already.
    """

    tickets: tuple[Ticket, ...]
    stands: dict[int, str]
    code: CodeRule | None = None
    special: SpecialPrice | None = None
    rules: tuple[PriceRule, ...] = ()
    together: frozenset[str] = frozenset()
    is_member: bool = False
    came_before: int = 0

    def ticket(self, slug: str) -> Ticket | None:
        """The ticket type called ``slug``, on sale or not."""
        return next((ticket for ticket in self.tickets if ticket.slug == slug), None)

    def of_kind(self, kind: str) -> list[Ticket]:
        """The ticket types of a kind that are on sale."""
        return [ticket for ticket in self.tickets if ticket.kind == kind and ticket.on_sale]

    def default_for(self, *, at_stand: bool) -> Ticket | None:
        """For who names no ticket type: with a stand the exhibitor's, else the first on sale."""
        return next(iter(self.of_kind("staff" if at_stand else "admission")), None)

    def with_lefts(self, lefts: Mapping[int, int]) -> Catalogue:
        """The same with so many places at a price (by the rule's id); all of them where it is not told."""
        rules = (
            rule if rule.first is None else replace(rule, left=lefts.get(rule.id, rule.first))
            for rule in self.rules
        )
        return replace(self, rules=tuple(rules))

    def digest(self) -> str:
        """Tells whether prices are still those that a form showed (`prices_seen`)."""
        listed: list[object] = [
            [t.slug, str(t.price), t.includes_vat, t.category, str(t.percent)]
            for t in self.tickets
            if t.on_sale and not t.behind_code
        ]
        if self.rules:  # as digests were before there were rules
            listed += [sorted(self.together), *(rule.listed() for rule in self.rules)]
        return hashlib.sha256(json.dumps(listed).encode()).hexdigest()[:32]
