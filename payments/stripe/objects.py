"""Stripe's objects as plain values: what we act on, nothing about persons, and of a card the last four."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any, Literal

from payments.models import Refund

Verdict = Literal["open", "expired", "processing", "failed", "paid"]
METADATA_PAYMENT, METADATA_REFUND = "payment", "refund"


@dataclass(frozen=True)
class SessionSeen:
    """A Checkout Session: ``payment_key`` is our ``request_key``, ``amount`` euros; ``url`` while open."""

    id: str
    verdict: Verdict
    amount: Decimal
    currency: str
    livemode: bool
    payment_key: str
    intent_id: str
    paid_with: str
    url: str


@dataclass(frozen=True)
class RefundSeen:
    """A refund: ``refund_key`` is our ``request_key``, empty for one that was made elsewhere."""

    id: str
    state: str
    amount: Decimal
    intent_id: str
    refund_key: str
    failure: str
    created_at: datetime


@dataclass(frozen=True)
class DisputeSeen:
    """A dispute: ``status`` as Stripe has it, with the moment until which it can be answered."""

    id: str
    status: str
    intent_id: str
    due_by: datetime | None


@dataclass(frozen=True)
class EventSeen:
    """An event: what happened to which object."""

    id: str
    type: str
    object_id: str
    created_at: datetime
    livemode: bool


def read_session(session: Any) -> SessionSeen:
    """Read a Checkout Session whose ``payment_intent.latest_charge`` is expanded where it is there."""
    intent = _given(session, "payment_intent")
    metadata = _given(session, "metadata")
    return SessionSeen(
        id=str(session.id),
        verdict=_verdict(session, intent),
        amount=_euros(_given(session, "amount_total")),
        currency=str(_given(session, "currency") or ""),
        livemode=bool(_given(session, "livemode")),
        payment_key=str(_given(metadata, METADATA_PAYMENT) or ""),
        intent_id=_id(intent),
        paid_with=_paid_with(_given(intent, "latest_charge")),
        url=str(_given(session, "url") or ""),
    )


def read_refund(refund: Any) -> RefundSeen:
    """Read a refund; a state that we do not know counts as one that waits."""
    status = str(_given(refund, "status") or Refund.State.PENDING)
    return RefundSeen(
        id=str(refund.id),
        state=status if status in Refund.State.values else Refund.State.PENDING.value,
        amount=_euros(_given(refund, "amount")),
        intent_id=_id(_given(refund, "payment_intent")),
        refund_key=str(_given(_given(refund, "metadata"), METADATA_REFUND) or ""),
        failure=str(_given(refund, "failure_reason") or ""),
        created_at=_moment(refund.created),
    )


def read_dispute(dispute: Any) -> DisputeSeen:
    """Read a dispute."""
    due_by = _given(_given(dispute, "evidence_details"), "due_by")
    return DisputeSeen(
        id=str(dispute.id),
        status=str(_given(dispute, "status") or ""),
        intent_id=_id(_given(dispute, "payment_intent")),
        due_by=_moment(due_by) if due_by else None,
    )


def read_event(event: Any) -> EventSeen:
    """Read an event. Raises ValueError for what is none."""
    about = _given(_given(event, "data"), "object")
    event_id, kind = _given(event, "id"), _given(event, "type")
    if not isinstance(event_id, str) or not isinstance(kind, str) or len(event_id) > 100 or len(kind) > 80:
        raise ValueError("no Stripe event")
    return EventSeen(
        id=event_id,
        type=kind,
        object_id=_id(about)[:100],
        created_at=_moment(_given(event, "created")),
        livemode=bool(_given(event, "livemode")),
    )


def _verdict(session: Any, intent: Any) -> Verdict:
    status, payment = _given(session, "status"), _given(session, "payment_status")
    if status == "expired":
        return "expired"
    if status != "complete":
        return "open"
    if payment in ("paid", "no_payment_required"):
        return "paid"
    ended = _given(intent, "status") in ("requires_payment_method", "canceled")
    return "failed" if ended else "processing"


def _paid_with(charge: Any) -> str:
    details = _given(charge, "payment_method_details")
    kind = str(_given(details, "type") or "")
    if kind != "card":
        return kind[:60]
    card = _given(details, "card")
    return " ".join(str(text) for text in (kind, _given(card, "brand"), _given(card, "last4")) if text)[:60]


def _given(thing: Any, name: str) -> Any:
    """A value of an object; None where it is not there, or the object is a mere id."""
    if isinstance(thing, Mapping):
        return thing.get(name)
    return getattr(thing, name, None)


def _id(thing: Any) -> str:
    return thing if isinstance(thing, str) else str(_given(thing, "id") or "")


def _euros(cents: Any) -> Decimal:
    return Decimal(int(cents or 0)).scaleb(-2)


def _moment(seconds: Any) -> datetime:
    if not isinstance(seconds, int):
        raise ValueError("no moment")  # noqa: TRY004 - what came in, not how we call it
    return datetime.fromtimestamp(seconds, UTC)
