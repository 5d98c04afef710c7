"""Sessions and payments for the tests of the sandbox."""

from typing import Any
from uuid import uuid4

import httpx
from django.test import Client

from demo.models import StripeObject
from demo.stripe.objects import Given
from lib import clock
from payments.stripe import gateway
from tests.stripe_sandbox import KEY, StripeSandbox

BACK = "https://samenkomst.example/betaling/{CHECKOUT_SESSION_ID}/"
KEY_OF_A_REQUEST = "5f0c1f6e-9a5f-4a0e-8d64-3f0b6a1c2d3e"
AWAY = "https://samenkomst.example/aanmelding/afgebroken/"


def make_request(**more: Any) -> dict[str, Any]:
    """What a sign-up of two people at € 10,70 excl. 21 % asks; ``cents`` for another amount."""
    cents = more.pop("cents", 2589)
    product = {"name": "Kracht van netwerken", "description": "Twee deelnemers"}
    return {
        "mode": "payment",
        "line_items": [
            {
                "quantity": 1,
                "price_data": {"currency": "eur", "unit_amount": cents, "product_data": product},
            }
        ],
        "success_url": BACK,
        "cancel_url": AWAY,
        "client_reference_id": "SK-7F3K-29QX",
        "customer_email": "eva@westerkoog.example",
        "expires_at": int(clock.now().timestamp()) + 40 * 60,
        "locale": "nl",
        "metadata": {"payment": "17"},
        "payment_intent_data": {"metadata": {"payment": "17"}, "description": "SK-7F3K-29QX"},
        "submit_type": "pay",
        "adaptive_pricing": {"enabled": False},
        **more,
    }


def make_session(**more: Any) -> Any:
    """A session that is open."""
    return gateway.create_checkout_session(make_request(**more), str(uuid4()), patient=False)


def make_payment(method: str = "ideal", **more: Any) -> Any:
    """A session that is paid, as the API gives it, with its payment expanded."""
    session = make_session(**more)
    answer = choose(session.id, "paid", method=method)
    assert answer.status_code == 303
    return gateway.retrieve_checkout_session(session.id)


def choose(session_id: str, outcome: str, **more: str) -> Any:
    """What a visitor does on the hosted page."""
    return Client().post(f"/demo/stripe/checkout/{session_id}/", {"outcome": outcome, **more})


def post(path: str, **fields: str) -> Any:
    """Any other act on the sandbox's pages."""
    return Client().post(f"/demo/stripe/{path}", fields)


def state() -> Any:
    """All objects, newest first."""
    return Client().get("/demo/stripe/state.json").json()


def stored(object_id: str) -> Given:
    return StripeObject.objects.get(object_id=object_id).given


def asked(sandbox: StripeSandbox, path: str, key: str = KEY, **options: Any) -> httpx.Response:
    """A request that no client of Stripe's would send."""
    headers = {"Authorization": f"Bearer {key}"} if key else {}
    headers |= options.pop("headers", {})
    method = options.pop("method", "GET")
    return httpx.request(
        method, f"{sandbox.url}{path}", headers=headers, timeout=10, trust_env=False, **options
    )
