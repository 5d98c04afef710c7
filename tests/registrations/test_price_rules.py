"""What rules of an event take off: the cheapest that may be, whoever was typed first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from lib.vat import vat_amount
from registrations.pricing import Catalogue, CodeRule, PriceRule, Quote, SpecialPrice, Ticket, price
from registrations.pricing.assigning import assign
from registrations.pricing.rules import ORDER, rest_of
from tests.registrations.test_pricing import AMOUNTS, TICKETS, make_basket, make_ticket, person

D = Decimal
TOGETHER = st.frozensets(st.sampled_from(ORDER)).filter(lambda kinds: len(kinds) != 1)
EFFECTS = st.one_of(
    st.tuples(st.just("percent"), st.decimals("0.01", "100", places=2)),
    st.tuples(st.sampled_from(["amount", "price"]), st.decimals("0.01", "2500", places=2)),
    st.just(("free", D(0))),
)


def make_rule(kind: str, effect: str, value: Decimal | str = "0", id: int = 1, **fields: object) -> PriceRule:  # noqa: A002
    usual = PriceRule(id, kind, effect, D(value), f"{kind} {id}")
    return replace(usual, **fields)  # type: ignore[arg-type]


@st.composite
def rules(draw: st.DrawFn, *, most: int = 4, steps: bool = True) -> tuple[PriceRule, ...]:
    found = []
    for number in range(draw(st.integers(0, most))):
        kind = draw(st.sampled_from(["early", "member", *(["group"] if steps else [])]))
        effect, value = draw(EFFECTS)
        ids = draw(st.frozensets(st.integers(0, 4), max_size=2))
        left = draw(st.none() | st.integers(0, 4)) if kind != "group" else None
        least = draw(st.integers(2, 6)) if kind == "group" else 0
        fields = {"ticket_ids": ids, "left": left, "first": left, "least": least}
        found.append(make_rule(kind, effect, str(value), number + 1, **fields))
    return tuple(found)


CODES = st.none() | st.builds(
    lambda effect, counts: CodeRule("X", 1, effect[0], effect[1], counts),
    EFFECTS,
    st.sampled_from(["participants", "sign_ups"]),
)


def numbered(tickets: Sequence[Ticket]) -> tuple[Ticket, ...]:
    return tuple(replace(ticket, id=number) for number, ticket in enumerate(tickets))


@st.composite
def catalogues(draw: st.DrawFn, *, steps: bool = True) -> Catalogue:
    return Catalogue(
        numbered(draw(TICKETS)),
        {},
        code=draw(CODES),
        rules=draw(rules(steps=steps)),
        together=draw(TOGETHER),
        is_member=draw(st.booleans()),
    )


def priced(catalogue: Catalogue, people: Sequence[str]) -> Quote:
    return price(catalogue, make_basket(*map(person, people)))


def draw_people(catalogue: Catalogue, data: st.DataObject, most: int = 8) -> list[str]:
    names = st.sampled_from([ticket.slug for ticket in catalogue.tickets])
    return data.draw(st.lists(names, min_size=1, max_size=most))


@settings(deadline=None)
@given(catalogues(), st.data())
def test_lines_add_up_and_none_is_below_zero(catalogue: Catalogue, data: st.DataObject) -> None:
    quote = priced(catalogue, draw_people(catalogue, data))
    assert all(0 <= line.allowance <= line.ticket.price for line in quote.lines)
    assert all(bool(line.allowance) == bool(line.allowance_reason) for line in quote.lines)
    kept = sum(line.ticket.price - line.allowance for line in quote.lines)
    assert kept == sum(group.amount for group in quote.groups)
    totals = quote.totals  # BR-CO-10, 13, 15 and 17
    assert totals.net == sum(line.net for line in totals.lines)
    assert totals.payable == totals.net + totals.vat + totals.rounding
    assert all(part.vat == vat_amount(part.taxable, part.percent) for part in totals.subtotals)
    assert all(abs(part.rounding) <= D("0.01") for part in totals.subtotals)


@settings(deadline=None)
@given(catalogues(), st.data())
def test_a_price_shown_with_vat_is_charged_to_the_cent(catalogue: Catalogue, data: st.DataObject) -> None:
    tickets = tuple(replace(ticket, includes_vat=True) for ticket in catalogue.tickets)
    quote = priced(replace(catalogue, tickets=tickets), draw_people(catalogue, data))
    assert quote.totals.payable == sum(line.ticket.price - line.allowance for line in quote.lines)


@settings(deadline=None)
@given(catalogues(), st.data())
def test_the_order_in_which_people_were_typed_changes_no_total(
    catalogue: Catalogue, data: st.DataObject
) -> None:
    people = draw_people(catalogue, data)
    one, other = priced(catalogue, people), priced(catalogue, data.draw(st.permutations(people)))
    assert one.totals.subtotals == other.totals.subtotals
    assert sorted(group.amount for group in one.groups) == sorted(group.amount for group in other.groups)


@settings(deadline=None)
@given(catalogues(), st.data())
def test_the_order_of_rules_changes_no_total(catalogue: Catalogue, data: st.DataObject) -> None:
    people = draw_people(catalogue, data)
    turned = replace(catalogue, rules=tuple(data.draw(st.permutations(catalogue.rules))))
    assert priced(catalogue, people).totals.payable == priced(turned, people).totals.payable


@settings(deadline=None)
@given(catalogues(steps=False), st.data())
def test_one_more_person_never_lowers_the_sum(catalogue: Catalogue, data: st.DataObject) -> None:
    people = draw_people(catalogue, data)
    if catalogue.code and catalogue.code.effect == "amount":  # spread over rates: compared as it is kept
        tickets = tuple(replace(t, includes_vat=False, category="E", percent=D(0)) for t in catalogue.tickets)
        catalogue = replace(catalogue, tickets=tickets)
    more = [*people, data.draw(st.sampled_from([ticket.slug for ticket in catalogue.tickets]))]
    assert priced(catalogue, more).totals.payable >= priced(catalogue, people).totals.payable


@settings(deadline=None)
@given(catalogues(), st.data())
def test_a_rule_or_a_code_never_makes_it_dearer(catalogue: Catalogue, data: st.DataObject) -> None:
    people = draw_people(catalogue, data)
    plain = priced(replace(catalogue, code=None), people).totals.payable
    assert priced(catalogue, people).totals.payable <= plain
    if catalogue.rules:
        fewer = replace(catalogue, rules=catalogue.rules[1:])
        assert priced(catalogue, people).totals.payable <= priced(fewer, people).totals.payable


@settings(deadline=None)
@given(catalogues(), st.data())
def test_no_rule_gives_more_places_than_it_has(catalogue: Catalogue, data: st.DataObject) -> None:
    quote = priced(catalogue, draw_people(catalogue, data))
    for rule in catalogue.rules:
        used = sum(rule.id in line.rule_ids for line in quote.lines)
        assert used <= len(quote.lines) if rule.left is None else used <= rule.left


def every_way(catalogue: Catalogue, ticket: Ticket, people: int) -> list[tuple[Decimal, tuple[int, ...]]]:
    """All that one admission may cost, with the counted rules used: by trying each set of rules in order."""
    ways = []
    steps: dict[str, list[PriceRule | None]] = {kind: [None] for kind in ORDER}
    for rule in catalogue.rules:
        holds = (rule.kind != "member" or catalogue.is_member) and people >= rule.least
        if holds and (not rule.ticket_ids or ticket.id in rule.ticket_ids):
            steps[rule.kind].append(rule)
    if catalogue.code:
        code = catalogue.code
        steps["code"].append(make_rule("code", code.effect, str(code.value), 99))
    for chosen in product(*steps.values()):
        used = [rule for rule in chosen if rule]
        kinds = {rule.kind for rule in used}
        counted = tuple(rule.id for rule in used if rule.left is not None)
        if (len(used) < 2 or kinds <= catalogue.together) and len(counted) < 2:
            rest = ticket.price
            for rule in used:
                rest = rest_of(rest, rule.effect, rule.value)
            ways.append((rest, counted))
    return ways


@settings(deadline=None)
@given(catalogues(), st.data())
def test_nothing_cheaper_may_be(catalogue: Catalogue, data: st.DataObject) -> None:
    exempt = tuple(replace(t, includes_vat=False, category="E", percent=D(0)) for t in catalogue.tickets)
    code = catalogue.code if catalogue.code and catalogue.code.effect != "amount" else None
    rules = tuple(
        replace(rule, ticket_ids=rule.ticket_ids if rule.least == 0 else frozenset())
        for rule in catalogue.rules
    )
    catalogue = replace(catalogue, tickets=exempt, code=code, rules=rules)
    people = draw_people(catalogue, data, most=4)
    tickets = [ticket for slug in people if (ticket := catalogue.ticket(slug))]
    lefts = {rule.id: rule.left for rule in rules if rule.left is not None}
    best = min(
        sum((rest for rest, _ in ways), D(0))
        for ways in product(*(every_way(catalogue, ticket, len(people)) for ticket in tickets))
        if all(sum(id_ in used for _, used in ways) <= left for id_, left in lefts.items())
    )
    assert priced(catalogue, people).totals.payable == best


def test_who_has_a_thing_moves_where_others_gain_more_by_that() -> None:
    assert assign([1, 1], [1, 1], [[5, 4], [4, 0]]) == [[0, 1], [1, 0]]
    assert assign([1, 1, 1], [1, 1, 1], [[9, 8, 0], [9, 0, 7], [5, 0, 0]]) == [
        [0, 1, 0],
        [0, 0, 1],
        [1, 0, 0],
    ]


@settings(deadline=None, max_examples=300)
@given(
    st.lists(st.integers(0, 2), min_size=1, max_size=3),
    st.lists(st.integers(0, 2), min_size=1, max_size=3),
    st.data(),
)
def test_no_division_gains_more(sizes: list[int], lefts: list[int], data: st.DataObject) -> None:
    one = st.lists(st.integers(-3, 9), min_size=len(lefts), max_size=len(lefts))
    gains = data.draw(st.lists(one, min_size=len(sizes), max_size=len(sizes)))
    found = assign(sizes, lefts, gains)
    assert all(sum(row) <= size for row, size in zip(found, sizes, strict=True))
    assert all(sum(column) <= left for column, left in zip(zip(*found, strict=True), lefts, strict=True))
    people = [row for row, size in zip(gains, sizes, strict=True) for _ in range(size)]
    best = max(
        sum(row[thing] for row, thing in zip(people, things, strict=True) if thing is not None)
        for things in product([*range(len(lefts)), None], repeat=len(people))
        if all(things.count(thing) <= left for thing, left in enumerate(lefts))
    )
    gained = sum(g * n for row, own in zip(gains, found, strict=True) for g, n in zip(row, own, strict=True))
    assert gained == best


@settings(deadline=None)
@given(AMOUNTS, st.integers(0, 3), st.integers(1, 6))
def test_each_place_of_a_rule_belongs_to_a_line_of_somebody(amount: Decimal, left: int, people: int) -> None:
    rule = make_rule("early", "percent", "50", left=left, first=left)
    catalogue = Catalogue((make_ticket("a", str(amount)),), {}, rules=(rule,))
    used = sum(rule.id in line.rule_ids for line in priced(catalogue, ["a"] * people).lines)
    assert used == (min(left, people) if amount >= D("0.01") else 0)


def test_a_rule_without_a_number_takes_no_place() -> None:
    catalogue = Catalogue((make_ticket("a", "100.00"),), {}, rules=(make_rule("early", "percent", "10"),))
    assert [(line.allowance, line.rule_ids) for line in priced(catalogue, ["a"]).lines] == [(D("10.00"), ())]


def test_an_agreed_price_takes_no_place_of_a_rule() -> None:
    early = make_rule("early", "percent", "10", first=3, left=3)
    special = SpecialPrice(D("50.00"), "Afgesproken")
    catalogue = Catalogue((make_ticket("a", "100.00"),), {}, rules=(early,), special=special)
    assert [(line.allowance, line.rule_ids) for line in priced(catalogue, ["a"]).lines] == [(D("50.00"), ())]
