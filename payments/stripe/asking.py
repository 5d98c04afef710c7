"""Asking Stripe, with its answers as plain values. Never inside a transaction.

Each raises StripeUnsure and StripeRefused (payments.stripe.gateway).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from payments.stripe import gateway, objects
from payments.stripe.objects import DisputeSeen, EventSeen, RefundSeen, SessionSeen


def make_session(request: Mapping[str, Any], key: str, *, patient: bool) -> SessionSeen:
    """The session for ``request``, as it was when it was made."""
    return objects.read_session(gateway.create_checkout_session(request, key, patient=patient))


def session(session_id: str, *, patient: bool = True) -> SessionSeen:
    """A session as it is now."""
    return objects.read_session(gateway.retrieve_checkout_session(session_id, patient=patient))


def close_session(session_id: str, *, patient: bool = True) -> SessionSeen:
    """A session that was open, and is closed now."""
    return objects.read_session(gateway.expire_checkout_session(session_id, patient=patient))


def sessions_since(moment: datetime) -> list[SessionSeen]:
    """All sessions that were made since ``moment``."""
    return [objects.read_session(found) for found in gateway.checkout_sessions_since(moment)]


def make_refund(request: Mapping[str, Any], key: str) -> RefundSeen:
    """The refund for ``request``, as it was when it was made."""
    return objects.read_refund(gateway.create_refund(request, key))


def refund(refund_id: str) -> RefundSeen:
    """A refund as it is now."""
    return objects.read_refund(gateway.retrieve_refund(refund_id))


def refunds_of(intent_id: str) -> list[RefundSeen]:
    """All refunds of a payment intent."""
    return [objects.read_refund(found) for found in gateway.refunds_of(intent_id)]


def dispute(dispute_id: str) -> DisputeSeen:
    """A dispute as it is now."""
    return objects.read_dispute(gateway.retrieve_dispute(dispute_id))


def events_since(moment: datetime) -> list[EventSeen]:
    """All events that Stripe made since ``moment``."""
    return [objects.read_event(found) for found in gateway.events_since(moment)]


def signed_event(body: bytes, signature: str) -> EventSeen:
    """The event in a webhook's ``body``, once one of our secrets signed it.

    Raises ValueError for all that is no such event of our mode.
    """
    seen = objects.read_event(gateway.read_event(body, signature))
    if seen.livemode != gateway.is_live():
        raise ValueError("an event of the other mode")
    return seen
