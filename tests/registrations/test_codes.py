"""Codes: what they take off, how often they may be used, and who gets the last use."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.coding import NewCode
from events.models import Code, Event
from flows.cancellation import cancel
from flows.codes import CodeTaken, add_code, switch_code
from organisations.access import SYSTEM
from registrations import invariants
from registrations.models import Line, SeatPool
from registrations.pricing import CodeRule, Ticket, price
from registrations.refusals import SignUpRefused
from tests.making import NOON, make_basket, make_congress
from tests.registered import make_registration
from tests.registrations.test_pricing import (
    AMOUNTS,
    BOOK,
    DAY,
    FULL,
    TICKETS,
    make_catalogue,
    make_ticket,
    person,
)
from tests.registrations.test_pricing import make_basket as plain_basket

D = Decimal


def make_code(event: Event, text: str = "VROEG", **fields: Any) -> Code:
    """A code of ten percent, unless other fields say so."""
    usual: dict[str, Any] = {"text": text, "effect": "percent", "value": D(10)}
    return add_code(event.pk, NewCode(**usual | fields), NOON, actor=SYSTEM)


def totals(rule: CodeRule, tickets: list[Ticket], *people: Any) -> tuple[Decimal, Decimal, Decimal]:
    found = price(replace(make_catalogue(*tickets), code=rule), plain_basket(*people)).totals
    return found.net, found.vat, found.payable


HALF = replace(DAY, id=2, slug="dagdeel", price=D("40.00"), percent=D(9))
HUNDRED = replace(FULL, price=D("100.00"))
WORKED: dict[str, tuple[CodeRule, list[Ticket], list[Any], tuple[str, str, str]]] = {
    "ten percent": (
        CodeRule("X", 1, "percent", D(10)),
        [HUNDRED],
        [person()] * 3,
        ("270.00", "56.70", "326.70"),
    ),
    "fifty off two rates": (
        CodeRule("X", 1, "amount", D(50)),
        [HUNDRED, HALF],
        [person("beide"), person("dagdeel")],
        ("90.00", "15.81", "105.81"),
    ),
    "for one ticket type": (
        CodeRule("X", 1, "percent", D(50), ticket_ids=frozenset({2})),
        [HUNDRED, HALF],
        [person("beide"), person("dagdeel")],
        ("120.00", "22.80", "142.80"),
    ),
    "a fixed price": (
        CodeRule("X", 1, "price", D("75.00")),
        [HUNDRED, BOOK],
        [person(boek=1)],
        ("115.00", "19.35", "134.35"),
    ),
    "free": (CodeRule("X", 1, "free"), [HUNDRED, BOOK], [person(boek=1)], ("0.00", "0.00", "0.00")),
    "more than it costs": (
        CodeRule("X", 1, "amount", D(900)),
        [HUNDRED],
        [person()],
        ("0.00", "0.00", "0.00"),
    ),
    "that does not hold": (
        CodeRule("X", 1, "free", holds=False),
        [HUNDRED],
        [person()],
        ("100.00", "21.00", "121.00"),
    ),
}


@pytest.mark.parametrize("name", WORKED)
def test_a_code_takes_off_what_was_worked_out(name: str) -> None:
    rule, tickets, people, expected = WORKED[name]
    assert totals(rule, tickets, *people) == tuple(map(D, expected))


RULES = st.one_of(
    st.builds(lambda value: CodeRule("X", 1, "percent", value), st.decimals("0.01", "100", places=2)),
    st.builds(lambda value: CodeRule("X", 1, "amount", value), st.decimals("0.01", "5000", places=2)),
    st.builds(lambda value: CodeRule("X", 1, "price", value), st.decimals("0.01", "2500", places=2)),
    st.just(CodeRule("X", 1, "free")),
    st.just(CodeRule("X", 1, "none", counts="sign_ups")),
)


@given(RULES, TICKETS, st.data())
def test_no_line_is_below_zero_and_the_lines_are_the_whole(
    rule: CodeRule, tickets: list[Ticket], data: st.DataObject
) -> None:
    people = data.draw(st.lists(st.sampled_from([t.slug for t in tickets]), min_size=1, max_size=8))
    catalogue = replace(make_catalogue(*tickets), code=rule)
    quote = price(catalogue, plain_basket(*map(person, people)))
    assert all(0 <= line.allowance <= line.ticket.price for line in quote.lines)
    assert all(bool(line.allowance) == bool(line.allowance_reason) for line in quote.lines)
    assert sum(line.ticket.price - line.allowance for line in quote.lines) == sum(
        g.amount for g in quote.groups
    )
    if rule.effect == "amount":
        off = sum(line.allowance for line in quote.lines)
        assert off == min(rule.value, sum(line.ticket.price for line in quote.lines))


@given(RULES, TICKETS, st.data())
def test_the_order_in_which_people_were_typed_changes_no_sum(
    rule: CodeRule, tickets: list[Ticket], data: st.DataObject
) -> None:
    people = data.draw(st.lists(st.sampled_from([t.slug for t in tickets]), min_size=1, max_size=8))
    shuffled = data.draw(st.permutations(people))
    assert totals(rule, tickets, *map(person, people)) == totals(rule, tickets, *map(person, shuffled))


@given(AMOUNTS, st.integers(1, 6))
def test_each_person_uses_a_code_once_or_the_sign_up_does(amount: Decimal, people: int) -> None:
    tickets = [make_ticket("a", str(amount)), make_ticket("boek", "10.00", kind="addon")]
    for counts, uses in (("participants", people), ("sign_ups", 1)):
        rule = CodeRule("X", 1, "percent", D(10), counts=counts)
        quote = price(replace(make_catalogue(*tickets), code=rule), plain_basket(*[person(boek=2)] * people))
        assert sum(line.uses_code for line in quote.lines) == uses


def refused(event: Event, people: int = 1, code: str = "VROEG") -> list[tuple[str, str]]:
    with pytest.raises(SignUpRefused) as found:
        make_registration(event, make_basket(event, people, code=code, confirms_duplicate=True))
    return [(refusal.field, refusal.code) for refusal in found.value.refusals]


@pytest.mark.django_db(transaction=True)
class TestInTheDatabase:
    def test_a_sign_up_keeps_its_code_and_pays_less(self) -> None:
        event = make_congress(price="100.00")
        code = make_code(event)
        registration = make_registration(event, make_basket(event, 2, code="VROEG"))
        assert registration.code == code
        assert [(line.allowance, line.allowance_reason) for line in registration.lines.all()] == [
            (D("10.00"), "Code VROEG")
        ] * 2
        assert registration.invoices.get().payable == D("217.80")

    def test_the_last_use_goes_to_one_and_comes_back_once(self) -> None:
        event = make_congress(price="100.00")
        code = make_code(event, effect="free", value=D(0), uses=1)
        first = make_registration(event, make_basket(event, code="VROEG"))
        assert refused(event) == [("code", "full")]
        cancel(first.pk, None, NOON, actor=SYSTEM)
        assert SeatPool.objects.get(code=code).taken == 0
        make_registration(event, make_basket(event, code="VROEG", confirms_duplicate=True))
        assert refused(event) == [("code", "full")]
        assert not invariants.taken(event.pk).broken
        assert not invariants.owner(event.pk).broken

    def test_a_use_of_a_whole_sign_up_stays_while_somebody_comes(self) -> None:
        event = make_congress(price="100.00")
        code = make_code(event, uses=1, counts="sign_ups")
        registration = make_registration(event, make_basket(event, 2, code="VROEG"))
        first, second = registration.participants.order_by("position")
        cancel(registration.pk, [first.pk], NOON, actor=SYSTEM)
        assert SeatPool.objects.get(code=code).taken == 1
        assert not invariants.owner(event.pk).broken
        cancel(registration.pk, [second.pk], NOON, actor=SYSTEM)
        assert SeatPool.objects.get(code=code).taken == 0
        assert not Line.objects.filter(claims__released_at=None, claims__isnull=False).exists()

    def test_a_code_that_is_unknown_off_or_of_another_event_is_refused_at_its_field(self) -> None:
        event, other = make_congress(price="100.00"), make_congress(price="100.00")
        code = make_code(other)
        assert refused(event) == [("code", "invalid")]
        switch_code(other.pk, code.pk, NOON, is_off=True, actor=SYSTEM)
        assert refused(other) == [("code", "invalid")]
        assert switch_code(other.pk, code.pk, NOON, is_off=True, actor=SYSTEM) is False
        switch_code(other.pk, code.pk, NOON, is_off=False, actor=SYSTEM)
        make_registration(other, make_basket(other, code="VROEG"))

    def test_a_period_begins_and_ends(self) -> None:
        event = make_congress(price="100.00")
        make_code(event, "STRAKS", valid_from=NOON.replace(hour=13))
        make_code(event, "VOORBIJ", valid_until=NOON)
        assert refused(event, code="STRAKS") == refused(event, code="VOORBIJ") == [("code", "invalid")]

    def test_an_event_has_a_code_once(self) -> None:
        event = make_congress()
        make_code(event)
        with pytest.raises(CodeTaken):
            make_code(event)
