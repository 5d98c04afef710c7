"""The only code that speaks to Stripe. Never inside a transaction."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

import stripe
from django.conf import settings

API_VERSION = "2026-08-26.dahlia"
TIMEOUT = (3, 10)  # seconds to connect, and between two bytes
stripe.enable_telemetry = False

_local = threading.local()  # a forked child or a thread must not share a socket


class StripeUnsure(Exception):
    """Stripe did not say whether it was done: the same request again tells."""


class StripeRefused(Exception):
    """Stripe will not do this; look at the object, something changed. ``code`` is Stripe's."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


def is_on() -> bool:
    """Whether this installation takes payments online."""
    return bool(settings.STRIPE_SECRET_KEY and settings.STRIPE_ORGANISATION)


def create_checkout_session(request: Mapping[str, Any], key: str, *, patient: bool) -> Any:
    """Ask for a Checkout Session; the same ``key`` and ``request`` give the same session.

    ``patient``: with retries, for a job; else once, for a visitor who waits. Raises StripeUnsure
    and StripeRefused.
    """
    options: dict[str, Any] = {"idempotency_key": key}
    if not patient:
        options["max_network_retries"] = 0
    return _ask(lambda: _client().v1.checkout.sessions.create(dict(request), options=options))  # type: ignore[arg-type]


def retrieve_checkout_session(session_id: str) -> Any:
    """The session as it is now, with how it was paid. Raises StripeUnsure and StripeRefused."""
    expand = ["payment_intent.latest_charge"]
    return _ask(lambda: _client().v1.checkout.sessions.retrieve(session_id, {"expand": expand}))


def expire_checkout_session(session_id: str) -> Any:
    """Close an open session. Raises StripeRefused where it is not open any more: look at it then."""
    return _ask(lambda: _client().v1.checkout.sessions.expire(session_id))


def create_refund(request: Mapping[str, Any], key: str) -> Any:
    """Pay back (part of) a payment intent. Raises StripeUnsure and StripeRefused."""
    return _ask(
        lambda: _client().v1.refunds.create(dict(request), options={"idempotency_key": key})  # type: ignore[arg-type]
    )


def retrieve_refund(refund_id: str) -> Any:
    """The refund as it is now."""
    return _ask(lambda: _client().v1.refunds.retrieve(refund_id))


def retrieve_dispute(dispute_id: str) -> Any:
    """The dispute as it is now."""
    return _ask(lambda: _client().v1.disputes.retrieve(dispute_id))


def events_since(moment: datetime) -> Iterator[Any]:
    """All events that Stripe made since ``moment``, newest first (kept for 30 days)."""
    params: Any = {"created": {"gte": int(moment.timestamp())}, "limit": 100}
    yield from _ask(lambda: _client().v1.events.list(params)).auto_paging_iter()


def read_event(body: bytes, signature: str) -> Any:
    """The event in a webhook's ``body``, once one of our secrets signed it.

    Raises ValueError for all that is not such an event.
    """
    for secret in settings.STRIPE_WEBHOOK_SECRETS:
        try:
            return stripe.Webhook.construct_event(body, signature, secret.strip())
        except stripe.SignatureVerificationError:
            continue
        except (ValueError, AttributeError, TypeError) as error:
            raise ValueError("no Stripe event") from error
    raise ValueError("signed by nobody we know")


def _client() -> stripe.StripeClient:
    client = getattr(_local, "client", None)
    if client is None:
        client = stripe.StripeClient(
            settings.STRIPE_SECRET_KEY.strip(),
            stripe_version=API_VERSION,
            base_addresses={"api": settings.STRIPE_API_BASE},
            max_network_retries=2,
            http_client=stripe.RequestsClient(timeout=TIMEOUT),
        )
        _local.client = client
    return client


def _ask(call: Any) -> Any:
    try:
        return call()
    except (stripe.InvalidRequestError, stripe.CardError) as error:
        raise StripeRefused(str(error.code or ""), str(error.user_message or "refused")) from None
    except stripe.StripeError as error:  # its text may hold the whole reply: keep the kind alone
        raise StripeUnsure(type(error).__name__) from None
