"""Seats that wait for money: cancelled meanwhile, not paid, paid slowly, asked for anew."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from flows import payment
from flows.cancellation import cancel
from flows.checkout import go_to_stripe
from flows.expiry import end_hold
from flows.signup import sign_up
from jobs.outcomes import NotYet
from lib import clock
from notifications.models import Message
from operations.integrity import check
from organisations.access import Actor
from payments.balances import balance_of
from payments.models import Invoice, Payment, Refund
from payments.stripe import asking
from registrations.models import Hold
from registrations.refusals import SignUpRefused
from tests.at_once import at_once
from tests.making import make_basket, make_congress, make_person, make_steps
from tests.paying import (
    act,
    choose,
    hurry,
    invoices,
    is_in,
    make_paid_event,
    payment_of,
    session_of,
    sign_up_online,
    state,
    taken,
    until,
    work,
)
from tests.stripe_sandbox import StripeSandbox

pytestmark = pytest.mark.django_db(transaction=True)
CONTACT = "m.visser@westerkoog.example"


def mails() -> list[tuple[str, str]]:
    return list(Message.objects.order_by("id").values_list("kind", "to_address"))


def sound() -> bool:
    """Whether no rule is broken; documents are made by jobs that do not run here."""
    broken = [row for rule, row in check().broken if rule != "jobs.stuck"]
    assert broken == []
    return True


def test_12_cancelling_closes_the_session_first(stripe_sandbox: StripeSandbox) -> None:
    event = make_paid_event()
    registration = sign_up_online(event)
    session = session_of(registration)
    done = cancel(registration.pk, None, clock.now(), actor=Actor("contact"))
    assert not done.plan.is_nothing
    assert asking.session(session).verdict == "expired"
    assert is_in(registration, "cancelled")()
    assert (payment_of(registration).state, taken(event), Invoice.objects.count()) == ("expired", 0, 0)
    assert [kind for kind, _ in mails()] == ["cancellation", "cancellation"]
    assert sound()


def test_12_paid_before_it_was_cancelled_is_cancelled_by_its_terms(stripe_sandbox: StripeSandbox) -> None:
    event = make_paid_event()
    make_steps(event, fee="10.00")
    registration = sign_up_online(event)
    choose(session_of(registration), "paid", hold_webhook="on")
    cancel(registration.pk, None, clock.now(), actor=Actor("contact"))
    assert is_in(registration, "cancelled")()
    assert invoices() == [("380", "121.00", "0.00"), ("381", "108.90", "108.90")]
    assert until(lambda: Refund.objects.exclude(state="requested").exists())
    assert [refund["amount"] for refund in state()["refunds"]] == [10890]
    assert balance_of(Invoice.objects.get(type_code="380")).open == taken(event) == 0
    assert sound()


@pytest.mark.parametrize(("fee", "back"), [("", "121.00"), ("10.00", "108.90")])
def test_12_money_that_comes_after_a_cancellation_goes_back_by_its_terms(
    stripe_sandbox: StripeSandbox, fee: str, back: str
) -> None:
    event = make_paid_event()
    if fee:
        make_steps(event, fee=fee)
    registration = sign_up_online(event)
    session = session_of(registration)
    stripe_sandbox.kill()  # so that the session stays open
    cancel(registration.pk, None, clock.now(), actor=Actor("contact"))
    assert taken(event) == 0
    stripe_sandbox.start()
    choose(session, "paid")
    assert until(lambda: Refund.objects.exclude(state="requested").exists())
    assert is_in(registration, "cancelled")()
    assert Refund.objects.get().amount == Decimal(back)
    assert payment_of(registration).concern == "paid_after_cancel"
    assert sound()


def test_a_cancelled_sign_up_whose_session_stayed_open_closes_it_soon(
    stripe_sandbox: StripeSandbox,
) -> None:
    registration = sign_up_online(make_paid_event())
    session = session_of(registration)
    stripe_sandbox.kill()
    cancel(registration.pk, None, clock.now(), actor=Actor("contact"))
    stripe_sandbox.start()
    assert until(lambda: payment_of(registration).state == "expired")
    assert asking.session(session).verdict == "expired"


def test_an_unpaid_seat_is_free_again_once_stripe_closed_the_session(stripe_sandbox: StripeSandbox) -> None:
    event = make_paid_event(seats=1)
    registration = sign_up_online(event)
    session = session_of(registration)
    with pytest.raises(SignUpRefused):
        sign_up(event, make_basket(event), clock.now())
    later = clock.now() + timedelta(minutes=41)
    with clock.at(later):
        end_hold(str(payment_of(registration).pk))
    assert asking.session(session).verdict == "expired"
    assert is_in(registration, "expired")()
    assert taken(event) == 0
    assert [kind for kind, _ in mails()] == ["payment"]
    assert "verlopen" in Message.objects.get().subject
    assert sound()
    sign_up(event, make_basket(event), clock.now())


def test_seats_stay_as_long_as_stripe_does_not_say(stripe_sandbox: StripeSandbox) -> None:
    event = make_paid_event(seats=1)
    registration = sign_up_online(event)
    session_of(registration)
    stripe_sandbox.kill()
    row = payment_of(registration)
    with clock.at(clock.now() + timedelta(hours=3)), pytest.raises(NotYet):
        end_hold(str(row.pk))
    assert (taken(event), is_in(registration, "awaiting_payment")()) == (1, True)
    with clock.at(clock.now() + timedelta(hours=25)):
        end_hold(str(row.pk))
    assert (taken(event), payment_of(registration).concern) == (0, "not_reached")


def test_a_session_that_was_never_made_does_not_keep_seats(stripe_sandbox: StripeSandbox) -> None:
    event = make_paid_event(seats=1)
    registration = sign_up_online(event)
    stripe_sandbox.forward(timedelta(minutes=41))
    with clock.at(clock.now() + timedelta(minutes=41)):
        end_hold(str(payment_of(registration).pk))
    assert is_in(registration, "expired")()
    assert (taken(event), len(state()["checkout_sessions"])) == (0, 0)


def test_a_slow_payment_keeps_its_seats_and_confirms_when_the_money_comes(
    stripe_sandbox: StripeSandbox,
) -> None:
    event = make_paid_event()
    registration = sign_up_online(event)
    session = session_of(registration)
    choose(session, "processing")
    assert until(lambda: payment_of(registration).state == "processing")
    assert (is_in(registration, "awaiting_payment")(), Hold.objects.get().expires_at) == (True, None)
    assert [(kind, to) for kind, to in mails()] == [("payment", CONTACT)]
    with clock.at(clock.now() + timedelta(days=9)):
        end_hold(str(payment_of(registration).pk))
    assert taken(event) == 1
    act(f"checkout/{session}/settle", outcome="succeeded")
    assert until(is_in(registration, "confirmed"))
    assert invoices() == [("380", "121.00", "0.00")]
    assert sound()


def test_a_slow_payment_that_fails_ends_as_expired_and_says_so(stripe_sandbox: StripeSandbox) -> None:
    event = make_paid_event()
    registration = sign_up_online(event)
    session = session_of(registration)
    choose(session, "processing")
    assert until(lambda: payment_of(registration).state == "processing")
    act(f"checkout/{session}/settle", outcome="failed")
    assert until(is_in(registration, "expired"))
    assert (payment_of(registration).state, taken(event), Invoice.objects.count()) == ("failed", 0, 0)
    assert "Uw betaling is niet gelukt" in " ".join(Message.objects.latest("id").text.split())
    assert sound()


def test_a_declined_card_leaves_it_open(stripe_sandbox: StripeSandbox) -> None:
    registration = sign_up_online(make_paid_event())
    session = session_of(registration)
    choose(session, "failed")
    hurry("payment_check")
    work()
    assert (payment_of(registration).state, is_in(registration, "awaiting_payment")()) == ("created", True)
    choose(session, "paid")
    assert until(is_in(registration, "confirmed"))


def test_of_two_who_pay_for_the_last_seat_one_is_told_at_once(stripe_sandbox: StripeSandbox) -> None:
    event = make_paid_event(seats=1)
    sign_up_online(event)
    with pytest.raises(SignUpRefused) as refused:
        sign_up_online(event, [make_person("Te Laat")])
    assert [refusal.code for refusal in refused.value.refusals] == ["full"]
    assert Payment.objects.count() == Hold.objects.count() == 1


def test_stripe_was_away_too_long_and_the_visitor_tries_again(stripe_sandbox: StripeSandbox) -> None:
    registration = sign_up_online(make_paid_event())
    later = clock.now() + timedelta(minutes=15)
    stripe_sandbox.be_at(later)
    with clock.at(later):
        answer = go_to_stripe(registration, later)
    assert answer.answer == "go"
    first, second = Payment.objects.order_by("id")
    assert (first.state, second.state) == ("failed", "created")
    hold = Hold.objects.get()
    assert (second.hold, hold.expires_at) == (hold, later + timedelta(minutes=40))
    choose(answer.session_id, "paid")
    assert until(is_in(registration, "confirmed"))
    assert sound()


def test_another_organisation_takes_no_money_online(stripe_sandbox: StripeSandbox) -> None:
    make_paid_event()
    other = make_congress(price="100.00")
    with pytest.raises(SignUpRefused) as refused:
        sign_up_online(other)
    assert [(r.field, r.code) for r in refused.value.refusals] == [("payment_method", "invalid")]


def test_the_lock_makes_the_difference(stripe_sandbox: StripeSandbox) -> None:
    """Six look at once at what was paid: one confirms (without the lock of the payment two would try)."""
    registration = sign_up_online(make_paid_event())
    session = session_of(registration)
    choose(session, "paid", hold_webhook="on")
    at_once(6, lambda _: payment.look(session))
    assert is_in(registration, "confirmed")()
    assert (Invoice.objects.count(), len(mails())) == (1, 3)
