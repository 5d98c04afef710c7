"""Money that goes back by the sandbox of Stripe: two who paid together, and what became of it."""

from __future__ import annotations

from notifications.models import Message
from operations.integrity import check
from payments.models import Refund
from registrations.models import Registration
from tests.paying import (
    act,
    choose,
    is_in,
    make_paid_event,
    refund_rows,
    session_of,
    sign_up_online,
    until,
    work,
)


def two_paid() -> Registration:
    """€ 242 paid online for two."""
    registration = sign_up_online(make_paid_event(), 2)
    choose(session_of(registration), "paid")
    assert until(is_in(registration, "confirmed"))
    return registration


def said() -> str:
    return " ".join(" ".join(Message.objects.filter(kind="payment").values_list("text", flat=True)).split())


def move(status: str) -> None:
    refund = Refund.objects.exclude(stripe_refund_id=None).latest("id")
    act(f"refunds/{refund.stripe_refund_id}/", status=status)


def is_refund(*states: str) -> bool:
    work()
    return [row for row, _ in refund_rows()] == list(states)


def sound() -> bool:
    assert [row for rule, row in check().broken if rule != "jobs.stuck"] == []
    return True
