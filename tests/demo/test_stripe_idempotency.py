"""The same request to the sandbox again, and another under the same key."""

from datetime import timedelta

import pytest
import stripe
from django.db import transaction

from demo.models import StripeObject
from demo.stripe import idempotency
from lib import clock
from payments.stripe import gateway
from tests.at_once import at_once
from tests.demo.stripe_making import KEY_OF_A_REQUEST, asked, choose, make_payment, make_request
from tests.stripe_sandbox import StripeSandbox


def test_the_same_request_gives_the_same_session(sandbox: StripeSandbox) -> None:
    request = make_request()
    first = gateway.create_checkout_session(request, KEY_OF_A_REQUEST, patient=False)
    second = gateway.create_checkout_session(request, KEY_OF_A_REQUEST, patient=False)
    assert second == first
    assert second.last_response.headers["Idempotent-Replayed"] == "true"
    assert StripeObject.objects.filter(kind="checkout.session").count() == 1


def test_a_replay_tells_how_it_was_and_not_how_it_is(sandbox: StripeSandbox) -> None:
    request = make_request()
    session = gateway.create_checkout_session(request, KEY_OF_A_REQUEST, patient=False)
    choose(session.id, "paid")
    assert gateway.create_checkout_session(request, KEY_OF_A_REQUEST, patient=False).status == "open"
    assert gateway.retrieve_checkout_session(session.id).status == "complete"


def test_the_same_key_for_something_else_is_an_idempotency_error(sandbox: StripeSandbox) -> None:
    sessions, options = sandbox.client.v1.checkout.sessions, {"idempotency_key": KEY_OF_A_REQUEST}
    request = make_request()
    sessions.create(request, options)  # type: ignore[arg-type]
    later = request | {"expires_at": request["expires_at"] + 1}
    with pytest.raises(stripe.IdempotencyError, match=KEY_OF_A_REQUEST):
        sessions.create(later, options)  # type: ignore[arg-type]
    with pytest.raises(stripe.IdempotencyError):
        sandbox.client.v1.refunds.create({"payment_intent": "pi_x"}, options)  # type: ignore[arg-type]
    assert StripeObject.objects.filter(kind="checkout.session").count() == 1


def test_what_was_wrong_with_a_request_is_not_kept(sandbox: StripeSandbox) -> None:
    with pytest.raises(gateway.StripeRefused):
        gateway.create_checkout_session(make_request(cents=1), KEY_OF_A_REQUEST, patient=False)
    assert gateway.create_checkout_session(make_request(), KEY_OF_A_REQUEST, patient=False).status == "open"


def test_what_was_decided_is_kept(sandbox: StripeSandbox) -> None:
    intent = make_payment().payment_intent.id
    request = {"payment_intent": intent, "amount": 3000}
    for _ in range(2):
        with pytest.raises(gateway.StripeRefused) as refused:
            gateway.create_refund(request, KEY_OF_A_REQUEST)
        assert refused.value.code == "amount_too_large"
    with pytest.raises(gateway.StripeUnsure, match="IdempotencyError"):
        gateway.create_refund(request | {"amount": 1}, KEY_OF_A_REQUEST)


def test_a_key_that_is_in_use_is_a_conflict(sandbox: StripeSandbox) -> None:
    with transaction.atomic(durable=True):
        assert idempotency.kept(KEY_OF_A_REQUEST, "", clock.now()) is None
        answer = asked(
            sandbox,
            "/v1/checkout/sessions",
            method="POST",
            headers={"Idempotency-Key": KEY_OF_A_REQUEST},
            content="mode=payment",
        )
        assert answer.status_code == 409
        with pytest.raises(gateway.StripeUnsure, match=r"^APIError$"):
            gateway.create_checkout_session(make_request(), KEY_OF_A_REQUEST, patient=False)
    assert gateway.create_checkout_session(make_request(), KEY_OF_A_REQUEST, patient=False).status == "open"


def test_of_six_at_once_one_makes_a_session(sandbox: StripeSandbox) -> None:
    request = make_request()

    def ask(_number: int) -> str:
        return str(gateway.create_checkout_session(request, KEY_OF_A_REQUEST, patient=True).id)

    assert len(set(at_once(6, ask))) == 1
    assert StripeObject.objects.filter(kind="checkout.session").count() == 1


def test_after_a_day_a_key_is_new(sandbox: StripeSandbox) -> None:
    request = make_request(expires_at=int(clock.now().timestamp()) + 23 * 3600)
    first = gateway.create_checkout_session(request, KEY_OF_A_REQUEST, patient=False)
    sandbox.forward(timedelta(hours=25))
    again = request | {"expires_at": request["expires_at"] + 20 * 3600}
    assert gateway.create_checkout_session(again, KEY_OF_A_REQUEST, patient=False).id != first.id


def test_a_key_of_more_than_255_characters_is_refused(sandbox: StripeSandbox) -> None:
    with pytest.raises(stripe.IdempotencyError):
        sandbox.client.v1.checkout.sessions.create(make_request(), {"idempotency_key": "k" * 256})  # type: ignore[arg-type]


def test_a_sandbox_that_is_killed_knows_what_it_answered(sandbox: StripeSandbox) -> None:
    request = make_request()
    first = gateway.create_checkout_session(request, KEY_OF_A_REQUEST, patient=False)
    sandbox.kill()
    with pytest.raises(gateway.StripeUnsure, match="APIConnectionError"):
        gateway.create_checkout_session(request, KEY_OF_A_REQUEST, patient=False)
    sandbox.start()
    assert gateway.create_checkout_session(request, KEY_OF_A_REQUEST, patient=False) == first
