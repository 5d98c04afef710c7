"""The hosted page of the sandbox: how a payment may go, and what the website is told."""

from datetime import timedelta
from time import monotonic

import pytest

from lib import clock
from payments.stripe import gateway
from tests.at_once import at_once
from tests.demo.stripe_making import AWAY, BACK, choose, make_session, post, state, stored
from tests.demo.webhook_receiver import Receiver
from tests.stripe_sandbox import StripeSandbox


def back(session_id: str) -> str:
    return BACK.replace("{CHECKOUT_SESSION_ID}", session_id)


def page(session_id: str) -> str:
    return f"/demo/stripe/checkout/{session_id}/"


def test_paid_is_told_within_a_second_and_leads_back(sandbox: StripeSandbox, receiver: Receiver) -> None:
    session = make_session()
    began = monotonic()
    answer = choose(session.id, "paid")
    assert (answer.status_code, answer["Location"]) == (303, back(session.id))
    (event,) = receiver.wait_for("checkout.session.completed")
    assert receiver.received[0].at - began < 1
    told = event.data.object
    assert (event.livemode, event.api_version) == (False, "2026-08-26.dahlia")
    assert (told.id, told.status, told.payment_status, told.amount_total) == (
        session.id,
        "complete",
        "paid",
        2589,
    )
    assert told.metadata.to_dict() == {"payment": "17"}


@pytest.mark.parametrize(
    ("method", "told"),
    [("ideal", ("bank", "rabobank")), ("card", ("last4", "4242")), ("sepa_debit", ("country", "NL"))],
)
def test_the_charge_tells_how_it_was_paid(sandbox: StripeSandbox, method: str, told: tuple[str, str]) -> None:
    session = make_session()
    choose(session.id, "paid", method=method)
    intent = gateway.retrieve_checkout_session(session.id).payment_intent
    charge = intent.latest_charge
    assert (intent.status, intent.amount_received, charge.status, charge.paid) == (
        "succeeded",
        2589,
        "succeeded",
        True,
    )
    assert charge.payment_method_details.type == method
    assert charge.payment_method_details[method][told[0]] == told[1]
    assert intent.metadata.to_dict() == {"payment": "17"}
    assert (intent.description, charge.id[:3]) == ("SK-7F3K-29QX", "ch_" if method == "card" else "py_")


def test_a_way_to_pay_that_the_session_does_not_take_pays_nothing(sandbox: StripeSandbox) -> None:
    session = make_session(payment_method_types=["ideal"])
    assert choose(session.id, "paid", method="card").status_code == 400
    assert gateway.retrieve_checkout_session(session.id).status == "open"
    assert choose(session.id, "paid").status_code == 303


def test_failed_stays_on_the_page_and_may_be_paid_after_all(
    sandbox: StripeSandbox, receiver: Receiver
) -> None:
    session = make_session()
    answer = choose(session.id, "failed", method="card")
    assert (answer.status_code, answer["Location"]) == (303, page(session.id))
    now = gateway.retrieve_checkout_session(session.id)
    assert (now.status, now.payment_intent.status) == ("open", "requires_payment_method")
    assert now.payment_intent.last_payment_error.code == "card_declined"
    assert (now.payment_intent.latest_charge.status, now.payment_intent.latest_charge.paid) == (
        "failed",
        False,
    )
    choose(session.id, "paid")
    paid = gateway.retrieve_checkout_session(session.id)
    assert (paid.status, paid.payment_intent.id) == ("complete", now.payment_intent.id)
    assert (paid.payment_intent.status, paid.payment_intent.last_payment_error) == ("succeeded", None)
    receiver.wait_for("checkout.session.completed")


def test_a_session_that_failed_once_still_expires(sandbox: StripeSandbox, receiver: Receiver) -> None:
    session = make_session()
    choose(session.id, "failed")
    sandbox.forward(timedelta(minutes=41))
    receiver.wait_for("checkout.session.expired")
    intent = gateway.retrieve_checkout_session(session.id).payment_intent
    assert (intent.status, intent.cancellation_reason) == ("canceled", "expired")


def test_cancelled_leads_away_and_leaves_it_open(sandbox: StripeSandbox, receiver: Receiver) -> None:
    session = make_session()
    answer = choose(session.id, "cancelled")
    assert (answer.status_code, answer["Location"]) == (303, AWAY)
    assert choose(make_session(cancel_url=None).id, "cancelled").status_code == 303
    assert gateway.retrieve_checkout_session(session.id).status == "open"
    assert receiver.received == []


@pytest.mark.parametrize(
    ("outcome", "after"),
    [
        ("succeeded", ("complete", "paid", "succeeded", "succeeded")),
        ("failed", ("complete", "unpaid", "requires_payment_method", "failed")),
    ],
)
def test_a_slow_payment_is_completed_and_settled_later(
    sandbox: StripeSandbox, receiver: Receiver, outcome: str, after: tuple[str, ...]
) -> None:
    session = make_session()
    assert choose(session.id, "processing")["Location"] == back(session.id)
    completed = gateway.retrieve_checkout_session(session.id)
    assert (completed.status, completed.payment_status) == ("complete", "unpaid")
    assert (completed.payment_intent.status, completed.payment_intent.latest_charge.status) == (
        "processing",
        "pending",
    )
    receiver.wait_for("checkout.session.completed")
    assert post(f"checkout/{session.id}/settle", outcome=outcome).status_code == 303
    receiver.wait_for("checkout.session.completed", f"checkout.session.async_payment_{outcome}")
    now = gateway.retrieve_checkout_session(session.id)
    intent = now.payment_intent
    assert (now.status, now.payment_status, intent.status, intent.latest_charge.status) == after
    assert post(f"checkout/{session.id}/settle", outcome="succeeded").status_code == 409


def test_late_money_is_told_after_the_end(sandbox: StripeSandbox, receiver: Receiver) -> None:
    session = make_session()
    assert choose(session.id, "paid_late").status_code == 303
    receiver.wait_for("checkout.session.expired", "checkout.session.completed")
    first, second = receiver.received
    assert (first.event.type, second.at - first.at > 1.5) == ("checkout.session.expired", True)
    now = gateway.retrieve_checkout_session(session.id)
    assert (now.status, now.payment_status, now.payment_intent.status) == ("complete", "paid", "succeeded")


def test_late_money_that_is_held_comes_when_its_event_is_delivered(
    sandbox: StripeSandbox, receiver: Receiver
) -> None:
    session = make_session()
    choose(session.id, "paid_late", hold_webhook="on")
    events = {event["type"]: event["id"] for event in state()["events"]}
    assert post(f"events/{events['checkout.session.expired']}/deliver").status_code == 303
    receiver.wait_for("checkout.session.expired")
    between = gateway.retrieve_checkout_session(session.id)
    assert (between.status, between.payment_intent) == ("expired", None)
    assert [event.type for event in sandbox.client.v1.events.list()] == ["checkout.session.expired"]
    assert post(f"events/{events['checkout.session.completed']}/deliver").status_code == 303
    assert stored(session.id)["payment_intent"].startswith("pi_")
    receiver.wait_for("checkout.session.expired", "checkout.session.completed")
    assert gateway.retrieve_checkout_session(session.id).payment_status == "paid"
    assert len(sandbox.client.v1.events.list().data) == 2


def test_an_expired_page_takes_no_money(sandbox: StripeSandbox, receiver: Receiver) -> None:
    session = make_session()
    gateway.expire_checkout_session(session.id)
    for outcome in ("paid", "failed", "processing", "paid_late"):
        answer = choose(session.id, outcome)
        assert answer.status_code == 409
        assert "verlopen" in answer.content.decode()
    assert stored(session.id)["status"] == "expired"
    receiver.wait_for("checkout.session.expired")


def test_a_page_whose_time_is_over_takes_no_money_though_nobody_looked(
    sandbox: StripeSandbox,
) -> None:
    session = make_session()
    sandbox.kill()
    with clock.at(clock.now() + timedelta(minutes=41)):
        assert choose(session.id, "paid").status_code == 409


def test_paying_twice_at_once_is_paying_once(sandbox: StripeSandbox, receiver: Receiver) -> None:
    session = make_session()

    def pay(_number: int) -> str:
        return str(choose(session.id, "paid")["Location"])

    assert at_once(4, pay) == [back(session.id)] * 4
    receiver.wait_for("checkout.session.completed")
    intents = [intent.id for intent in sandbox.client.v1.payment_intents.list()]
    assert intents == [gateway.retrieve_checkout_session(session.id).payment_intent.id]


def test_an_outcome_that_does_not_exist_changes_nothing(sandbox: StripeSandbox) -> None:
    session = make_session()
    assert choose(session.id, "stolen").status_code == 422
    assert choose("cs_test_none", "paid").status_code == 404
    assert gateway.retrieve_checkout_session(session.id).status == "open"
