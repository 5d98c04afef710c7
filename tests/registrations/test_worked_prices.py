"""Baskets with discounts, their sums worked out by hand: without VAT, the VAT, and what is paid."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

import pytest

from registrations.pricing import Catalogue, CodeRule, PriceRule, Ticket, price
from tests.registrations.test_price_rules import make_rule
from tests.registrations.test_pricing import make_basket, make_ticket, person

D = Decimal
HUNDRED = make_ticket("a", "100.00", id=1)
FORTY = make_ticket("b", "40.00", id=2, percent=D(9))
COURSE = make_ticket("c", "1950.00", id=3, category="E", percent=D(0))
WITH_21 = make_ticket("g", "121.00", id=4, includes_vat=True)
WITH_9 = make_ticket("h", "54.50", id=5, includes_vat=True, percent=D(9))
CENTS = make_ticket("v", "0.05", id=6)
FREE = make_ticket("f", "0.00", id=7)
BOOK = make_ticket("boek", "30.00", id=8, kind="addon", percent=D(9))
DINNER = make_ticket("diner", "45.00", id=9, kind="addon")
STAND = make_ticket("stand", "695.00", id=10, kind="stand")
STAFF = make_ticket("staf", "0.00", id=11, kind="staff")
ONE_CENT = make_ticket("cent", "0.01", id=12)
SIX_CENTS = make_ticket("zes", "0.06", id=13, includes_vat=True)
EXEMPT = make_ticket("x", "110.00", id=14, category="E", percent=D(0))
SHOP = (
    HUNDRED,
    FORTY,
    COURSE,
    WITH_21,
    WITH_9,
    CENTS,
    FREE,
    BOOK,
    DINNER,
    STAND,
    STAFF,
    ONE_CENT,
    SIX_CENTS,
    EXEMPT,
)


@dataclass(frozen=True)
class Case:
    """``people`` are the tickets' slugs, "a+diner" with extras; ``sums``: net, VAT, payable."""

    people: str
    sums: str
    rules: Sequence[PriceRule] = ()
    code: CodeRule | None = None
    together: str = ""
    is_member: bool = False
    came_before: int = 0
    stand: int | None = None


def code(effect: str, value: str = "0", *tickets: Ticket) -> CodeRule:
    return CodeRule("X", 1, effect, D(value), ticket_ids=frozenset(ticket.id for ticket in tickets))


def rule(
    kind: str,
    effect: str,
    value: str = "0",
    *tickets: Ticket,
    id: int = 1,  # noqa: A002
    **fields: object,
) -> PriceRule:
    return make_rule(kind, effect, value, id, ticket_ids=frozenset(t.id for t in tickets), **fields)


TWO_FREE = rule("member", "free", first=2, left=2)
FIVE = rule("group", "percent", "10", least=5)
TEN = rule("group", "percent", "20", id=2, least=10)
QUARTER = rule("early", "percent", "25")
TENTH = rule("early", "percent", "10")

WORKED = {
    # codes
    "a third off three": Case("a a a", "200.01 42.00 242.01", code=code("percent", "33.33")),
    "a third off a price with VAT": Case("g", "66.67 14.00 80.67", code=code("percent", "33.33")),
    "a third off five of five cents": Case("v v v v v", "0.15 0.03 0.18", code=code("percent", "33.33")),
    "five of five cents": Case("v v v v v", "0.25 0.05 0.30"),
    "half off five cents": Case("v v v v v", "0.10 0.02 0.12", code=code("percent", "50")),
    "a tenth off five cents": Case("v v v v v", "0.20 0.04 0.24", code=code("percent", "10")),
    "half off one cent": Case("cent", "0.00 0.00 0.00", code=code("percent", "50")),
    "three cents with VAT need a rounding": Case("zes", "0.02 0.00 0.03", code=code("percent", "50")),
    "fifty over two rates": Case("a b", "90.00 15.81 105.81", code=code("amount", "50")),
    "a hundred over three rates": Case("a b c", "1990.00 23.43 2013.43", code=code("amount", "100")),
    "fifty over two rates with VAT": Case("g h", "107.26 18.24 125.50", code=code("amount", "50")),
    "more than it all costs": Case("a b", "0.00 0.00 0.00", code=code("amount", "500")),
    "an amount for one ticket type": Case("a b", "120.00 22.80 142.80", code=code("amount", "20", FORTY)),
    "a price for admissions, not for a book": Case("a+boek", "105.00 18.45 123.45", code=code("price", "75")),
    "a price below that of a book, which stays": Case("a+boek", "55.00 7.95 62.95", code=code("price", "25")),
    "a price above the price": Case("a", "100.00 21.00 121.00", code=code("price", "150")),
    "a price for a book": Case("a+boek", "120.00 22.80 142.80", code=code("price", "20", BOOK)),
    "free with an extra": Case("a+diner", "0.00 0.00 0.00", code=code("free")),
    "free for one ticket type": Case("a b", "100.00 21.00 121.00", code=code("free", "0", FORTY)),
    "a tenth of three with VAT": Case("g g g", "270.00 56.70 326.70", code=code("percent", "10")),
    "kept with and without VAT": Case("a g", "180.00 37.80 217.80", code=code("percent", "10")),
    "what is free stays free": Case("f f f", "0.00 0.00 0.00", code=code("percent", "10")),
    # early birds
    "early": Case("a a", "180.00 37.80 217.80", [TENTH]),
    "early for three of five": Case(
        "a a a a a", "440.00 92.40 532.40", [rule("early", "price", "80", first=9, left=3)]
    ),
    "early and none left": Case("a a", "200.00 42.00 242.00", [rule("early", "free", first=9, left=0)]),
    "early for one ticket type": Case("a b", "130.00 23.70 153.70", [rule("early", "price", "30", FORTY)]),
    "early for a book": Case("a+boek+boek", "140.00 24.60 164.60", [rule("early", "price", "20", BOOK)]),
    "early for a stand": Case(
        "staf staf", "595.00 124.95 719.95", [rule("early", "amount", "100", STAND)], stand=7
    ),
    # groups
    "four, the step is five": Case("a a a a", "400.00 84.00 484.00", [FIVE, TEN]),
    "five": Case("a a a a a", "450.00 94.50 544.50", [FIVE, TEN]),
    "nine": Case("a " * 9, "810.00 170.10 980.10", [FIVE, TEN]),
    "ten": Case("a " * 10, "800.00 168.00 968.00", [FIVE, TEN]),
    "three rates in a group": Case(
        "a b c", "1881.00 22.14 1903.14", [rule("group", "percent", "10", least=3)]
    ),
    "a step of one ticket type": Case(
        "a a b", "240.00 45.60 285.60", [rule("group", "percent", "10", HUNDRED, least=3)]
    ),
    "fifteen off each": Case("b b b", "75.00 6.75 81.75", [rule("group", "amount", "15", least=3)]),
    "off each more than it costs": Case("b b", "0.00 0.00 0.00", [rule("group", "amount", "60", least=2)]),
    "a group with dinners": Case(
        "a+diner a+diner a+diner", "405.00 85.05 490.05", [rule("group", "percent", "10", least=3)]
    ),
    "an exempt group": Case("c c c", "5557.50 0.00 5557.50", [rule("group", "percent", "5", least=3)]),
    "the fifth of a payer": Case(
        "a", "90.00 18.90 108.90", [rule("group", "percent", "10", least=5, counts="customer")], came_before=4
    ),
    "the fourth of a payer": Case(
        "a",
        "100.00 21.00 121.00",
        [rule("group", "percent", "10", least=5, counts="customer")],
        came_before=3,
    ),
    "others of a payer do not make a sign-up a group": Case(
        "a", "100.00 21.00 121.00", [FIVE], came_before=9
    ),
    # members
    "first two free of seven": Case("a " * 7, "500.00 105.00 605.00", [TWO_FREE], is_member=True),
    "first two free of seven, then a price": Case(
        "a " * 7, "375.00 78.75 453.75", [TWO_FREE, rule("member", "price", "75", id=2)], is_member=True
    ),
    "one left of two free": Case(
        "a " * 7, "600.00 126.00 726.00", [rule("member", "free", first=2, left=1)], is_member=True
    ),
    "no member": Case("a " * 7, "700.00 147.00 847.00", [TWO_FREE]),
    "the dearest come free": Case("b a b c", "80.00 7.20 87.20", [TWO_FREE], is_member=True),
    "the dearest with its VAT comes free": Case(
        "a x", "110.00 0.00 110.00", [rule("member", "free", first=1, left=1)], is_member=True
    ),
    "free for one and early for another": Case(
        "b a",
        "10.00 0.90 10.90",
        [rule("member", "free", first=1, left=1), rule("early", "price", "10", id=2, first=1, left=1)],
        is_member=True,
    ),
    "a group pays less for its dinners": Case(
        "a+diner a+diner", "270.00 56.70 326.70", [rule("group", "price", "35", DINNER, least=2)]
    ),
    "one alone pays the dinner's price": Case(
        "a+diner", "145.00 30.45 175.45", [rule("group", "price", "35", DINNER, least=2)]
    ),
    # which go together
    "the one place of an early bird in a group": Case(
        "a a",
        "162.00 34.02 196.02",
        [rule("early", "price", "80", first=1, left=1), rule("group", "percent", "10", id=2, least=2)],
        together="early group",
    ),
    "the one place of an early bird beside a group": Case(
        "a a",
        "170.00 35.70 205.70",
        [rule("early", "price", "80", first=1, left=1), rule("group", "percent", "10", id=2, least=2)],
    ),
    "the best of two alone": Case("a", "75.00 15.75 90.75", [QUARTER], code("percent", "10")),
    "two together": Case("a", "67.50 14.18 81.68", [QUARTER], code("percent", "10"), together="early code"),
    "three together": Case(
        "a a a",
        "205.20 43.09 248.29",
        [
            rule("group", "percent", "5", id=3, least=3),
            rule("member", "percent", "10", id=2),
            rule("early", "price", "80"),
        ],
        together="early member group",
        is_member=True,
    ),
    "two together beat one alone": Case(
        "a a",
        "162.00 34.02 196.02",
        [TENTH, rule("group", "percent", "10", id=2, least=2), rule("member", "percent", "15", id=3)],
        together="early group",
        is_member=True,
    ),
    "one alone beats two together": Case(
        "a a",
        "150.00 31.50 181.50",
        [TENTH, rule("group", "percent", "10", id=2, least=2), rule("member", "percent", "25", id=3)],
        together="early group",
        is_member=True,
    ),
    "an amount instead of early": Case("a", "85.00 17.85 102.85", [TENTH], code("amount", "15")),
    "early instead of an amount": Case("a a", "180.00 37.80 217.80", [TENTH], code("amount", "15")),
    "an amount beside early": Case(
        "a a", "165.00 34.65 199.65", [TENTH], code("amount", "15"), together="early code"
    ),
    "an amount on what is not early": Case(
        "a b", "75.00 12.75 87.75", [rule("early", "percent", "50", HUNDRED)], code("amount", "15")
    ),
}


def people_of(text: str) -> list[tuple[str, dict[str, int]]]:
    found = []
    for one in text.split():
        ticket, *extras = one.split("+")
        found.append((ticket, {extra: extras.count(extra) for extra in extras}))
    return found


@pytest.mark.parametrize("name", WORKED)
def test_a_basket_with_discounts_costs_what_was_worked_out(name: str) -> None:
    case = WORKED[name]
    catalogue = Catalogue(
        SHOP,
        {7: "stand"},
        code=case.code,
        rules=tuple(case.rules),
        together=frozenset(case.together.split()),
        is_member=case.is_member,
        came_before=case.came_before,
    )
    people = [person(ticket, **extras) for ticket, extras in people_of(case.people)]
    net, vat, payable = map(D, case.sums.split())
    for typed in (people, people[::-1]):
        totals = price(catalogue, make_basket(*typed, stand=case.stand)).totals
        assert (totals.net, totals.vat, totals.payable) == (net, vat, payable)


def test_the_reasons_say_what_was_taken_off_and_in_which_order() -> None:
    rules = (
        rule("group", "percent", "5", id=3, least=2),
        rule("early", "price", "80"),
        rule("member", "percent", "99", id=2),
    )
    together = frozenset({"early", "group", "code"})
    catalogue = Catalogue(SHOP, {}, code=code("percent", "10"), rules=rules, together=together)
    lines = price(catalogue, make_basket(person("a"), person("f"))).lines
    assert [(str(line.allowance), line.allowance_reason) for line in lines] == [
        ("31.60", "early 1; group 3; Code X"),
        ("0.00", ""),
    ]
