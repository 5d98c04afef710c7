"""What people do on the pages of the sandbox, and what time does by itself. Each is one transaction."""

from datetime import datetime

from django.db import transaction

from demo.stripe import attempts, disputes, events, objects, payment_methods, refunds, sessions
from demo.stripe.events import Cause
from demo.stripe.models import StripeDelivery, StripeObject
from demo.stripe.objects import Given
from demo.stripe.refusals import Refused

MOST_AT_ONCE = 100


class NotOpen(Exception):
    """A session that takes no payment any more; ``session`` is how it stands."""

    def __init__(self, session: Given) -> None:
        super().__init__(f"{session['id']} is {session['status']}")
        self.session = session


@transaction.atomic(durable=True)
def pay(session_id: str, method: str, now: datetime, cause: Cause) -> Given:
    """The visitor pays, and returns the session. Raises NotOpen and Refused."""
    session = _open(session_id, now)
    attempt = attempts.succeeded(session, _method(session, method), now)
    attempt.keep()
    events.record("checkout.session.completed", attempt.session, now, cause)
    return attempt.session


@transaction.atomic(durable=True)
def decline(session_id: str, method: str, now: datetime) -> Given:
    """The bank says no: the session stays open, and nobody is told. Raises NotOpen and Refused."""
    session = _open(session_id, now)
    attempt = attempts.declined(session, _method(session, method), now)
    attempt.keep()
    return attempt.session


def leave(session_id: str) -> str:
    """The visitor goes back without paying; return where to ("" for nowhere). The session stays open."""
    return objects.found("checkout.session", session_id).given["cancel_url"] or ""


@transaction.atomic(durable=True)
def pay_slowly(session_id: str, now: datetime, cause: Cause) -> Given:
    """The visitor allows a debit, which `settle` ends. Raises NotOpen and Refused."""
    session = _open(session_id, now)
    attempt = attempts.processing(session, payment_methods.SLOW, now)
    attempt.keep()
    events.record("checkout.session.completed", attempt.session, now, cause)
    return attempt.session


@transaction.atomic(durable=True)
def pay_late(session_id: str, method: str, now: datetime, cause: Cause) -> Given:
    """The visitor approves while the session expires: that is told first, the payment after it.

    Raises NotOpen and Refused.
    """
    session = _open(session_id, now)
    attempt = attempts.succeeded(session, _method(session, method), now)
    expired = sessions.close(session, now, cause)
    events.record(
        "checkout.session.completed", attempt.session, now, cause, follows=expired, brings=attempt.given
    )
    return session.given


@transaction.atomic(durable=True)
def settle(session_id: str, *, is_paid: bool, now: datetime, cause: Cause) -> Given:
    """End a slow payment. Raises NotOpen where there is none, and Refused."""
    session = objects.locked("checkout.session", session_id)
    if session.given["status"] != "complete" or session.given["payment_status"] != "unpaid":
        raise NotOpen(session.given)
    intent = objects.found("payment_intent", session.given["payment_intent"])
    if intent.given["status"] != "processing":
        raise NotOpen(session.given)
    attempt = attempts.settled(session, is_paid=is_paid)
    attempt.keep()
    word = "succeeded" if is_paid else "failed"
    events.record(f"checkout.session.async_payment_{word}", attempt.session, now, cause)
    return attempt.session


@transaction.atomic(durable=True)
def move_refund(refund_id: str, status: str, now: datetime, cause: Cause) -> Given:
    """See ``refunds.move``."""
    return refunds.move(refund_id, status, now, cause)


@transaction.atomic(durable=True)
def refund_in_dashboard(intent_id: str, amount: int, now: datetime, cause: Cause) -> Given:
    """Pay back ``amount`` cents as somebody does in Stripe's own dashboard. Raises Refused."""
    return refunds.create({"payment_intent": intent_id, "amount": amount}, now, cause).given


@transaction.atomic(durable=True)
def dispute(intent_id: str, now: datetime, cause: Cause) -> Given:
    """See ``disputes.begin``."""
    return disputes.begin(intent_id, now, cause).given


@transaction.atomic(durable=True)
def close_dispute(dispute_id: str, status: str, now: datetime, cause: Cause) -> Given:
    """See ``disputes.close``."""
    return disputes.close(dispute_id, status, now, cause)


@transaction.atomic(durable=True)
def deliver(event_id: str, times: int, now: datetime) -> None:
    """See ``events.deliver``."""
    events.deliver(event_id, times, now)


@transaction.atomic(durable=True)
def let_go(delivery: StripeDelivery, now: datetime) -> None:
    """See ``events.release``."""
    events.release(delivery, now)


def catch_up(now: datetime) -> None:
    """Do what time has done since, one by one: sessions expire, refunds succeed."""
    due = StripeObject.objects.filter(due_at__lte=now).order_by("due_at", "pk")
    for kind, object_id in list(due.values_list("kind", "object_id")[:MOST_AT_ONCE]):
        _catch_up(kind, object_id, now)


@transaction.atomic(durable=True)
def _catch_up(kind: str, object_id: str, now: datetime) -> None:
    if kind == "refund":
        refunds.succeed(object_id, now)
    else:
        sessions.close_if_due(objects.locked(kind, object_id), now)


def _open(session_id: str, now: datetime) -> StripeObject:
    session = objects.locked("checkout.session", session_id)
    if session.given["status"] != "open" or sessions.is_due(session, now):
        raise NotOpen(session.given)
    return session


def _method(session: StripeObject, method: str) -> str:
    """The way to pay that was chosen, or the first that the session takes."""
    offered: list[str] = session.given["payment_method_types"]
    if method and method not in offered:
        raise Refused(f"This session does not take {method[:20]}.")
    return method or offered[0]
