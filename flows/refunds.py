"""Money that goes back: asked of Stripe by a job, moved by what Stripe says, told to whoever gets it."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal

from django.db import transaction

from flows.mails import paying
from jobs import queue
from jobs.outcomes import NotYet
from lib import clock
from lib.dates import moment_on
from organisations import trail
from organisations.access import SYSTEM, Actor
from payments import concerns
from payments.balances import balance_of
from payments.models import Allocation, Payment, Refund
from payments.refunding import RefundRefused, lock_payments, request_refund
from payments.states import refund_may_become
from payments.stripe import asking
from payments.stripe.gateway import StripeRefused, StripeUnsure
from payments.stripe.objects import METADATA_REFUND, RefundSeen
from payments.stripe.patience import next_try

__all__ = ["RefundRefused", "note_paid_back", "pay_back_payment"]
Back = Refund.State
LOOK_AGAIN = timedelta(hours=1)
KEY_LASTS = timedelta(hours=23)  # Stripe remembers a key for a day: after that we look first
UNDER_WAY = (Back.PENDING, Back.REQUIRES_ACTION)


@transaction.atomic(durable=True)
def pay_back_payment(payment_id: int, amount: Decimal, now: datetime, *, actor: Actor) -> list[Refund]:
    """Have ``amount`` euros of a payment go back the way it came, at ``now`` (UTC); for its invoice, if any.

    Raises RefundRefused where more is asked than is left of it.
    """
    (payment,) = lock_payments([payment_id])
    standing = Allocation.objects.filter(payment=payment, undone_at=None).select_related("invoice").first()
    refund = request_refund(payment, amount, now, invoice=standing.invoice if standing else None)
    _record(refund, "requested", now, actor)
    return [refund]


@transaction.atomic(durable=True)
def note_paid_back(refund_id: int, on: date, now: datetime, *, actor: Actor) -> None:
    """Note that what was to be paid back by bank was paid on a day; again changes nothing."""
    refund = _lock(refund_id)
    if refund.method != Payment.Method.BANK or refund.state != Back.REQUESTED:
        return
    refund.state, refund.concern = Back.SUCCEEDED, ""
    refund.settled_at = moment_on(on, time(12), "Europe/Amsterdam")
    refund.save(update_fields=["state", "concern", "settled_at"])
    _record(refund, "succeeded", now, actor)
    _tell(refund, now)


def send(subject: str) -> None:
    """Ask Stripe for the refund with id ``subject``, unless it was asked before (a job handler)."""
    refund = Refund.objects.select_related("payment").get(pk=int(subject))
    if refund.stripe_refund_id is None and refund.state == Back.REQUESTED:
        try:
            seen = _ask(refund)
        except StripeRefused as refused:
            _fail(refund.pk, refused.code or "refused", clock.now())
            return
        except StripeUnsure as unsure:
            raise NotYet(next_try(refund.created_at, clock.now())) from unsure
        record_refund(seen, clock.now())


def look_again(subject: str) -> None:
    """Ask Stripe how a refund stands that is under way, until it is not (a job handler)."""
    refund = Refund.objects.get(pk=int(subject))
    if refund.state in UNDER_WAY and refund.stripe_refund_id:
        look_at_refund(refund.stripe_refund_id)
        refund.refresh_from_db()
        if refund.state in UNDER_WAY:
            raise NotYet(clock.now() + LOOK_AGAIN)


def look_at_refund(refund_id: str) -> None:
    """Ask Stripe how a refund stands (by Stripe's id) and store it. Raises StripeUnsure and StripeRefused."""
    record_refund(asking.refund(refund_id), clock.now())


@transaction.atomic(durable=True)
def record_refund(seen: RefundSeen, now: datetime) -> None:
    """Store what was ``seen`` at ``now`` (UTC); one that was made in Stripe's dashboard is taken on."""
    payment = Payment.objects.filter(payment_intent_id=seen.intent_id).exclude(payment_intent_id="").first()
    if payment is None:
        return
    lock_payments([payment.pk])
    refund = _find(seen) or _adopt(payment, seen, now)
    if refund.stripe_refund_id is None:
        refund.stripe_refund_id = seen.id
        refund.save(update_fields=["stripe_refund_id"])
    if refund.state != seen.state and refund_may_become(refund.state, seen.state):
        _move(refund, seen, now)


def _ask(refund: Refund) -> RefundSeen:
    """Ask for it with the same key each time; where Stripe may have forgotten the key, look first."""
    if clock.now() > refund.created_at + KEY_LASTS:
        made = asking.refunds_of(refund.payment.payment_intent_id)
        for seen in made:
            if seen.refund_key == str(refund.request_key):
                return seen
    request = {
        "payment_intent": refund.payment.payment_intent_id,
        "amount": int(refund.amount * 100),
        "reason": refund.reason,
        "metadata": {METADATA_REFUND: str(refund.request_key)},
    }
    return asking.make_refund(request, str(refund.request_key))


def _find(seen: RefundSeen) -> Refund | None:
    known = Refund.objects.filter(stripe_refund_id=seen.id).first()
    if known is None and seen.refund_key:
        known = Refund.objects.filter(request_key=seen.refund_key, stripe_refund_id=None).first()
    return known


def _adopt(payment: Payment, seen: RefundSeen, now: datetime) -> Refund:
    standing = Allocation.objects.filter(payment=payment, undone_at=None).first()
    refund = Refund(
        payment=payment,
        invoice_id=standing.invoice_id if standing else None,
        method=Payment.Method.STRIPE,
        state=Back.REQUESTED,
        amount=seen.amount,
        stripe_refund_id=seen.id,
        is_adopted=True,
        concern=concerns.concern(concerns.ADOPTED),
        created_at=seen.created_at,
    )
    refund.save(force_insert=True)
    _record(refund, "adopted", now, SYSTEM)
    return refund


def _move(refund: Refund, seen: RefundSeen, now: datetime) -> None:
    refund.state, refund.failure = seen.state, seen.failure[:200]
    if seen.state in (Back.FAILED, Back.CANCELED):
        refund.concern = concerns.concern(concerns.REFUND_FAILED, seen.failure or seen.state)
    if seen.state not in UNDER_WAY:
        refund.settled_at = now
    refund.save(update_fields=["state", "failure", "concern", "settled_at"])
    _record(refund, str(seen.state), now, SYSTEM)
    if seen.state in UNDER_WAY:
        queue.later("refund_check", str(refund.pk), f"refund_check:{refund.pk}", now + LOOK_AGAIN)
    if seen.state == Back.SUCCEEDED:
        _clear_earlier(refund)
        _tell(refund, now)


def _clear_earlier(refund: Refund) -> None:
    """What failed before is not finance's concern once as much of that payment and invoice went back.

    As long as the customer is owed something it may be what failed: somebody else's money, say, of
    one payment for two.
    """
    if refund.invoice is not None and balance_of(refund.invoice).to_return:
        return
    failed = Refund.objects.filter(
        payment_id=refund.payment_id, invoice=refund.invoice, state=Back.FAILED, amount__lte=refund.amount
    )
    failed.update(concern="")


@transaction.atomic(durable=True)
def _fail(refund_id: int, code: str, now: datetime) -> None:
    """Stripe will not do it: the money stays, finance sees why."""
    refund = _lock(refund_id)
    if refund.state == Back.REQUESTED:
        refund.state, refund.failure, refund.settled_at = Back.FAILED, code[:200], now
        refund.concern = concerns.concern(concerns.REFUND_FAILED, code)
        refund.save(update_fields=["state", "failure", "settled_at", "concern"])
        _record(refund, "failed", now, SYSTEM)


def _lock(refund_id: int) -> Refund:
    payment_id = Refund.objects.values_list("payment_id", flat=True).get(pk=refund_id)
    lock_payments([payment_id])
    return Refund.objects.select_related("payment__registration").get(pk=refund_id)


def _tell(refund: Refund, now: datetime) -> None:
    registration = refund.payment.registration
    if registration is not None:
        paying.post_returned(refund, registration, now)


def _record(refund: Refund, verb: str, now: datetime, actor: Actor) -> None:
    payment = refund.payment
    registration = payment.registration
    trail.record(
        payment.organisation_id,
        "refund",
        refund.pk,
        verb,
        at=now,
        actor=actor,
        event_id=registration.event_id if registration else None,
        facts={"amount": str(refund.amount), "payment": payment.pk, "invoice": refund.invoice_id},
    )
