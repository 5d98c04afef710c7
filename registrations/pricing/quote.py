"""From a basket and a price list to lines and totals."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from lib.vat import Totals
from registrations.basket import Basket
from registrations.pricing.catalogue import Catalogue, Ticket
from registrations.pricing.discounts import discount
from registrations.pricing.grouping import Group, Piece, group_pieces, totals_of
from registrations.pricing.reverse_charge import is_reverse_charged, reverse_charge
from registrations.pricing.special import apply_special_price


@dataclass(frozen=True)
class PricedLine:
    """One piece of one thing: for the person at index ``person``, or (None) for the sign-up.

    ``allowance`` is euros the way the ticket's price is kept; ``uses_code``: it owns a use of the code;
    ``rule_ids`` are those of the rules with a limited number of which it takes one.
    """

    ticket: Ticket
    person: int | None = None
    stand: int | None = None
    allowance: Decimal = Decimal("0.00")
    allowance_reason: str = ""
    uses_code: bool = False
    rule_ids: tuple[int, ...] = ()

    @property
    def text(self) -> str:
        """What it is called on the confirmation and the invoice."""
        return self.ticket.title if self.stand is None else f"Stand {self.stand}: {self.ticket.title}"

    @property
    def piece(self) -> Piece:
        """The line as documents count it."""
        return Piece(
            text=self.text,
            price=self.ticket.price,
            includes_vat=self.ticket.includes_vat,
            category=self.ticket.category,
            percent=self.ticket.percent,
            allowance=self.allowance,
            allowance_reason=self.allowance_reason,
        )


@dataclass(frozen=True)
class Quote:
    """What a sign-up costs: each line, equal lines together, and the totals of the document."""

    lines: tuple[PricedLine, ...]
    groups: tuple[Group, ...]
    totals: Totals

    @property
    def reasons(self) -> list[str]:
        """Why it is less than the list says, each once."""
        return list(dict.fromkeys(line.allowance_reason for line in self.lines if line.allowance_reason))

    @property
    def is_free(self) -> bool:
        """Whether nothing is asked."""
        return self.totals.payable == 0


def price(catalogue: Catalogue, basket: Basket) -> Quote:
    """Price ``basket`` by ``catalogue``; names it does not know are passed over (checks refuse them)."""
    lines = _by_place_of_supply(list(_lines(catalogue, basket)), basket)
    lines = discount(catalogue, lines)
    if catalogue.special:
        lines = apply_special_price(catalogue.special, lines, catalogue)
    groups = tuple(group_pieces(line.piece for line in lines))
    return Quote(tuple(lines), groups, totals_of(groups))


def _by_place_of_supply(lines: Sequence[PricedLine], basket: Basket) -> Sequence[PricedLine]:
    has_stand = any(line.stand is not None for line in lines)
    if not has_stand or basket.bill is None or not is_reverse_charged(basket.bill.payer):
        return lines
    return [replace(line, ticket=reverse_charge(line.ticket)) for line in lines]


def _lines(catalogue: Catalogue, basket: Basket) -> Iterator[PricedLine]:
    size = "" if basket.stand is None else catalogue.stands.get(basket.stand, "")
    if stand := catalogue.ticket(size):
        yield PricedLine(stand, stand=basket.stand)
    default = catalogue.default_for(at_stand=basket.stand in catalogue.stands)
    for number, person in enumerate(basket.people):
        own = catalogue.ticket(person.ticket_type) if person.ticket_type else default
        if own is not None:
            yield PricedLine(own, person=number)
        for slug, pieces in person.addons.items():
            if addon := catalogue.ticket(slug):
                yield from [PricedLine(addon, person=number)] * pieces
