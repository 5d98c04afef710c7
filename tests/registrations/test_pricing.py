"""Baskets with their sums written out."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registrations.basket import Basket, Contact, Person
from registrations.pricing import Catalogue, Ticket, price

D = Decimal
KEY = UUID(int=7)


def make_ticket(slug: str, amount: str, **fields: object) -> Ticket:
    usual = Ticket(
        id=1,
        slug=slug,
        kind="admission",
        title=slug.capitalize(),
        price=D(amount),
        includes_vat=False,
        category="S",
        percent=D(21),
    )
    return replace(usual, **fields)  # type: ignore[arg-type]


def make_catalogue(*tickets: Ticket, stands: dict[int, str] | None = None) -> Catalogue:
    return Catalogue(tickets, stands or {})


def make_basket(*people: Person, stand: int | None = None) -> Basket:
    return Basket(KEY, Contact("Els Bakker", "els@bureau.example"), people, stand=stand)


def person(ticket: str = "", **addons: int) -> Person:
    return Person("participants-0", "Els Bakker", ticket_type=ticket, addons=addons)


FULL = make_ticket("beide", "495.00")
DAY = make_ticket("dag", "275.00")
FREE = make_ticket("gratis", "0.00")
EXEMPT = make_ticket("leergang", "1950.00", category="E", percent=D(0))
BOOK = make_ticket("boek", "40.00", kind="addon", percent=D(9))
GROSS = make_ticket("inclusief", "12.95", includes_vat=True)
STAND = make_ticket("stand-s", "695.00", kind="stand")
STAFF = make_ticket("standhouder", "0.00", kind="staff")
CENTS = make_ticket("vijf-cent", "0.05")

WORKED = {
    "one": ([FULL], [person()], None, "495.00", "103.95", "598.95"),
    "three": ([FULL], [person()] * 3, None, "1485.00", "311.85", "1796.85"),
    "two kinds": ([FULL, DAY], [person("beide"), person("dag")], None, "770.00", "161.70", "931.70"),
    "free": ([FREE], [person()] * 4, None, "0.00", "0.00", "0.00"),
    "exempt": ([EXEMPT], [person()] * 2, None, "3900.00", "0.00", "3900.00"),
    "book": ([DAY, BOOK], [person(boek=1), person()], None, "590.00", "119.10", "709.10"),
    "three rates": (
        [DAY, EXEMPT, BOOK],
        [person("dag", boek=2), person("leergang")],
        None,
        "2305.00",
        "64.95",
        "2369.95",
    ),
    "a price with VAT": ([GROSS], [person()], None, "10.70", "2.25", "12.95"),
    "two prices with VAT": ([GROSS], [person()] * 2, None, "21.40", "4.49", "25.90"),
    "stand": ([STAND, STAFF], [person(), person()], 12, "695.00", "145.95", "840.95"),
    "five of five cents": ([CENTS], [person()] * 5, None, "0.25", "0.05", "0.30"),
    "one of five cents": ([CENTS], [person()], None, "0.05", "0.01", "0.06"),
}


@pytest.mark.parametrize("name", WORKED)
def test_a_basket_costs_what_was_worked_out(name: str) -> None:
    tickets, people, stand, net, vat, payable = WORKED[name]
    catalogue = make_catalogue(*tickets, stands={12: "stand-s"})
    totals = price(catalogue, make_basket(*people, stand=stand)).totals
    assert (totals.net, totals.vat, totals.payable) == (D(net), D(vat), D(payable))


def test_three_dinners_are_three_lines_and_one_group() -> None:
    dinner = make_ticket("diner", "45.00", kind="addon")
    quote = price(make_catalogue(FULL, dinner), make_basket(person(diner=3)))
    assert [line.ticket.slug for line in quote.lines] == ["beide", "diner", "diner", "diner"]
    assert [(group.piece.text, group.quantity) for group in quote.groups] == [("Beide", 1), ("Diner", 3)]


def test_staff_of_a_stand_get_the_exhibitors_ticket_by_default() -> None:
    catalogue = make_catalogue(FREE, STAFF, STAND, stands={12: "stand-s"})
    quote = price(catalogue, make_basket(person(), stand=12))
    assert [line.ticket.slug for line in quote.lines] == ["stand-s", "standhouder"]
    assert quote.groups[0].piece.text == "Stand 12: Stand-s"


def test_the_digest_changes_with_a_price_and_not_with_a_title() -> None:
    before = make_catalogue(FULL)
    assert before.digest() == make_catalogue(replace(FULL, title="Anders")).digest()
    assert before.digest() != make_catalogue(replace(FULL, price=D("495.01"))).digest()
    assert before.digest() != make_catalogue(replace(FULL, includes_vat=True)).digest()
    assert before.digest() != make_catalogue(FULL, DAY).digest()


AMOUNTS = st.decimals("0", "2500", places=2)
TICKETS = st.lists(
    st.builds(
        lambda amount, gross, vat: make_ticket(
            "x", str(amount), includes_vat=gross, category=vat[0], percent=vat[1]
        ),
        AMOUNTS,
        st.booleans(),
        st.sampled_from([("S", D(21)), ("S", D(9)), ("E", D(0))]),
    ),
    min_size=1,
    max_size=5,
).map(lambda found: [replace(t, slug=f"t{n}", title=f"t{n}") for n, t in enumerate(found)])


@given(TICKETS, st.data())
def test_the_order_of_people_changes_no_total(tickets: list[Ticket], data: st.DataObject) -> None:
    names = st.sampled_from([ticket.slug for ticket in tickets])
    people = data.draw(st.lists(names, min_size=1, max_size=8))
    shuffled = data.draw(st.permutations(people))
    catalogue = make_catalogue(*tickets)
    one = price(catalogue, make_basket(*map(person, people))).totals
    other = price(catalogue, make_basket(*map(person, shuffled))).totals
    assert (one.net, one.vat, one.payable) == (other.net, other.vat, other.payable)


@given(TICKETS, st.data())
def test_one_more_person_never_lowers_the_sum(tickets: list[Ticket], data: st.DataObject) -> None:
    names = st.sampled_from([ticket.slug for ticket in tickets])
    people = data.draw(st.lists(names, min_size=1, max_size=8))
    catalogue = make_catalogue(*tickets)
    before = price(catalogue, make_basket(*map(person, people))).totals.payable
    after = price(catalogue, make_basket(*map(person, [*people, data.draw(names)]))).totals.payable
    assert after >= before


@given(st.lists(st.sampled_from(["a", "b"]), min_size=1, max_size=12), AMOUNTS, AMOUNTS)
def test_prices_shown_with_vat_are_charged_to_the_cent(people: list[str], a: Decimal, b: Decimal) -> None:
    tickets = [make_ticket("a", str(a), includes_vat=True), make_ticket("b", str(b), includes_vat=True)]
    shown = sum((a if name == "a" else b for name in people), D(0))
    assert price(make_catalogue(*tickets), make_basket(*map(person, people))).totals.payable == shown
