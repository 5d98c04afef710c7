"""Events on their way: signed, kept, sent again, and not lost by a sandbox that dies."""

import json
from datetime import timedelta
from typing import Any

import pytest

from demo.models import StripeDelivery
from demo.services.process import wait_until
from demo.stripe import webhooks
from payments.stripe import gateway
from tests.demo.stripe_making import choose, make_session, post, state
from tests.demo.webhook_receiver import Receiver
from tests.stripe_sandbox import StripeSandbox

PAID = "checkout.session.completed"


def test_a_signature_is_stripes_and_of_the_real_time(sandbox: StripeSandbox, receiver: Receiver) -> None:
    sandbox.forward(timedelta(days=3))
    expires_at = sandbox.now() + timedelta(minutes=40)
    session = make_session(expires_at=int(expires_at.timestamp()))
    gateway.expire_checkout_session(session.id)
    (event,) = receiver.wait_for("checkout.session.expired")
    assert event.created > sandbox.now().timestamp() - 60
    received = receiver.received[0]
    with pytest.raises(ValueError, match="signed by nobody"):
        gateway.read_event(received.body.replace(b"eur", b"usd"), received.signature)


def test_while_a_secret_is_replaced_both_sign(settings: Any) -> None:
    body = json.dumps({"id": "evt_1", "object": "event"})
    header = webhooks.signature(body, ["whsec_old", "whsec_new"])
    for secret in ("whsec_old", "whsec_new"):
        settings.STRIPE_WEBHOOK_SECRETS = [secret]
        assert gateway.read_event(body.encode(), header).id == "evt_1"


def test_an_event_is_the_same_in_the_api_and_at_the_webhook(
    sandbox: StripeSandbox, receiver: Receiver
) -> None:
    choose(make_session().id, "paid")
    (event,) = receiver.wait_for(PAID)
    assert wait_until(lambda: state()["events"][0]["pending_webhooks"] == 0, 5)
    asked = sandbox.client.v1.events.retrieve(event.id)
    assert asked.to_dict() == {**event.to_dict(), "pending_webhooks": 0}
    assert sandbox.client.v1.events.list({"type": "checkout.session.*"}).data == [asked]
    assert sandbox.client.v1.events.list({"types": ["refund.created"]}).data == []
    assert sandbox.client.v1.events.list({"delivery_success": False}).data == []


def test_an_event_tells_which_request_made_it(sandbox: StripeSandbox, receiver: Receiver) -> None:
    session = make_session()
    answer = gateway.expire_checkout_session(session.id)
    (event,) = receiver.wait_for("checkout.session.expired")
    assert event.request.id == answer.last_response.request_id
    assert event.request.idempotency_key == answer.last_response.headers["Idempotency-Key"]


def test_what_the_webhook_does_not_take_is_sent_again(sandbox: StripeSandbox, receiver: Receiver) -> None:
    receiver.statuses = [500, 302]
    choose(make_session().id, "paid")
    events = receiver.wait_for(PAID, PAID, PAID, seconds=8)
    assert len({event.id for event in events}) == 1
    first, second, third = (received.at for received in receiver.received)
    assert second - first > 0.9
    assert third - second > 1.8


def test_a_webhook_that_is_away_gets_it_when_it_is_back(
    sandbox: StripeSandbox, receiver: Receiver, settings: Any
) -> None:
    sandbox.stop()
    here, sandbox.webhook = sandbox.webhook, "http://127.0.0.1:9/webhooks/stripe/"
    sandbox.start()
    choose(make_session().id, "paid")
    assert wait_until(lambda: StripeDelivery.objects.get().answer == "ConnectionRefusedError", 5)
    sandbox.kill()
    sandbox.webhook = here
    sandbox.start()
    receiver.wait_for(PAID)


def test_a_held_event_waits_until_it_is_delivered(sandbox: StripeSandbox, receiver: Receiver) -> None:
    session = make_session()
    choose(session.id, "paid", hold_webhook="on")
    choose(make_session().id, "paid")
    receiver.wait_for(PAID)
    (held,) = [event for event in state()["events"] if event["data"]["object"]["id"] == session.id]
    assert held["id"] != receiver.received[0].event.id
    assert gateway.retrieve_checkout_session(session.id).status == "complete"
    assert post(f"events/{held['id']}/deliver").status_code == 303
    assert receiver.wait_for(PAID, PAID)[1].id == held["id"]


def test_twice_is_twice_at_once(sandbox: StripeSandbox, receiver: Receiver) -> None:
    choose(make_session().id, "paid", hold_webhook="on")
    (event,) = state()["events"]
    assert post(f"events/{event['id']}/deliver", times="2").status_code == 303
    first, second = receiver.wait_for(PAID, PAID)
    assert first.id == second.id == event["id"]
    assert receiver.received[1].at - receiver.received[0].at < 0.5
    assert wait_until(lambda: not StripeDelivery.objects.filter(delivered_at=None).exists(), 5)
    assert post(f"events/{event['id']}/deliver", times="0").status_code == 422
    assert post("events/evt_none/deliver").status_code == 404


def test_a_killed_sandbox_loses_no_event(sandbox: StripeSandbox, receiver: Receiver) -> None:
    session, late = make_session(), make_session()
    sandbox.kill()
    choose(session.id, "paid")
    choose(late.id, "paid_late")
    assert receiver.received == []
    sandbox.start()
    assert wait_until(lambda: len(receiver.received) == 3, 10)
    assert sorted(receiver.types()) == [PAID, PAID, "checkout.session.expired"]
    assert gateway.retrieve_checkout_session(late.id).payment_status == "paid"


def test_a_sandbox_that_hangs_leaves_the_asker_unsure(
    sandbox: StripeSandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gateway, "TIMEOUT", (0.5, 0.5))
    session = make_session()
    sandbox.pause()
    with pytest.raises(gateway.StripeUnsure):
        make_session()
    sandbox.resume()
    assert gateway.retrieve_checkout_session(session.id).status == "open"
