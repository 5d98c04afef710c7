"""Checkout Sessions of the sandbox, through Stripe's own client."""

from datetime import timedelta
from typing import Any

import pytest
import stripe

from lib import clock
from payments.stripe import gateway
from tests.demo.stripe_making import asked, choose, make_request, make_session
from tests.demo.webhook_receiver import Receiver
from tests.stripe_sandbox import StripeSandbox


def test_a_new_session_is_open_and_has_what_was_asked(sandbox: StripeSandbox, settings: Any) -> None:
    session = make_session()
    assert session.id.startswith("cs_test_")
    assert session.url == f"{settings.SITE_URL}/demo/stripe/checkout/{session.id}/"
    assert (session.status, session.payment_status, session.payment_intent) == ("open", "unpaid", None)
    assert (session.amount_total, session.currency, session.livemode) == (2589, "eur", False)
    assert session.metadata.to_dict() == {"payment": "17"}
    assert gateway.retrieve_checkout_session(session.id) == session


def test_amounts_are_quantity_times_price_over_all_lines(sandbox: StripeSandbox) -> None:
    lines = make_request()["line_items"]
    lines.append(
        {
            "quantity": 3,
            "price_data": {"currency": "eur", "unit_amount": 100, "product_data": {"name": "Diner"}},
        }
    )
    session = make_session(line_items=lines)
    assert session.amount_total == 2889
    items = sandbox.client.v1.checkout.sessions.line_items.list(session.id)
    assert [(item.description, item.quantity, item.amount_total) for item in items] == [
        ("Kracht van netwerken", 1, 2589),
        ("Diner", 3, 300),
    ]
    expanded = sandbox.client.v1.checkout.sessions.retrieve(session.id, {"expand": ["line_items"]})
    assert expanded.line_items == items


WRONG: list[tuple[dict[str, Any], str, str]] = [
    ({"lines": "1"}, "parameter_unknown", "lines"),
    ({"payment_intent_data": {"fee": "1"}}, "parameter_unknown", "payment_intent_data[fee]"),
    ({"success_url": None}, "parameter_missing", "success_url"),
    ({"line_items": None}, "parameter_missing", "line_items"),
    ({"success_url": ""}, "parameter_invalid_empty", "success_url"),
    ({"cancel_url": "/terug/"}, "url_invalid", "cancel_url"),
    ({"customer_email": "eva@"}, "email_invalid", "customer_email"),
    ({"expires_at": "soon"}, "parameter_invalid_integer", "expires_at"),
    ({"cents": "12.50"}, "parameter_invalid_integer", "line_items[0][price_data][unit_amount]"),
    ({"cents": -1}, "parameter_invalid_integer", "line_items[0][price_data][unit_amount]"),
    ({"cents": 49}, "amount_too_small", ""),
    ({"mode": "subscription"}, "", "mode"),
    ({"client_reference_id": "x" * 201}, "", "client_reference_id"),
    ({"metadata": {"x" * 41: "1"}}, "", "metadata"),
    ({"metadata": {f"k{n}": "1" for n in range(51)}}, "", "metadata"),
    ({"payment_method_types": ["klarna"]}, "", "payment_method_types[0]"),
    (
        {"payment_intent_data": {"statement_descriptor": "CONGRES"}},
        "",
        "payment_intent_data[statement_descriptor]",
    ),
    (
        {"payment_intent_data": {"statement_descriptor_suffix": "<3>"}},
        "",
        "payment_intent_data[statement_descriptor_suffix]",
    ),
]


def test_what_is_wrong_is_named_as_stripe_names_it(sandbox: StripeSandbox) -> None:
    told = []
    for more, _, _ in WRONG:
        with pytest.raises(stripe.InvalidRequestError) as refused:
            sandbox.client.v1.checkout.sessions.create(make_request(**more))  # type: ignore[arg-type]
        assert refused.value.http_status == 400
        told.append((more, refused.value.code or "", refused.value.param or ""))
    assert told == WRONG


def test_a_session_ends_between_half_an_hour_and_a_day_ahead(sandbox: StripeSandbox) -> None:
    now = int(clock.now().timestamp())
    for minutes in (31, 24 * 60 - 1):
        assert make_session(expires_at=now + minutes * 60).expires_at == now + minutes * 60
    for minutes in (29, 24 * 60 + 1):
        with pytest.raises(gateway.StripeRefused, match="from Checkout Session creation"):
            make_session(expires_at=now + minutes * 60)


def test_expiring_tells_the_website_and_works_once(sandbox: StripeSandbox, receiver: Receiver) -> None:
    session = make_session()
    expired = gateway.expire_checkout_session(session.id)
    assert (expired.status, expired.url) == ("expired", None)
    (event,) = receiver.wait_for("checkout.session.expired")
    assert event.data.object.id == session.id
    with pytest.raises(gateway.StripeRefused, match='status in \\["open"\\] can be expired'):
        gateway.expire_checkout_session(session.id)


def test_what_is_paid_cannot_be_expired(sandbox: StripeSandbox) -> None:
    session = make_session()
    choose(session.id, "paid")
    with pytest.raises(gateway.StripeRefused, match="status of `complete`"):
        gateway.expire_checkout_session(session.id)
    assert gateway.retrieve_checkout_session(session.id).payment_status == "paid"


def test_a_session_expires_by_the_clock_of_the_demo(sandbox: StripeSandbox, receiver: Receiver) -> None:
    short, long = make_session(), make_session(expires_at=int(clock.now().timestamp()) + 7200)
    sandbox.forward(timedelta(minutes=41))
    receiver.wait_for("checkout.session.expired")
    assert gateway.retrieve_checkout_session(short.id).status == "expired"
    assert gateway.retrieve_checkout_session(long.id).status == "open"


def test_a_session_whose_time_is_over_is_expired_for_whoever_looks_first(sandbox: StripeSandbox) -> None:
    session = make_session()
    sandbox.forward(timedelta(minutes=41))
    assert gateway.retrieve_checkout_session(session.id).status == "expired"


def test_a_list_is_paged_newest_first(sandbox: StripeSandbox) -> None:
    ids = [make_session().id for _ in range(5)]
    page = sandbox.client.v1.checkout.sessions.list({"limit": 2})
    assert ([session.id for session in page.data], page.has_more) == ([ids[4], ids[3]], True)
    assert [session.id for session in page.auto_paging_iter()] == ids[::-1]
    before = sandbox.client.v1.checkout.sessions.list({"limit": 2, "ending_before": ids[1]})
    assert [session.id for session in before.data] == [ids[3], ids[2]]


def test_a_list_is_filtered(sandbox: StripeSandbox) -> None:
    paid, opened = make_session(), make_session()
    choose(paid.id, "paid")
    sessions = sandbox.client.v1.checkout.sessions
    assert [session.id for session in sessions.list({"status": "open"})] == [opened.id]
    intent = gateway.retrieve_checkout_session(paid.id).payment_intent.id
    assert [session.id for session in sessions.list({"payment_intent": intent})] == [paid.id]
    later = int(clock.now().timestamp()) + 60
    assert sessions.list({"created": {"gte": later}}).data == []
    assert len(sessions.list({"created": {"lt": later}}).data) == 2


def test_what_is_not_there_is_missing(sandbox: StripeSandbox) -> None:
    with pytest.raises(gateway.StripeRefused) as refused:
        gateway.retrieve_checkout_session("cs_test_none")
    assert refused.value.code == "resource_missing"


def test_what_cannot_be_expanded_is_refused(sandbox: StripeSandbox) -> None:
    session = make_session()
    with pytest.raises(stripe.InvalidRequestError, match="cannot be expanded"):
        sandbox.client.v1.checkout.sessions.retrieve(session.id, {"expand": ["success_url"]})


def test_any_test_key_is_taken_and_no_other(sandbox: StripeSandbox) -> None:
    path = f"/v1/checkout/sessions/{make_session().id}"
    assert asked(sandbox, path, "sk_test_proef").status_code == 200
    for key in ("sk_live_proef", "pk_test_proef", ""):
        answer = asked(sandbox, path, key)
        assert answer.status_code == 401
        assert answer.json()["error"]["type"] == "invalid_request_error"
    client = stripe.StripeClient("sk_live_x", base_addresses={"api": sandbox.url})
    with pytest.raises(stripe.AuthenticationError):
        client.v1.events.list()


def test_each_answer_carries_an_id_and_the_version(sandbox: StripeSandbox) -> None:
    headers = {"Stripe-Version": "2026-08-26.dahlia"}
    answer = asked(sandbox, "/v1/events", headers=headers)
    assert answer.headers["Request-Id"].startswith("req_")
    assert answer.headers["Stripe-Version"] == "2026-08-26.dahlia"
    assert asked(sandbox, "/v1/events", headers={"Stripe-Version": "newest"}).status_code == 400


def test_an_address_that_does_not_exist_is_told_so(sandbox: StripeSandbox) -> None:
    answer = asked(sandbox, "/v1/subscriptions")
    assert answer.status_code == 404
    assert answer.json()["error"]["message"] == "Unrecognized request URL (GET: /v1/subscriptions)."


def test_what_cannot_be_read_is_a_bad_request(sandbox: StripeSandbox) -> None:
    many = "&".join(f"a{n}=1" for n in range(2000))
    for body in ("a[b=1", "a=1&a[b]=2", "a[b]=2&a=1", "metadata[x]=%00", "mode=%ff", many, "[]=1"):
        answer = asked(sandbox, "/v1/checkout/sessions", method="POST", content=body)
        assert answer.status_code == 400, body[:40]
        assert answer.json()["error"]["type"] == "invalid_request_error"
