"""Paying online through Stripe's own client: the twelve ends of the checklist, and what lies between."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from flows import payment
from flows.checkout import go_to_stripe
from flows.expiry import end_hold
from flows.signup import sign_up
from jobs.models import Job
from lib import clock
from notifications.models import Message
from operations.integrity import check
from payments.balances import balance_of
from payments.models import Allocation, Invoice, Payment, Refund, StripeEvent
from payments.stripe import asking
from payments.stripe.objects import SessionSeen
from registrations.models import Attending, Hold, Registration, SeatClaim
from tests.at_once import at_once
from tests.making import make_basket, make_person
from tests.paying import (
    act,
    choose,
    event_about,
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


def test_a_sign_up_waits_for_its_money_and_tells_nobody_anything(stripe_sandbox: StripeSandbox) -> None:
    event = make_paid_event(rounds=1, round_seats=3)
    eva = make_person("Eva Kuiper", rounds={"ronde-1": "ronde-1-a"})
    registration = sign_up_online(event, [eva])
    assert (registration.state, registration.confirmed_at) == ("awaiting_payment", None)
    assert (taken(event), mails(), Invoice.objects.count(), Attending.objects.count()) == (1, [], 0, 0)
    assert SeatClaim.objects.exclude(hold=None).count() == SeatClaim.objects.count() == 2
    hold = Hold.objects.get()
    assert hold.expires_at is not None
    assert timedelta(minutes=39) < hold.expires_at - clock.now() <= timedelta(minutes=40)
    session = asking.session(session_of(registration))
    assert (session.verdict, session.amount) == ("open", Decimal("121.00"))
    assert session.payment_key == str(payment_of(registration).request_key)
    assert sound()


def test_paid_confirms_it_once_with_one_invoice_and_its_mails(stripe_sandbox: StripeSandbox) -> None:
    event = make_paid_event(rounds=1, round_seats=3)
    eva = make_person("Eva Kuiper", rounds={"ronde-1": "ronde-1-a"})
    registration = sign_up_online(event, [eva])
    session = session_of(registration)
    choose(session, "paid")
    assert until(is_in(registration, "confirmed"))
    assert invoices() == [("380", "121.00", "0.00")]
    invoice = Invoice.objects.get()
    assert (invoice.prepaid, str(balance_of(invoice).open)) == (Decimal("121.00"), "0.00")
    assert [(m.kind, m.to_address) for m in Message.objects.order_by("id")] == [
        ("confirmation", CONTACT),
        ("participation", "eva.kuiper@westerkoog.example"),
        ("invoice", "facturen@westerkoog.example"),
    ]
    assert "U hebt dit online betaald" in " ".join(Message.objects.get(kind="confirmation").text.split())
    assert SeatClaim.objects.filter(hold=None, released_at=None).count() == 2
    assert (taken(event), Attending.objects.count()) == (1, 1)
    row = payment_of(registration)
    assert (row.state, row.paid_with, bool(row.payment_intent_id)) == ("succeeded", "ideal", True)
    assert sound()


def test_a_payment_that_came_to_its_end_keeps_no_address(stripe_sandbox: StripeSandbox) -> None:
    registration = sign_up_online(make_paid_event())
    session_id = session_of(registration)
    assert payment_of(registration).request["customer_email"]
    choose(session_id, "paid")
    assert until(is_in(registration, "confirmed"))
    assert "@" not in str(payment_of(registration).request)


def test_1_the_same_event_twice_at_once_confirms_once(stripe_sandbox: StripeSandbox) -> None:
    registration = sign_up_online(make_paid_event())
    session = session_of(registration)
    choose(session, "paid", hold_webhook="on")
    event = event_about(session, "checkout.session.completed")
    act(f"events/{event}/deliver", times="2")
    assert until(is_in(registration, "confirmed"))
    act(f"events/{event}/deliver", times="2")
    at_once(6, lambda _: payment.look(session))
    assert StripeEvent.objects.filter(object_id=session).count() == 1
    assert (Invoice.objects.count(), Allocation.objects.count(), len(mails())) == (1, 1, 3)
    assert sound()


def test_2_money_that_beats_the_expiry_confirms_and_the_seat_was_never_free(
    stripe_sandbox: StripeSandbox,
) -> None:
    event = make_paid_event(seats=1)
    registration = sign_up_online(event)
    session = session_of(registration)
    choose(session, "paid", hold_webhook="on")
    Hold.objects.update(expires_at=clock.now())
    hurry("payment_hold")
    work()
    assert is_in(registration, "confirmed")()
    assert (taken(event), Hold.objects.get().ended_at is not None) == (1, True)
    assert sound()


def test_2_money_that_comes_late_takes_the_seats_again_where_they_are_there(
    stripe_sandbox: StripeSandbox,
) -> None:
    event = make_paid_event(seats=1)
    registration = sign_up_online(event)
    session = session_of(registration)
    choose(session, "paid_late", hold_webhook="on")
    act(f"events/{event_about(session, 'checkout.session.expired')}/deliver")
    assert until(is_in(registration, "expired"))
    act(f"events/{event_about(session, 'checkout.session.completed')}/deliver")
    assert until(is_in(registration, "confirmed"))
    assert (taken(event), invoices()) == (1, [("380", "121.00", "0.00")])
    assert [kind for kind, to in mails() if to == CONTACT] == ["payment", "confirmation"]
    assert sound()


def test_2_money_that_comes_too_late_goes_back_and_nobody_loses_a_seat(
    stripe_sandbox: StripeSandbox,
) -> None:
    event = make_paid_event(seats=1)
    registration = sign_up_online(event)
    session = session_of(registration)
    choose(session, "paid_late", hold_webhook="on")
    act(f"events/{event_about(session, 'checkout.session.expired')}/deliver")
    assert until(is_in(registration, "expired"))
    assert taken(event) == 0
    other = sign_up(event, make_basket(event, [make_person("Sneller Dan")]), clock.now())
    act(f"events/{event_about(session, 'checkout.session.completed')}/deliver")
    assert until(lambda: Refund.objects.exclude(state="requested").exists())
    registration.refresh_from_db()
    assert (registration.state, other.state, taken(event)) == ("expired", "confirmed", 1)
    assert [refund["amount"] for refund in state()["refunds"]] == [12100]
    assert payment_of(registration).concern == "paid_late"
    mail = Message.objects.filter(kind="payment").latest("id")
    assert "U krijgt € 121,00 terug" in " ".join(mail.text.split())
    assert "terugbetaald" not in mail.text
    assert until(lambda: Refund.objects.get().state == "succeeded", 20)
    assert "aan u terugbetaald" in " ".join(Message.objects.latest("id").text.split())
    assert sound()


def test_3_completed_before_expired_ends_as_in_order(stripe_sandbox: StripeSandbox) -> None:
    event = make_paid_event(seats=1)
    registration = sign_up_online(event)
    session = session_of(registration)
    choose(session, "paid_late", hold_webhook="on")
    first = event_about(session, "checkout.session.expired")
    act(f"events/{first}/deliver")
    assert until(lambda: StripeEvent.objects.filter(type="checkout.session.expired").exists())
    act(f"events/{event_about(session, 'checkout.session.completed')}/deliver")
    assert until(is_in(registration, "confirmed"))
    act(f"events/{first}/deliver")  # the old one once more, late
    StripeEvent.objects.update(handled_at=None)
    Job.objects.filter(name="stripe_event").update(finished_at=None, due=clock.now())
    assert until(lambda: not StripeEvent.objects.filter(handled_at=None).exists())
    assert is_in(registration, "confirmed")()
    assert (taken(event), len(invoices())) == (1, 1)
    assert sound()


def test_4_what_stripe_never_tells_is_asked(stripe_sandbox: StripeSandbox) -> None:
    registration = sign_up_online(make_paid_event())
    choose(session_of(registration), "paid", hold_webhook="on")
    work()
    assert is_in(registration, "awaiting_payment")()
    hurry("payment_check")
    work()
    assert is_in(registration, "confirmed")()
    assert sound()


def test_4_killed_between_making_a_session_and_storing_it(stripe_sandbox: StripeSandbox) -> None:
    registration = sign_up_online(make_paid_event())
    row = payment_of(registration)
    seen = asking.make_session(row.request, str(row.request_key), patient=False)  # and then we died
    choose(seen.id, "paid", hold_webhook="on")
    hurry("payment_check")
    work()
    assert is_in(registration, "confirmed")()
    assert payment_of(registration).checkout_session_id == seen.id
    assert len(state()["checkout_sessions"]) == 1


def test_4_a_webhook_of_a_session_whose_id_was_lost_finds_its_payment(
    stripe_sandbox: StripeSandbox,
) -> None:
    registration = sign_up_online(make_paid_event())
    row = payment_of(registration)
    choose(asking.make_session(row.request, str(row.request_key), patient=False).id, "paid")
    assert until(is_in(registration, "confirmed"))


def test_5_two_tabs_pay_one_session(stripe_sandbox: StripeSandbox) -> None:
    registration = sign_up_online(make_paid_event())
    found = at_once(4, lambda _: go_to_stripe(registration, clock.now()))
    assert len({answer.session_id for answer in found}) == 1
    assert Payment.objects.count() == 1
    choose(found[0].session_id, "paid")
    assert until(is_in(registration, "confirmed"))
    assert go_to_stripe(registration, clock.now()).answer == "done"


def test_5_paid_twice_all_the_same_gives_one_back_as_double(stripe_sandbox: StripeSandbox) -> None:
    registration = sign_up_online(make_paid_event())
    first = session_of(registration)
    choose(first, "paid_late", hold_webhook="on")
    act(f"events/{event_about(first, 'checkout.session.expired')}/deliver")
    assert until(is_in(registration, "expired"))
    act(f"events/{event_about(first, 'checkout.session.completed')}/deliver")
    assert until(is_in(registration, "confirmed"))
    again = make_second_payment(registration)
    choose(again, "paid")
    assert until(lambda: Refund.objects.exclude(state="requested").exists())
    refund = Refund.objects.get()
    assert (refund.reason, str(refund.amount), refund.payment.concern) == (
        "duplicate",
        "121.00",
        "paid_twice",
    )
    assert (len(invoices()), Allocation.objects.count()) == (1, 1)
    assert sound()


def make_second_payment(registration: Registration) -> str:
    """As if a tab of before had another session of the same sign-up."""
    first = payment_of(registration)
    row = Payment.objects.create(
        organisation=first.organisation,
        registration=registration,
        hold=first.hold,
        method="stripe",
        amount=first.amount,
        created_at=clock.now(),
    )
    metadata = {"payment": str(row.request_key), "reference": registration.reference}
    request = first.request | {"metadata": metadata}
    row.request = request | {"expires_at": int((clock.now() + timedelta(minutes=40)).timestamp())}
    seen = asking.make_session(row.request, str(row.request_key), patient=False)
    row.checkout_session_id = seen.id
    row.save()
    return seen.id


def test_6_another_amount_is_kept_and_not_confirmed(stripe_sandbox: StripeSandbox) -> None:
    event = make_paid_event()
    registration = sign_up_online(event)
    row = payment_of(registration)
    Payment.objects.filter(pk=row.pk).update(amount=Decimal("242.00"))  # what we asked, as we know it
    choose(session_of(registration), "paid")
    assert until(lambda: payment_of(registration).state == "succeeded")
    row.refresh_from_db()
    assert (row.amount, row.concern.partition(":")[0]) == (Decimal("121.00"), "amount_differs")
    assert is_in(registration, "awaiting_payment")()
    assert (taken(event), Hold.objects.get().expires_at, Invoice.objects.count()) == (1, None, 0)
    end_hold(str(row.pk))
    assert (taken(event), sound()) == (1, True)


def seen_as(registration: Registration, **changes: object) -> SessionSeen:
    row = payment_of(registration)
    told: dict[str, object] = {
        "id": "cs_test_1",
        "verdict": "paid",
        "amount": row.amount,
        "currency": "eur",
        "livemode": False,
        "payment_key": str(row.request_key),
        "intent_id": "pi_1",
        "paid_with": "ideal",
        "url": "",
    }
    return SessionSeen(**told | changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "changes", [{"amount": Decimal("0.01")}, {"currency": "usd"}, {"livemode": True}], ids=str
)
def test_6_nothing_is_confirmed_that_does_not_agree(
    stripe_sandbox: StripeSandbox, changes: dict[str, object]
) -> None:
    registration = sign_up_online(make_paid_event())
    payment.record(seen_as(registration, **changes), clock.now())
    assert payment_of(registration).concern.startswith("amount_differs")
    assert is_in(registration, "awaiting_payment")()


def test_10_a_session_that_stripe_made_unheard_is_the_one_that_is_paid(
    stripe_sandbox: StripeSandbox,
) -> None:
    registration = sign_up_online(make_paid_event())
    stripe_sandbox.kill()
    assert go_to_stripe(registration, clock.now()).answer == "wait"
    stripe_sandbox.start()
    hurry("checkout")
    work()
    session = payment_of(registration).checkout_session_id
    assert session == session_of(registration)
    assert len(state()["checkout_sessions"]) == Payment.objects.count() == 1
