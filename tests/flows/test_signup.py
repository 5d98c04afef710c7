"""The one path of every sign-up, on real connections where it matters."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

import pytest

from events.models import Event
from flows.signup import KeyUsed, sign_up
from jobs.models import Job
from notifications.models import Message
from organisations.models import Customer, Trail
from payments.models import Invoice
from registrations.models import Attending, Line, Participant, Registration, SeatClaim, SeatPool
from registrations.refusals import SignUpRefused
from tests.at_once import at_once
from tests.making import (
    NOON,
    make_basket,
    make_bill,
    make_branchedag,
    make_congress,
    make_leergang,
    make_person,
)

pytestmark = pytest.mark.django_db(transaction=True)


def refused(event: Event, **fields: object) -> list[tuple[str, str]]:
    """Field and code of each refusal of a basket, after which nothing is stored."""
    with pytest.raises(SignUpRefused) as caught:
        sign_up(event, make_basket(event, **fields), NOON)  # type: ignore[arg-type]
    assert nothing_is_stored()
    return [(refusal.field, refusal.code) for refusal in caught.value.refusals]


def nothing_is_stored() -> bool:
    stored = (Registration, Participant, Line, SeatClaim, Invoice, Customer, Message, Trail, Job)
    taken = SeatPool.objects.filter(taken__gt=0).count()
    return not taken and not any(model.objects.exists() for model in stored)


def test_of_twenty_people_at_once_five_get_the_last_five_seats() -> None:
    congress = make_congress(seats=5)

    def try_to_sign_up(number: int) -> bool:
        person = make_person(f"Deelnemer {number}")
        try:
            sign_up(congress, make_basket(congress, [person]), NOON)
        except SignUpRefused as refusal:
            return not all(r.code == "full" for r in refusal.refusals)
        return True

    assert sorted(at_once(20, try_to_sign_up)) == [False] * 15 + [True] * 5
    assert SeatPool.objects.get().taken == SeatClaim.objects.count() == 5
    assert Registration.objects.count() == Participant.objects.count() == 5


def test_the_same_form_sent_eight_times_at_once_makes_one_registration() -> None:
    congress = make_congress(seats=5, price="100.00")
    basket = make_basket(congress, 2)
    found = at_once(8, lambda _: sign_up(congress, basket, NOON).pk)
    assert len(set(found)) == 1
    assert Registration.objects.count() == Invoice.objects.count() == Customer.objects.count() == 1
    assert SeatPool.objects.get().taken == 2


def test_the_same_key_with_another_basket_says_what_is_registered_already() -> None:
    congress = make_congress(seats=5)
    basket = make_basket(congress)
    first = sign_up(congress, basket, NOON)
    other = replace(basket, people=(make_person("Iemand Anders"),))
    with pytest.raises(KeyUsed) as caught:
        sign_up(congress, other, NOON)
    assert caught.value.registration == first
    assert Registration.objects.count() == 1


def test_three_colleagues_take_a_seat_in_both_days_and_their_sessions() -> None:
    congress = make_congress(seats=10, days=2, rounds=3, round_seats=4, price="495.00")
    rounds = {"ronde-1": "ronde-1-a", "ronde-2": "ronde-2-b", "ronde-3": "ronde-3-a"}
    registration = sign_up(congress, make_basket(congress, 3, rounds=rounds), NOON)
    taken = dict(SeatPool.objects.filter(event=congress, taken__gt=0).values_list("slug", "taken"))
    assert taken == {
        "dag-1": 3,
        "dag-2": 3,
        "session-ronde-1-a": 3,
        "session-ronde-2-b": 3,
        "session-ronde-3-a": 3,
    }
    assert Attending.objects.filter(participant__registration=registration).count() == 9
    assert SeatClaim.objects.count() == 15
    invoice = Invoice.objects.get(registration=registration)
    assert (invoice.payable, invoice.lines.get().quantity) == (Decimal("1796.85"), Decimal(3))


def test_a_day_ticket_takes_a_seat_in_its_day_alone_and_asks_its_rounds_alone() -> None:
    congress = make_congress(seats=10, days=2, rounds=2, day_tickets=True)
    person = make_person(ticket_type="alleen-dag-2", rounds={"ronde-2": "ronde-2-a"})
    sign_up(congress, make_basket(congress, [person]), NOON)
    taken = dict(SeatPool.objects.filter(event=congress, taken__gt=0).values_list("slug", "taken"))
    assert taken == {"dag-2": 1, "session-ronde-2-a": 1}


def test_everybody_in_a_course_takes_all_meetings_and_pays_no_vat() -> None:
    leergang = make_leergang(seats=16, price="1295.00")
    registration = sign_up(leergang, make_basket(leergang), NOON)
    assert Attending.objects.count() == 6
    invoice = Invoice.objects.get(registration=registration)
    assert (invoice.vat_total, invoice.payable) == (Decimal(0), Decimal("1295.00"))
    assert invoice.vat.get().reason == "Vrijgesteld van btw (art. 11 lid 1 onderdeel o Wet OB 1968)"
    assert invoice.texts["crkbo"]


def test_a_stand_is_a_line_with_its_own_seat_and_its_staff_take_none() -> None:
    fair = make_branchedag(stands=12, seats=100)
    people = [make_person("Els Bakker"), make_person("Tom van Dijk")]
    registration = sign_up(fair, make_basket(fair, people, stand=12), NOON)
    taken = dict(SeatPool.objects.filter(event=fair, taken__gt=0).values_list("slug", "taken"))
    assert taken == {"stand-12": 1}
    texts = list(Line.objects.filter(registration=registration).values_list("text", flat=True))
    assert texts == ["Stand 12: Stand klein", "Medewerker op de stand", "Medewerker op de stand"]
    with pytest.raises(SignUpRefused) as caught:
        sign_up(fair, make_basket(fair, [make_person("Late Bieder")], stand=12), NOON)
    assert [(r.field, r.code) for r in caught.value.refusals] == [("stand", "full")]


def test_what_is_wrong_is_said_at_its_field_and_nothing_is_stored() -> None:
    congress = make_congress(seats=5, rounds=1, most_per_sign_up=2)
    ok = {"ronde-1": "ronde-1-a"}
    wrong = [make_person(rounds={"ronde-1": "ronde-9-z"})]
    assert refused(congress, people=wrong) == [("participants-0-round_ronde-1", "invalid")]
    assert refused(congress) == [("participants-0-round_ronde-1", "required")]
    assert refused(congress, rounds=ok, stand=12) == [("stand", "invalid")]
    assert refused(congress, rounds=ok, people=3) == [("participants-TOTAL_FORMS", "over_limit")]
    unknown = [make_person(ticket_type="bestaat-niet")]
    assert refused(congress, people=unknown) == [("participants-0-ticket_type", "invalid")]
    twice = [make_person(rounds=ok), make_person(rounds=ok)]
    assert refused(congress, people=twice) == [("participants-1-email", "duplicate")]


def test_nobody_signs_up_for_what_is_closed_cancelled_or_begun() -> None:
    closed = make_congress(is_closed=True)
    assert refused(closed) == [("__all__", "closed")]
    cancelled = make_congress(status=Event.Status.CANCELLED)
    assert refused(cancelled) == [("__all__", "closed")]
    congress = make_congress()
    with pytest.raises(SignUpRefused):
        sign_up(congress, make_basket(congress), congress.begins_at + timedelta(seconds=1))


def test_a_full_session_names_itself_and_what_is_left() -> None:
    congress = make_congress(seats=10, rounds=1, round_seats=2)
    rounds = {"ronde-1": "ronde-1-a"}
    with pytest.raises(SignUpRefused) as caught:
        sign_up(congress, make_basket(congress, 3, rounds=rounds), NOON)
    first = caught.value.refusals[0]
    assert (first.field, first.code, first.params["left"]) == ("participants-0-round_ronde-1", "full", 2)
    assert nothing_is_stored()


def test_a_changed_price_is_shown_before_anything_is_booked() -> None:
    congress = make_congress(price="100.00")
    assert refused(congress, prices_seen="another-list") == [("prices_seen", "price_changed")]


def test_an_address_that_is_known_is_a_question_that_can_be_answered() -> None:
    congress = make_congress()
    sign_up(congress, make_basket(congress), NOON)
    again = make_basket(congress)
    with pytest.raises(SignUpRefused) as caught:
        sign_up(congress, again, NOON)
    assert [(r.field, r.code) for r in caught.value.refusals] == [
        ("participants-0-email", "already_registered")
    ]
    sign_up(congress, replace(again, confirms_duplicate=True), NOON)
    assert Registration.objects.count() == 2


def test_paying_needs_a_way_and_the_terms() -> None:
    congress = make_congress(price="100.00")
    assert refused(congress, payment_method="bitcoin") == [("payment_method", "invalid")]
    assert refused(congress, accepts_terms=False) == [("accept_terms", "required")]


def test_the_same_kvk_finds_the_customer_and_changes_nothing_on_it() -> None:
    congress = make_congress(price="100.00")
    sign_up(congress, make_basket(congress), NOON)
    bill = make_bill()
    moved = replace(bill, payer=replace(bill.payer, street="Raadhuisplein 1"))
    second = sign_up(congress, make_basket(congress, [make_person("Ander Mens")], bill=moved), NOON)
    customer = Customer.objects.get()
    assert (customer.street, second.billing.street) == ("Postbus 12", "Raadhuisplein 1")
    assert Invoice.objects.get(registration=second).buyer["street"] == "Raadhuisplein 1"


def test_while_the_number_follows_there_is_no_invoice() -> None:
    congress = make_congress(price="100.00")
    basket = make_basket(congress, bill=make_bill(number_follows=True))
    registration = sign_up(congress, basket, NOON)
    assert registration.state == "confirmed"
    assert not Invoice.objects.exists()


def test_a_noise_event_keeps_its_seats() -> None:
    noise, congress = make_congress(seats=3), make_congress(seats=3)
    sign_up(congress, make_basket(congress, 2, submission_key=uuid4()), NOON)
    assert SeatPool.objects.get(event=noise).taken == 0


def test_an_admission_for_a_group_wants_the_group() -> None:
    congress = make_congress()
    congress.ticket_types.update(minimum=2)
    assert refused(congress, people=1) == [("participants-0-ticket_type", "invalid")]
    assert sign_up(congress, make_basket(congress, 2), NOON).participants.count() == 2


def test_a_full_session_that_nobody_chose_is_a_reason_too() -> None:
    course = make_leergang(price="0.00")
    meeting = course.sessions.get(slug="bijeenkomst-1")
    SeatPool.objects.create(event=course, slug="session-bijeenkomst-1", session=meeting, capacity=1)
    assert refused(course, people=2) == [("participants-TOTAL_FORMS", "full")]
