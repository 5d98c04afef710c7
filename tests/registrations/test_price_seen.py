"""What a form tells of prices, and when that is so no more: the list, and the places at its prices."""

from __future__ import annotations

from dataclasses import replace

import pytest

from registrations.basket import Basket
from registrations.pricing import Catalogue, is_as_shown, prices_seen, with_lefts_of
from tests.registrations.test_price_rules import make_rule
from tests.registrations.test_pricing import FULL, make_basket, make_ticket, person

EARLY = make_rule("early", "percent", "10", first=5, left=5)
SHOP = Catalogue((FULL,), {}, rules=(EARLY,))


def basket(people: int, seen: str) -> Basket:
    return replace(make_basket(*[person()] * people), prices_seen=seen)


def test_without_rules_it_is_the_digest_alone() -> None:
    shop = Catalogue((FULL,), {})
    assert prices_seen(shop) == shop.digest()
    assert prices_seen(Catalogue((FULL,), {}, rules=(replace(EARLY, first=None, left=None),))).count(":") == 0


@pytest.mark.parametrize(
    ("left", "people", "is_so"), [(5, 5, True), (3, 3, True), (3, 4, False), (0, 1, False)]
)
def test_fewer_places_matter_to_who_needs_them(left: int, people: int, is_so: bool) -> None:  # noqa: FBT001
    assert is_as_shown(SHOP.with_lefts({EARLY.id: left}), basket(people, prices_seen(SHOP))) is is_so


def test_more_places_are_a_change_too_since_it_costs_less_than_was_told() -> None:
    few = SHOP.with_lefts({EARLY.id: 1})
    assert not is_as_shown(SHOP, basket(2, prices_seen(few)))


@pytest.mark.parametrize(
    "changed",
    [
        replace(SHOP, rules=()),
        replace(SHOP, rules=(replace(EARLY, value=EARLY.value + 1),)),
        replace(SHOP, rules=(replace(EARLY, effect="amount"),)),
        replace(SHOP, rules=(replace(EARLY, first=6, left=5),)),
        replace(SHOP, rules=(replace(EARLY, least=1),)),
        replace(SHOP, rules=(replace(EARLY, ticket_ids=frozenset({1})),)),
        replace(SHOP, rules=(EARLY, replace(EARLY, id=2))),
        replace(SHOP, together=frozenset({"early", "code"})),
    ],
)
def test_another_rule_is_another_list(changed: Catalogue) -> None:
    assert changed.digest() != SHOP.digest()
    assert not is_as_shown(changed, basket(1, prices_seen(SHOP)))


@pytest.mark.parametrize("same", [replace(SHOP, is_member=True), replace(SHOP, came_before=4)])
def test_who_looks_is_not_part_of_the_list(same: Catalogue) -> None:
    assert same.digest() == SHOP.digest()


def test_what_was_told_in_between_keeps_the_list_that_was_seen() -> None:
    few = replace(SHOP, together=frozenset({"early", "code"})).with_lefts({EARLY.id: 1})
    told = with_lefts_of(prices_seen(SHOP), few)
    assert told == f"{SHOP.digest()}:1=1"
    assert is_as_shown(SHOP.with_lefts({EARLY.id: 1}), basket(2, told))


@pytest.mark.parametrize("rubbish", ["", ":1=5", ":x=y,,=", ":1=-3", ":1=99999999999999", ":²=²"])
def test_nonsense_after_the_digest_does_no_harm(rubbish: str) -> None:
    assert is_as_shown(SHOP, basket(2, SHOP.digest() + rubbish))


def test_nothing_seen_is_nothing_changed_and_a_hidden_ticket_is_not_listed() -> None:
    assert is_as_shown(SHOP, basket(1, ""))
    hidden = make_ticket("geheim", "10.00", id=9, behind_code=True)
    assert replace(SHOP, tickets=(FULL, hidden)).digest() == SHOP.digest()
