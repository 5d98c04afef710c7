"""Rules in the database: who gets the few places at a price, what a sign-up keeps, who is a member."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from events.coding import NewCode
from events.discounts import RuleWanted
from events.models import Event, PriceRule, TicketType
from flows.cancellation import cancel
from flows.codes import add_code
from flows.members import add_member, edit_member
from flows.price_rules import (
    add_price_rule,
    edit_price_rule,
    set_discounts_together,
    switch_price_rule,
)
from flows.signup import sign_up
from organisations.access import SYSTEM
from organisations.customers import Payer
from organisations.members import KeyTaken
from registrations import invariants
from registrations.basket import Basket, Contact
from registrations.capacity import BelowTaken
from registrations.models import Line, Registration, SeatClaim, SeatPool
from registrations.offering import load_offering
from registrations.price_rules import for_whom
from registrations.pricing import price, prices_seen
from registrations.refusals import SignUpRefused
from tests.at_once import at_once
from tests.making import NOON, make_basket, make_bill, make_congress
from tests.registered import make_registration

pytestmark = pytest.mark.django_db(transaction=True)
D = Decimal


def make_rule(
    event: Event, kind: str, effect: str = "percent", value: str = "10", **fields: Any
) -> PriceRule:
    wanted = RuleWanted(effect=effect, value=D(value), **fields)
    return add_price_rule(event.pk, kind, wanted, NOON, actor=SYSTEM)


def fresh(event: Event) -> Event:
    return Event.objects.select_related("organisation", "venue").get(pk=event.pk)


def lines_of(registration: Registration) -> list[tuple[str, str]]:
    return [(str(line.allowance), line.allowance_reason) for line in registration.lines.all()]


def refused(event: Event, basket: Basket) -> list[tuple[str, str]]:
    with pytest.raises(SignUpRefused) as found:
        make_registration(event, basket)
    return [(refusal.field, refusal.code) for refusal in found.value.refusals]


def seen_by(event: Event, basket: Basket, language: str = "nl") -> str:
    return prices_seen(for_whom(load_offering(fresh(event), NOON, language), basket).catalogue)


def basket_of(event: Event, people: int = 1, **fields: Any) -> Basket:
    return make_basket(event, people, confirms_duplicate=True, **fields)


def all_is_well(event: Event) -> bool:
    return not (invariants.taken(event.pk).broken or invariants.owner(event.pk).broken)


def test_an_early_bird_ends_at_its_moment_to_the_second() -> None:
    event = make_congress(price="100.00")
    make_rule(event, "early", until=NOON + timedelta(minutes=1))
    before = make_registration(event, basket_of(event), NOON + timedelta(seconds=59))
    after = make_registration(event, basket_of(event), NOON + timedelta(minutes=1))
    assert lines_of(before) == [("10.00", "Vroegboekkorting")]
    assert lines_of(after) == [("0.00", "")]
    assert before.invoices.get().payable == D("108.90")


def test_the_first_so_many_pay_less_and_the_next_do_not() -> None:
    event = make_congress(price="100.00")
    rule = make_rule(event, "early", "price", "80", first=3)
    registration = make_registration(event, basket_of(event, 5))
    assert [line.amount for line in registration.lines.all()] == [D("80.00")] * 3 + [D("100.00")] * 2
    assert SeatPool.objects.get(price_rule=rule).taken == 3
    assert lines_of(make_registration(event, basket_of(event))) == [("0.00", "")]
    assert all_is_well(event)


def test_a_place_at_a_price_comes_back_once() -> None:
    event = make_congress(price="100.00")
    rule = make_rule(event, "early", first=1)
    first = make_registration(event, basket_of(event))
    for _ in range(2):
        cancel(first.pk, None, NOON, actor=SYSTEM)
        assert SeatPool.objects.get(price_rule=rule).taken == 0
    assert lines_of(make_registration(event, basket_of(event))) == [("10.00", "Vroegboekkorting")]
    assert all_is_well(event)


def test_of_two_open_forms_one_gets_the_last_place_and_the_other_is_told_the_new_price() -> None:
    event = make_congress(price="100.00")
    make_rule(event, "early", first=1)
    baskets = [basket_of(event) for _ in range(2)]
    baskets = [replace(basket, prices_seen=seen_by(event, basket)) for basket in baskets]
    make_registration(event, baskets[0])
    assert refused(event, baskets[1]) == [("prices_seen", "price_changed")]
    told = replace(baskets[1], prices_seen=seen_by(event, baskets[1]))
    assert lines_of(make_registration(event, told)) == [("0.00", "")]


def test_of_many_at_once_no_more_than_there_are_pay_less() -> None:
    event = make_congress(price="100.00")
    rule = make_rule(event, "early", first=3)
    baskets = [basket_of(event) for _ in range(8)]
    baskets = [replace(basket, prices_seen=seen_by(event, basket)) for basket in baskets]

    def try_it(number: int) -> str:
        try:
            registration = sign_up(fresh(event), baskets[number], NOON)
        except SignUpRefused as no:
            return no.refusals[0].code
        return str(registration.lines.get().allowance)

    ends = at_once(8, try_it)
    assert sorted(ends) == ["10.00"] * 3 + ["price_changed"] * 5
    assert SeatPool.objects.get(price_rule=rule).taken == 3
    assert all_is_well(event)


def test_fewer_left_than_were_shown_is_no_change_for_who_needs_no_more() -> None:
    event = make_congress(price="100.00")
    make_rule(event, "early", first=5)
    one, four = basket_of(event), basket_of(event, 4)
    one = replace(one, prices_seen=seen_by(event, one))
    four = replace(four, prices_seen=seen_by(event, four))
    make_registration(event, basket_of(event, 2))
    assert lines_of(make_registration(event, one)) == [("10.00", "Vroegboekkorting")]
    assert refused(event, four) == [("prices_seen", "price_changed")]


def test_a_group_pays_less_from_its_step_on() -> None:
    event = make_congress(price="100.00")
    make_rule(event, "group", least=3)
    make_rule(event, "group", value="20", least=5)
    sums = [make_registration(event, basket_of(event, n)).invoices.get().payable for n in (2, 3, 5)]
    assert sums == [D("242.00"), D("326.70"), D("484.00")]


def test_a_group_may_be_of_a_payer_over_time() -> None:
    event = make_congress(price="100.00")
    make_rule(event, "group", least=3, counts="customer")
    make_registration(event, basket_of(event, 2))
    other = make_bill(
        payer=Payer(organisation="Anders", street="A 1", postcode="1234 AB", city="B", kvk="12345678")
    )
    assert lines_of(make_registration(event, basket_of(event, bill=other))) == [("0.00", "")]
    assert lines_of(make_registration(event, basket_of(event))) == [
        ("10.00", "Groepskorting vanaf 3 personen")
    ]


def test_reasons_are_kept_in_the_language_of_the_sign_up() -> None:
    event = make_congress(price="100.00")
    make_rule(event, "group", least=2)
    make_rule(event, "early", title="Vroege vogels", title_en="Early birds", until=NOON + timedelta(days=1))
    set_discounts_together(event.pk, ["early", "group"], NOON, actor=SYSTEM)
    dutch = make_registration(event, basket_of(event, 2))
    english = make_registration(event, basket_of(event, 2, language="en"))
    assert lines_of(dutch) == [("19.00", "Vroege vogels; Groepskorting vanaf 2 personen")] * 2
    assert lines_of(english) == [("19.00", "Early birds; Group discount from 2 people")] * 2


def test_the_first_two_of_each_member_come_free_and_the_next_pay() -> None:
    event = make_congress(price="100.00")
    one = add_member(event.organisation_id, "Westerkoog", ["westerkoog.example"], NOON, actor=SYSTEM)
    rule = make_rule(event, "member", "free", "0", first=2)
    make_rule(event, "member", "price", "75")
    two = add_member(event.organisation_id, "Oosterveen", ["oosterveen.example"], NOON, actor=SYSTEM)
    registration = make_registration(event, basket_of(event, 7))
    assert sorted(line.amount for line in registration.lines.all()) == [D("0.00")] * 2 + [D("75.00")] * 5
    east = Contact("Oost", "oost@oosterveen.example", organisation="Gemeente Oosterveen")
    free = make_registration(event, basket_of(event, contact=east))
    assert lines_of(free) == [("100.00", "Eerste 2 van elk lid")]
    taken = {pool.member_id: pool.taken for pool in SeatPool.objects.filter(price_rule=rule)}
    assert taken == {one.pk: 2, two.pk: 1}
    stranger = Contact("Els", "els@elders.example", organisation="Elders")
    assert lines_of(make_registration(event, basket_of(event, contact=stranger))) == [("0.00", "")]
    assert all_is_well(event)


def test_who_was_shown_two_free_places_that_colleagues_took_is_told_first() -> None:
    event = make_congress(price="100.00")
    add_member(event.organisation_id, "Westerkoog", ["westerkoog.example"], NOON, actor=SYSTEM)
    make_rule(event, "member", "free", "0", first=2)
    late = basket_of(event, 2)
    late = replace(late, prices_seen=prices_seen(load_offering(fresh(event), NOON, "nl").catalogue))
    make_registration(event, basket_of(event))
    assert refused(event, late) == [("prices_seen", "price_changed")]


def test_a_member_is_known_by_kvk_number_before_domain_and_not_once_stopped() -> None:
    event = make_congress(price="100.00")
    member = add_member(event.organisation_id, "Westerkoog", ["68750110"], NOON, actor=SYSTEM)
    make_rule(event, "member")
    assert lines_of(make_registration(event, basket_of(event))) == [("10.00", "Ledenkorting")]
    edit_member(
        event.organisation_id, member.pk, "Westerkoog", ["68750110"], NOON, is_stopped=True, actor=SYSTEM
    )
    assert lines_of(make_registration(event, basket_of(event))) == [("0.00", "")]


def test_two_members_are_not_known_by_the_same() -> None:
    event = make_congress()
    add_member(event.organisation_id, "Een", ["een.example"], NOON, actor=SYSTEM)
    with pytest.raises(KeyTaken):
        add_member(event.organisation_id, "Twee", ["twee.example", "een.example"], NOON, actor=SYSTEM)
    add_member(make_congress().organisation_id, "Een elders", ["een.example"], NOON, actor=SYSTEM)
    assert [member.name for member in event.organisation.members.all()] == ["Een"]


@pytest.mark.parametrize(
    ("audience", "as_organisation", "as_person"),
    [("organisations", True, False), ("private", False, True), ("members", True, False), ("", True, True)],
)
def test_a_code_may_be_for_some(audience: str, as_organisation: bool, as_person: bool) -> None:  # noqa: FBT001
    event = make_congress(price="100.00")
    add_member(event.organisation_id, "Westerkoog", ["westerkoog.example"], NOON, actor=SYSTEM)
    add_code(
        event.pk, NewCode(text="X", effect="percent", value=D(10), audience=audience), NOON, actor=SYSTEM
    )
    private: dict[str, Any] = {
        "bill": make_bill(payer=Payer(attention="Els Bakker")),
        "contact": Contact("Els Bakker", "els@elders.example"),
    }
    for works, fields in ((as_organisation, dict[str, Any]()), (as_person, private)):
        basket = basket_of(event, code="X", **fields)
        if works:
            assert lines_of(make_registration(event, basket)) == [("10.00", "Code X")]
        else:
            assert refused(event, basket) == [("code", "invalid")]


def test_a_code_that_something_cheaper_beats_is_not_used() -> None:
    event = make_congress(price="100.00")
    make_rule(event, "early", value="25", until=NOON + timedelta(days=1))
    code = add_code(event.pk, NewCode(text="X", effect="percent", value=D(10), uses=1), NOON, actor=SYSTEM)
    assert (
        lines_of(make_registration(event, basket_of(event, 3, code="X")))
        == [("25.00", "Vroegboekkorting")] * 3
    )
    assert SeatPool.objects.get(code=code).taken == 0


def test_a_changed_or_stopped_rule_leaves_who_has_registered_alone() -> None:
    event = make_congress(price="100.00")
    rule = make_rule(event, "early", first=10)
    registration = make_registration(event, basket_of(event))
    shown = basket_of(event)
    shown = replace(shown, prices_seen=seen_by(event, shown))
    before = list(Line.objects.values())
    edit_price_rule(
        event.pk, rule.pk, RuleWanted(effect="percent", value=D(50), first=10), NOON, actor=SYSTEM
    )
    assert refused(event, shown) == [("prices_seen", "price_changed")]
    switch_price_rule(event.pk, rule.pk, NOON, is_off=True, actor=SYSTEM)
    assert lines_of(make_registration(event, basket_of(event))) == [("0.00", "")]
    TicketType.objects.filter(event=event).update(price=D("900.00"))
    assert list(Line.objects.filter(registration=registration).values()) == before
    assert registration.invoices.get().payable == D("108.90")


def test_a_rule_cannot_have_fewer_places_than_are_taken() -> None:
    event = make_congress(price="100.00")
    rule = make_rule(event, "early", first=5)
    make_registration(event, basket_of(event, 3))
    with pytest.raises(BelowTaken):
        edit_price_rule(
            event.pk, rule.pk, RuleWanted(effect="percent", value=D(10), first=2), NOON, actor=SYSTEM
        )
    assert (PriceRule.objects.get().first, SeatPool.objects.get(price_rule=rule).capacity) == (5, 5)
    edit_price_rule(event.pk, rule.pk, RuleWanted(effect="percent", value=D(10), first=3), NOON, actor=SYSTEM)
    assert SeatPool.objects.get(price_rule=rule).capacity == 3


def test_an_offering_with_rules_takes_as_many_statements_whatever_their_number() -> None:
    def statements(rules: Sequence[int], members: int) -> int:
        event = make_congress(price="100.00")
        for number in range(members):
            add_member(event.organisation_id, f"Lid {number}", [f"lid{number}.example"], NOON, actor=SYSTEM)
        for number in rules:
            make_rule(event, "early", first=number)
            make_rule(event, "member", first=number)
        contact = Contact("Els", "els@lid0.example", organisation="Lid")
        basket = basket_of(event, contact=contact)
        event = fresh(event)
        with CaptureQueriesContext(connection) as asked:
            offering = for_whom(load_offering(event, NOON, "nl"), basket)
            price(offering.catalogue, basket)
        assert offering.catalogue.is_member
        return len(asked)

    assert statements([1], 1) == statements([1, 2, 3], 9)


def test_a_claim_at_a_price_belongs_to_the_line_that_has_it() -> None:
    event = make_congress(price="100.00")
    rule = make_rule(event, "early", first=1)
    registration = make_registration(event, basket_of(event, 2))
    claim = SeatClaim.objects.get(pool__price_rule=rule)
    assert claim.line == registration.lines.get(allowance__gt=0)
