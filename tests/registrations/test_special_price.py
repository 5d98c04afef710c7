"""The price that an organiser agreed: what it is for, beside a code, and where it ends."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from organisations.customers import Payer
from registrations.basket import Basket, Bill
from registrations.pricing import Catalogue, CodeRule, Quote, SpecialPrice, price
from tests.registrations.test_pricing import (
    BOOK,
    DAY,
    FULL,
    GROSS,
    STAFF,
    STAND,
    make_basket,
    make_catalogue,
    person,
)

D = Decimal
AGREED = SpecialPrice(D("100.00"), "Spreker van vorig jaar")


def priced(catalogue: Catalogue, basket: Basket, special: SpecialPrice = AGREED) -> Quote:
    return price(replace(catalogue, special=special), basket)


def test_each_admission_costs_what_was_agreed_and_an_extra_what_it_costs() -> None:
    quote = priced(make_catalogue(FULL, BOOK), make_basket(person(boek=1), person()))

    assert [(line.text, line.allowance, line.allowance_reason) for line in quote.lines] == [
        ("Beide", D("395.00"), "Spreker van vorig jaar"),
        ("Boek", D("0.00"), ""),
        ("Beide", D("395.00"), "Spreker van vorig jaar"),
    ]
    assert (quote.totals.net, quote.totals.vat, quote.totals.payable) == (
        D("240.00"),
        D("45.60"),
        D("285.60"),
    )


def test_where_a_stand_is_taken_the_price_is_for_the_stand() -> None:
    quote = priced(
        make_catalogue(STAND, STAFF, DAY, stands={12: "stand-s"}), make_basket(person("dag"), stand=12)
    )

    assert [(line.text, line.allowance) for line in quote.lines] == [
        ("Stand 12: Stand-s", D("595.00")),
        ("Dag", D("0.00")),
    ]


@pytest.mark.parametrize(
    "code", [CodeRule("X", 1, "percent", D(50)), CodeRule("X", 1, "free"), CodeRule("X", 1, "amount", D(1))]
)
def test_a_code_is_used_but_the_agreed_price_is_what_is_asked(code: CodeRule) -> None:
    quote = priced(replace(make_catalogue(FULL), code=code), make_basket(person()))

    assert [(line.allowance, line.allowance_reason, line.uses_code) for line in quote.lines] == [
        (D("395.00"), "Spreker van vorig jaar", True)
    ]


def test_nothing_becomes_dearer() -> None:
    quote = priced(
        make_catalogue(FULL, DAY), make_basket(person("beide"), person("dag")), SpecialPrice(D(300), "Samen")
    )

    assert [line.allowance for line in quote.lines] == [D("195.00"), D("0.00")]
    assert [line.allowance_reason for line in quote.lines] == ["Samen", ""]


def test_free_of_charge_can_be_agreed() -> None:
    assert priced(make_catalogue(GROSS), make_basket(person()), SpecialPrice(D(0), "Gast")).is_free


def test_a_price_with_vat_stays_one_with_vat() -> None:
    assert priced(
        make_catalogue(GROSS), make_basket(person()), SpecialPrice(D(10), "Gast")
    ).totals.payable == D(10)


def test_a_stand_that_is_reverse_charged_costs_the_agreed_price_less_its_vat() -> None:
    kept_with = replace(STAND, price=D("847.00"), includes_vat=True)
    payer = Payer(organisation="Beurs BV", country="BE", vat_number="BE0411905847")
    basket = replace(make_basket(person(), stand=12), bill=Bill(payer))

    quote = priced(
        make_catalogue(kept_with, STAFF, stands={12: "stand-s"}), basket, SpecialPrice(D(121), "Gast")
    )

    assert (quote.totals.net, quote.totals.vat) == (D("100.00"), D("0.00"))
