"""The only code that speaks to Stripe. Never inside a transaction.

A visitor who waits is asked for once and not for long (``patient=False``), a job tries again.
Money is in cents here and nowhere else.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Mapping
from datetime import datetime
from http import HTTPStatus
from typing import Any, TypeVar, cast

import stripe
from django.conf import settings

API_VERSION = "2026-08-26.dahlia"
LIVE_BASE = "https://api.stripe.com"
HURRIED, TIMEOUT = (2, 4), (3, 8)  # seconds to connect, and between two bytes
RETRIES = 2  # of a job: two calls that hang end within its lease of 60 s, and it is itself tried again
REST = 10.0  # seconds in which no visitor waits for a Stripe that did not answer
EXPAND = ["payment_intent.latest_charge"]
stripe.enable_telemetry = False

T = TypeVar("T")
_local = threading.local()  # a forked child or a thread must not share a socket
_rests_until: dict[str, float] = {}  # by base
logger = logging.getLogger(__name__)


class StripeUnsure(Exception):
    """Stripe did not say whether it was done: the same request again tells."""


class StripeBusy(StripeUnsure):
    """The same request is being worked on at this moment: soon it tells."""


class StripeRefused(Exception):
    """Stripe will not do this; look at the object, something changed. ``code`` is Stripe's."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


def is_on() -> bool:
    """Whether this installation takes payments online."""
    return bool(settings.STRIPE_SECRET_KEY and settings.STRIPE_ORGANISATION)


def is_live() -> bool:
    """Whether our key moves real money."""
    return bool(settings.STRIPE_SECRET_KEY.strip().startswith(("sk_live_", "rk_live_")))


def create_checkout_session(request: Mapping[str, Any], key: str, *, patient: bool) -> Any:
    """Ask for a Checkout Session; the same ``key`` and ``request`` give the same session, as it was then.

    Raises StripeUnsure and StripeRefused, as all that follow.
    """
    options: Any = {"idempotency_key": key}
    return _ask(
        lambda client: client.v1.checkout.sessions.create(cast("Any", dict(request)), options=options),
        patient=patient,
    )


def retrieve_checkout_session(session_id: str, *, patient: bool = True) -> Any:
    """The session as it is now, with how it was paid."""
    return _ask(
        lambda client: client.v1.checkout.sessions.retrieve(session_id, {"expand": EXPAND}), patient=patient
    )


def expire_checkout_session(session_id: str, *, patient: bool = True) -> Any:
    """Close an open session. StripeRefused where it is not open any more: look at it then."""
    return _ask(lambda client: client.v1.checkout.sessions.expire(session_id), patient=patient)


def checkout_sessions_since(moment: datetime) -> list[Any]:
    """All sessions that were made since ``moment``, newest first."""
    params: Any = {"created": {"gte": int(moment.timestamp())}, "limit": 100}
    return _ask(lambda client: list(client.v1.checkout.sessions.list(params).auto_paging_iter()))


def create_refund(request: Mapping[str, Any], key: str) -> Any:
    """Pay back (part of) a payment intent; the same ``key`` and ``request`` give the same refund."""
    options: Any = {"idempotency_key": key}
    return _ask(lambda client: client.v1.refunds.create(cast("Any", dict(request)), options=options))


def retrieve_refund(refund_id: str) -> Any:
    """The refund as it is now."""
    return _ask(lambda client: client.v1.refunds.retrieve(refund_id))


def refunds_of(intent_id: str) -> list[Any]:
    """All refunds of a payment intent."""
    params: Any = {"payment_intent": intent_id, "limit": 100}
    return _ask(lambda client: list(client.v1.refunds.list(params).auto_paging_iter()))


def retrieve_dispute(dispute_id: str) -> Any:
    """The dispute as it is now."""
    return _ask(lambda client: client.v1.disputes.retrieve(dispute_id))


def events_since(moment: datetime) -> list[Any]:
    """All events that Stripe made since ``moment``, newest first (kept for 30 days)."""
    params: Any = {"created": {"gte": int(moment.timestamp())}, "limit": 100}
    return _ask(lambda client: list(client.v1.events.list(params).auto_paging_iter()))


def read_event(body: bytes, signature: str) -> Any:
    """The event in a webhook's ``body``, once one of our secrets signed it.

    Raises ValueError for all that is not such an event.
    """
    for secret in settings.STRIPE_WEBHOOK_SECRETS:
        try:
            return stripe.Webhook.construct_event(body, signature, secret.strip())
        except stripe.SignatureVerificationError:
            continue
        except (ValueError, AttributeError, TypeError) as error:  # a signature that is no ASCII, a thin event
            raise ValueError("no Stripe event") from error
    raise ValueError("signed by nobody we know")


def _client(*, patient: bool) -> stripe.StripeClient:
    key, base = settings.STRIPE_SECRET_KEY.strip(), settings.STRIPE_API_BASE
    clients: dict[object, stripe.StripeClient] = _local.__dict__.setdefault("clients", {})
    known = clients.get((patient, key, base))
    if known is not None:
        return known
    if is_live() and base != LIVE_BASE:
        raise StripeUnsure("a live key is for Stripe itself")
    clients[patient, key, base] = client = stripe.StripeClient(
        key,
        stripe_version=API_VERSION,
        base_addresses={"api": base},
        max_network_retries=RETRIES if patient else 0,
        http_client=stripe.RequestsClient(timeout=TIMEOUT if patient else HURRIED),
    )
    return client


def _ask(call: Callable[[stripe.StripeClient], T], *, patient: bool = True) -> T:
    begun, base = time.monotonic(), settings.STRIPE_API_BASE
    if not patient and begun < _rests_until.get(base, 0):
        raise StripeUnsure("did not answer a moment ago")
    try:
        return call(_client(patient=patient))
    except (stripe.InvalidRequestError, stripe.CardError) as error:
        raise StripeRefused(str(error.code or ""), str(error.user_message or "refused")) from None
    except stripe.StripeError as error:  # its text may hold the whole reply: keep the kind alone
        if isinstance(error, stripe.AuthenticationError | stripe.PermissionError):
            logger.error("Stripe does not take our key: %s", type(error).__name__)  # noqa: TRY400
        if time.monotonic() - begun > HURRIED[0]:  # it hangs; one that is gone says so at once
            _rests_until[base] = time.monotonic() + REST
        unsure = StripeBusy if error.http_status == HTTPStatus.CONFLICT else StripeUnsure
        raise unsure(type(error).__name__) from None
