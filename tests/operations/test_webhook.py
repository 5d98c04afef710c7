"""The webhook believes whom Stripe's secret signed, stores what it says with a job, and nothing else."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from typing import Any

import pytest
import stripe
from django.test import Client

from flows.stripe_events import handle
from jobs.models import Job
from lib import clock
from payments.models import StripeEvent
from tests.at_once import at_once

pytestmark = pytest.mark.django_db(transaction=True)
SECRET = "whsec_of_the_tests"


@pytest.fixture(autouse=True)
def stripe_is_on(settings: Any) -> None:
    settings.STRIPE_SECRET_KEY = "sk_test_of_the_tests"
    settings.STRIPE_WEBHOOK_SECRETS = ["whsec_of_before", f" {SECRET}\n"]


def make_event(**changes: Any) -> bytes:
    event = {
        "id": "evt_1",
        "object": "event",
        "api_version": "2026-08-26.dahlia",
        "created": int(clock.now().timestamp()),
        "livemode": False,
        "type": "payout.paid",
        "data": {"object": {"id": "po_1", "object": "payout", "email": "eva@westerkoog.example"}},
        "pending_webhooks": 1,
        "request": {"id": None, "idempotency_key": None},
    }
    return json.dumps(event | changes).encode()


def signature(body: bytes, secret: str = SECRET, age: int = 0) -> str:
    """What Stripe sends with ``body``, ``age`` seconds ago; in real time, whatever the demo's clock says."""
    when = int(time.time()) - age
    return str(stripe.WebhookSignature.generate_signature_header(body.decode(), secret, timestamp=when))


def send(body: bytes, header: str | None = None) -> int:
    own = signature(body) if header is None else header
    answer = Client(enforce_csrf_checks=True).post(
        "/webhooks/stripe/", body, "application/json", headers={"Stripe-Signature": own}
    )
    return int(answer.status_code)


def test_what_stripe_signed_is_stored_with_its_job_and_without_persons() -> None:
    assert send(make_event()) == 200
    event, job = StripeEvent.objects.get(), Job.objects.get()
    assert (event.event_id, event.type, event.object_id) == ("evt_1", "payout.paid", "po_1")
    assert event.payload == {"id": "evt_1", "type": "payout.paid", "object": "po_1"}
    assert (job.name, job.subject) == ("stripe_event", "evt_1")


def test_1_the_same_event_eight_times_at_once_is_one_row_and_one_job() -> None:
    body = make_event()
    assert set(at_once(8, lambda _: send(body))) == {200}
    assert StripeEvent.objects.count() == Job.objects.count() == 1


def test_the_secret_of_before_still_counts_while_rolling() -> None:
    body = make_event()
    assert send(body, signature(body, "whsec_of_before")) == 200


NONE_OF_STRIPE: dict[str, tuple[Callable[[], bytes], Callable[[bytes], str]]] = {
    "unsigned": (make_event, lambda _: ""),
    "forged": (make_event, lambda _: f"t={int(clock.now().timestamp())},v1={'0' * 64}"),
    "of another secret": (make_event, lambda body: signature(body, "whsec_of_nobody")),
    "no ASCII": (make_event, lambda _: "t=\xff"),
    "old": (make_event, lambda body: signature(body, age=301)),
    "no JSON": (lambda: b"{", signature),
    "no object": (lambda: b"[1]", signature),
    "a number": (lambda: b"7", signature),
    "no event": (lambda: b'{"id": "evt_1", "object": "charge"}', signature),
    "without an id": (lambda: make_event(id=None), signature),
    "of the other mode": (lambda: make_event(livemode=True), signature),
    "changed": (make_event, lambda body: signature(body.replace(b"po_1", b"po_2"))),
}


@pytest.mark.parametrize("what", NONE_OF_STRIPE)
def test_11_all_else_is_refused_and_stores_nothing(what: str) -> None:
    body, header = NONE_OF_STRIPE[what]
    made = body()
    assert send(made, header(made)) == 400
    assert (StripeEvent.objects.count(), Job.objects.count()) == (0, 0)


def test_text_that_is_no_utf_8_is_refused() -> None:
    assert send(b"\xff\xfe", signature(b"{}")) == 400


def test_a_look_is_no_event() -> None:
    assert Client().get("/webhooks/stripe/").status_code == 405


def test_an_event_of_an_unknown_kind_is_done_at_once() -> None:
    send(make_event(type="invoice.made_up"))
    handle("evt_1")
    assert StripeEvent.objects.get().handled_at is not None


def test_without_a_secret_nobody_is_believed(settings: Any) -> None:
    settings.STRIPE_WEBHOOK_SECRETS = []
    assert send(make_event()) == 400
