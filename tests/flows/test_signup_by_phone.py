"""Signing somebody up by telephone: another price, one more than fits, and who is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from events.models import Event, TicketType
from flows.signup import KeyUsed, sign_up
from notifications.models import Message
from organisations.access import SYSTEM
from organisations.models import Customer, Trail
from payments.models import Invoice
from registrations.basket import Basket
from registrations.favours import Favour, Mails, with_favour
from registrations.models import Line, Participant, Registration, SeatPool
from registrations.offering import load_offering
from registrations.pricing import SpecialPrice
from registrations.refusals import SignUpRefused
from tests.at_once import at_once
from tests.integrity import all_broken
from tests.making import NOON, make_basket, make_branchedag, make_congress, make_person
from tests.registered import make_registration

pytestmark = pytest.mark.django_db(transaction=True)
Source = Registration.Source
ONE_MORE = Favour(one_more=True, mails=Mails.NONE)


def by_phone(event: Event, basket: Basket, favour: Favour = ONE_MORE) -> Registration:
    """Sign up as an organiser does who is called at noon."""
    event = Event.objects.select_related("organisation", "venue").get(pk=event.pk)
    offering = with_favour(load_offering(event, NOON, basket.language), favour)
    return sign_up(event, basket, NOON, source=Source.WORKSPACE, actor=SYSTEM, offering=offering)


def at_price(price: str, reason: str = "Spreker") -> Favour:
    return Favour(SpecialPrice(Decimal(price), reason))


def refused(event: Event, basket: Basket, favour: Favour) -> list[tuple[str, str]]:
    with pytest.raises(SignUpRefused) as error:
        by_phone(event, basket, favour)
    return [(refusal.field, refusal.code) for refusal in error.value.refusals]


def seats(event: Event) -> list[tuple[str, int | None, int]]:
    return list(SeatPool.objects.filter(event=event).order_by("id").values_list("slug", "capacity", "taken"))


def all_holds() -> None:
    """What must always be true is true."""
    assert [row for rule, row in all_broken() if rule != "jobs.stuck"] == []


def test_another_price_stands_on_the_line_and_on_the_invoice_with_its_reason() -> None:
    event = make_congress(price="495.00")

    registration = by_phone(event, make_basket(event, 2), at_price("100.00", "Spreker van vorig jaar"))

    lines = Line.objects.values_list("unit_price", "allowance", "allowance_reason")
    assert list(lines) == [(Decimal("495.00"), Decimal("395.00"), "Spreker van vorig jaar")] * 2
    invoice = Invoice.objects.get(registration=registration)
    assert (invoice.tax_exclusive, invoice.payable) == (Decimal("200.00"), Decimal("242.00"))
    assert [line.allowance_reason for line in invoice.lines.all()] == ["Spreker van vorig jaar"]
    assert registration.source == Source.WORKSPACE
    signed_up = Trail.objects.get(subject="registration", verb="signed_up")
    assert signed_up.facts == {
        "people": 2,
        "source": "workspace",
        "payable": "242.00",
        "other_price": "100.00",
        "mails": "all",
    }
    all_holds()


def test_for_nothing_nobody_is_invoiced_and_no_terms_are_asked() -> None:
    event = make_congress(price="495.00")
    basket = replace(make_basket(event), accepts_terms=False)

    registration = by_phone(event, basket, at_price("0.00"))

    assert (registration.payment_method, Invoice.objects.count()) == ("none", 0)
    all_holds()


@pytest.mark.parametrize(
    ("price", "is_right"), [("0.00", True), ("494.99", True), ("495.00", True), ("495.01", False)]
)
def test_another_price_is_at_most_the_list_price(price: str, *, is_right: bool) -> None:
    event = make_congress(price="495.00")
    if is_right:
        assert by_phone(event, make_basket(event), at_price(price)).state == "confirmed"
    else:
        assert refused(event, make_basket(event), at_price(price)) == [("other_price", "invalid")]
        assert not Registration.objects.exists()


def test_of_two_admissions_the_cheaper_one_says_what_is_possible() -> None:
    event = make_congress(price="495.00", days=2, day_tickets=True)
    TicketType.objects.filter(slug="alleen-dag-1").update(price="275.00")
    people = [make_person("Jan de Vries"), make_person("Fatima", ticket_type="alleen-dag-1")]

    assert refused(event, make_basket(event, people), at_price("300.00")) == [("other_price", "invalid")]


def test_who_pays_is_invoiced_whatever_the_event_asks_of_others() -> None:
    event = make_congress(price="495.00", may_pay_on_invoice=False, may_pay_online=True)

    assert by_phone(event, make_basket(event), Favour()).payment_method == "invoice"


def test_a_payer_whom_finance_blocked_gets_no_invoice_by_telephone_either() -> None:
    event = make_congress(price="495.00")
    make_registration(event, make_basket(event))
    Customer.objects.update(is_blocked=True)

    assert refused(event, make_basket(event, [make_person("Jan")]), Favour()) == [
        ("payment_method", "invalid")
    ]


@pytest.mark.parametrize(
    ("mails", "kinds"),
    [
        (Mails.ALL, ["confirmation", "participation", "invoice"]),
        (Mails.INVOICE, ["invoice"]),
        (Mails.NONE, []),
    ],
)
def test_who_is_told(mails: Mails, kinds: list[str]) -> None:
    event = make_congress(price="495.00")

    by_phone(event, make_basket(event), Favour(mails=mails))

    assert list(Message.objects.order_by("id").values_list("kind", flat=True)) == kinds
    assert Invoice.objects.count() == 1
    all_holds()


def test_one_more_raises_each_pool_that_is_short_by_what_it_lacks_and_says_so() -> None:
    event = make_congress(seats=3, rounds=1, round_seats=2)
    chosen = {"ronde-1": "ronde-1-a"}
    make_registration(event, make_basket(event, 2, rounds=chosen))
    basket = make_basket(event, [make_person("Jan", rounds=chosen), make_person("Piet", rounds=chosen)])

    registration = by_phone(event, basket)

    assert seats(event) == [("dag-1", 4, 4), ("session-ronde-1-a", 4, 4), ("session-ronde-1-b", 2, 0)]
    told = Trail.objects.get(subject="event", verb="capacity changed")
    assert told.facts == {
        "pools": ["dag-1: +1", "session-ronde-1-a: +2"],
        "registration": registration.reference,
    }
    assert Trail.objects.filter(subject="registration", verb="one more").count() == 1
    all_holds()


def test_where_there_is_room_one_more_changes_no_capacity() -> None:
    event = make_congress(seats=3)

    by_phone(event, make_basket(event))

    assert seats(event) == [("dag-1", 3, 1)]
    assert not Trail.objects.filter(verb="capacity changed").exists()


def test_without_one_more_full_is_full_by_telephone_too() -> None:
    event = make_congress(seats=0)

    assert refused(event, make_basket(event), Favour()) == [("participants-TOTAL_FORMS", "full")]


def test_who_waits_keeps_the_seats_that_are_free() -> None:
    event = make_congress(seats=5)
    SeatPool.objects.filter(event=event).update(waiting=2)

    by_phone(event, make_basket(event))

    assert seats(event) == [("dag-1", 6, 1)]


def test_no_stand_is_taken_twice_and_no_code_is_used_beyond_its_uses() -> None:
    event = make_branchedag(stands=1, price="0.00", seats=0)
    taken = make_basket(event, [make_person("Bas", ticket_type="standhouder")], stand=1)
    make_registration(event, taken)
    other = make_basket(event, [make_person("Els", ticket_type="standhouder")], stand=1)

    assert refused(event, other, ONE_MORE) == [("stand", "full")]


def test_a_session_that_was_cancelled_stays_shut() -> None:
    event = make_congress(seats=5)
    SeatPool.objects.filter(event=event).update(open=False)

    assert refused(event, make_basket(event), ONE_MORE) == [("participants-TOTAL_FORMS", "full")]


@pytest.mark.parametrize(
    "closed",
    [{"is_closed": True}, {"sign_up_closes_at": NOON}, {"sign_up_opens_at": NOON + timedelta(days=9)}],
)
def test_what_is_closed_for_visitors_is_open_for_an_organiser(closed: dict[str, Any]) -> None:
    event = make_congress(**closed)

    assert by_phone(event, make_basket(event), Favour()).state == "confirmed"


@pytest.mark.parametrize(
    "gone", [{"status": "cancelled"}, {"ends_at": NOON, "begins_at": NOON - timedelta(days=1)}]
)
def test_nobody_is_signed_up_for_what_was_cancelled_or_is_over(gone: dict[str, Any]) -> None:
    event = make_congress()
    Event.objects.filter(pk=event.pk).update(**gone)

    assert refused(event, make_basket(event), ONE_MORE) == [("__all__", "closed")]


def test_when_nothing_is_on_sale_any_more_an_organiser_still_sells_what_the_website_showed() -> None:
    event = make_congress(price="495.00")
    TicketType.objects.filter(event=event).update(on_sale_until=NOON - timedelta(days=1))
    TicketType.objects.create(event=event, slug="geheim", title="Geheim", price=5, position=9, is_hidden=True)

    by_phone(event, make_basket(event), Favour())

    assert list(Participant.objects.values_list("ticket_type__slug", flat=True)) == ["regulier"]
    assert refused(event, make_basket(event, [make_person("Jan", ticket_type="geheim")]), Favour()) == [
        ("participants-0-ticket_type", "invalid")
    ]


def test_the_same_form_sent_twice_is_one_sign_up_and_with_another_price_is_asked_about() -> None:
    event = make_congress(price="495.00")
    basket = make_basket(event)
    first = by_phone(event, basket, at_price("100.00"))

    assert by_phone(event, basket, at_price("100.00")) == first
    with pytest.raises(KeyUsed) as used:
        by_phone(event, basket, at_price("90.00"))
    assert (used.value.registration, used.value.is_same) == (first, False)


def test_beside_one_more_nobody_else_gets_in_where_it_is_full() -> None:
    event = make_congress(seats=4, days=2)
    make_registration(event, make_basket(event, 4))
    callers = {1, 5, 9}

    def arrive(number: int) -> bool:
        basket = make_basket(event, [make_person(f"Beller {number}")])
        try:
            if number in callers:
                by_phone(event, basket)
            else:
                make_registration(event, basket)
        except SignUpRefused:
            return False
        return True

    came = at_once(12, arrive)

    assert {number for number, is_in in enumerate(came) if is_in} == callers
    assert seats(event) == [("dag-1", 7, 7), ("dag-2", 7, 7)]
    all_holds()


def test_beside_one_more_the_last_seats_are_given_once_each() -> None:
    event = make_congress(seats=3, days=2)

    def arrive(number: int) -> bool:
        basket = make_basket(event, [make_person(f"Beller {number}")])
        try:
            if number % 4 == 0:
                by_phone(event, basket)
            else:
                make_registration(event, basket)
        except SignUpRefused:
            return False
        return True

    came = at_once(16, arrive)

    visitors = sum(is_in for number, is_in in enumerate(came) if number % 4)
    assert all(came[::4])
    assert visitors <= 3
    assert {(capacity, taken) for _, capacity, taken in seats(event)} == {(sum(came), sum(came))}
    added = [
        int(pool.rpartition("+")[2])
        for act in Trail.objects.filter(subject="event")
        for pool in act.facts["pools"]
    ]
    assert sum(added) == 2 * (sum(came) - 3)
    all_holds()
