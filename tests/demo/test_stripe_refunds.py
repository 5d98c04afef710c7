"""Refunds and disputes of the sandbox."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from payments.stripe import gateway
from tests.at_once import at_once
from tests.demo.stripe_making import choose, make_payment, make_session, post
from tests.demo.webhook_receiver import Receiver
from tests.stripe_sandbox import StripeSandbox

PAID = "checkout.session.completed"


def refund(intent_id: str, amount: int | None = None, **more: Any) -> Any:
    request = {"payment_intent": intent_id, "reason": "requested_by_customer", **more}
    if amount is not None:
        request["amount"] = amount
    return gateway.create_refund(request, str(uuid4()))


def move(refund_id: str, status: str, **more: str) -> int:
    return int(post(f"refunds/{refund_id}/", status=status, **more).status_code)


def test_a_refund_begins_as_pending_and_succeeds_after_five_seconds(
    sandbox: StripeSandbox, receiver: Receiver
) -> None:
    made = refund(make_payment().payment_intent.id, 1000, metadata={"refund": "3"})
    assert (made.status, made.amount, made.metadata.to_dict()) == ("pending", 1000, {"refund": "3"})
    receiver.wait_for(PAID, "refund.created")
    sandbox.forward(timedelta(seconds=5))
    events = receiver.wait_for(PAID, "refund.created", "refund.updated")
    assert events[2].data.object.status == "succeeded"
    assert gateway.retrieve_refund(made.id).status == "succeeded"


def test_a_refund_that_is_kept_pending_stays_so_until_it_is_moved(
    sandbox: StripeSandbox, receiver: Receiver
) -> None:
    intents = [make_payment().payment_intent.id for _ in range(2)]
    made = refund(intents[0])
    assert move(made.id, "pending") == 303
    another = refund(intents[1])
    sandbox.forward(timedelta(days=2))
    receiver.wait_for(PAID, "refund.created", PAID, "refund.created", "refund.updated")
    assert gateway.retrieve_refund(another.id).status == "succeeded"
    assert gateway.retrieve_refund(made.id).status == "pending"
    assert move(made.id, "succeeded") == 303
    assert gateway.retrieve_refund(made.id).status == "succeeded"


def test_a_refund_may_fail_though_it_had_succeeded_and_then_all_is_left(
    sandbox: StripeSandbox, receiver: Receiver
) -> None:
    intent = make_payment().payment_intent.id
    made = refund(intent)
    assert move(made.id, "succeeded") == 303
    assert charge_of(sandbox, intent) == (2589, True)
    assert move(made.id, "failed") == 303
    events = receiver.wait_for(PAID, "refund.created", "refund.updated", "refund.failed")
    assert (events[3].data.object.status, events[3].data.object.failure_reason) == ("failed", "unknown")
    assert charge_of(sandbox, intent) == (0, False)
    assert [move(made.id, status) for status in ("succeeded", "pending", "failed")] == [409, 409, 303]
    assert refund(intent).amount == 2589


def test_no_more_goes_back_than_came_in(sandbox: StripeSandbox) -> None:
    intent = make_payment().payment_intent.id
    assert refund(intent, 2000).amount == 2000
    with pytest.raises(gateway.StripeRefused, match=r"€5\.90.*€5\.89") as refused:
        refund(intent, 590)
    assert refused.value.code == "amount_too_large"
    assert refund(intent).amount == 589
    with pytest.raises(gateway.StripeRefused) as refused:
        refund(intent, 1)
    assert refused.value.code == "charge_already_refunded"
    assert charge_of(sandbox, intent) == (2589, True)


def test_of_two_refunds_at_once_that_are_too_much_together_one_is_made(sandbox: StripeSandbox) -> None:
    intent = make_payment().payment_intent.id

    def ask(_number: int) -> bool:
        try:
            refund(intent, 2000)
        except gateway.StripeRefused:
            return False
        return True

    assert sorted(at_once(4, ask)) == [False, False, False, True]
    assert charge_of(sandbox, intent) == (2000, False)


def test_what_was_not_paid_cannot_go_back(sandbox: StripeSandbox) -> None:
    session = make_session()
    choose(session.id, "processing")
    intent = gateway.retrieve_checkout_session(session.id).payment_intent.id
    with pytest.raises(gateway.StripeRefused, match="does not have a successful charge"):
        refund(intent)
    with pytest.raises(gateway.StripeRefused) as refused:
        refund("pi_none")
    assert refused.value.code == "resource_missing"
    with pytest.raises(gateway.StripeRefused, match="payment_intent or charge"):
        gateway.create_refund({"amount": 1}, str(uuid4()))


def test_a_refund_by_its_charge_is_the_same(sandbox: StripeSandbox) -> None:
    payment = make_payment()
    charge = payment.payment_intent.latest_charge.id
    made = gateway.create_refund({"charge": charge}, str(uuid4()))
    assert (made.payment_intent, made.amount) == (payment.payment_intent.id, 2589)
    listed = sandbox.client.v1.refunds.list(
        {"payment_intent": payment.payment_intent.id, "expand": ["data.charge"]}
    )
    assert [(refund.id, refund.charge.id) for refund in listed] == [(made.id, charge)]  # type: ignore[union-attr]
    assert sandbox.client.v1.refunds.list({"charge": "py_other"}).data == []


def test_a_refund_in_the_dashboard_is_told_as_any_other(sandbox: StripeSandbox, receiver: Receiver) -> None:
    intent = make_payment().payment_intent.id
    assert post(f"payments/{intent}/refund", amount="12,50").status_code == 303
    events = receiver.wait_for(PAID, "refund.created")
    assert (events[1].data.object.amount, events[1].request.id) == (1250, None)
    for wrong in ("nan", "0", "1,005", "20,00", ""):
        assert post(f"payments/{intent}/refund", amount=wrong).status_code in (400, 422)
    assert len(sandbox.client.v1.refunds.list().data) == 1


@pytest.mark.parametrize(
    ("end", "told"),
    [("lost", ["closed"]), ("won", ["closed", "funds_reinstated"])],
)
def test_a_dispute_takes_the_money_until_it_is_won(
    sandbox: StripeSandbox, receiver: Receiver, end: str, told: list[str]
) -> None:
    intent = make_payment(method="card").payment_intent.id
    assert post(f"payments/{intent}/dispute").status_code == 303
    events = receiver.wait_for(PAID, "charge.dispute.created", "charge.dispute.funds_withdrawn")
    dispute = gateway.retrieve_dispute(events[1].data.object.id)
    assert (dispute.status, dispute.amount, dispute.payment_intent) == ("needs_response", 2589, intent)
    with pytest.raises(gateway.StripeRefused) as refused:
        refund(intent)
    assert refused.value.code == "charge_disputed"
    assert post(f"payments/{intent}/dispute").status_code == 409
    assert post(f"disputes/{dispute.id}/", status=end).status_code == 303
    receiver.wait_for(
        PAID,
        "charge.dispute.created",
        "charge.dispute.funds_withdrawn",
        *(f"charge.dispute.{word}" for word in told),
    )
    assert gateway.retrieve_dispute(dispute.id).status == end
    assert post(f"disputes/{dispute.id}/", status="won").status_code == 409
    assert [found.id for found in sandbox.client.v1.disputes.list({"payment_intent": intent})] == [dispute.id]


def test_ideal_knows_no_disputes(sandbox: StripeSandbox) -> None:
    intent = make_payment(method="ideal").payment_intent.id
    assert post(f"payments/{intent}/dispute").status_code == 409


def charge_of(sandbox: StripeSandbox, intent_id: str) -> tuple[int, bool]:
    """How much of it went back, and whether all did."""
    (charge,) = sandbox.client.v1.charges.list({"payment_intent": intent_id})
    return charge.amount_refunded, charge.refunded
