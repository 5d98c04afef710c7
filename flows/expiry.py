"""Seats that were kept for a payment: Stripe closes the session first, then they are given back."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from flows.checkout import ask_for_session
from flows.payment import look, record
from jobs.outcomes import NotYet
from lib import clock
from organisations.customers import lock_customer
from payments import concerns
from payments.checkout import forget_address
from payments.models import Payment
from payments.stripe import asking
from payments.stripe.gateway import StripeRefused, StripeUnsure
from payments.stripe.objects import SessionSeen
from registrations import holds, moves
from registrations.models import Registration

ANOTHER_TRY = timedelta(minutes=1)
PATIENCE = timedelta(hours=24)  # then no session of that time is open at Stripe any more


def end_hold(subject: str) -> None:
    """End the hold of the payment with id ``subject`` if its time has come (a job handler)."""
    now = clock.now()
    payment = Payment.objects.select_related("hold", "registration").get(pk=int(subject))
    if payment.state != Payment.State.CREATED or (until := _due(payment)) is None:
        return
    if until > now:
        raise NotYet(until)
    try:
        close_session(payment)
    except StripeUnsure as unsure:
        if now < until + PATIENCE:
            raise NotYet(now + ANOTHER_TRY) from unsure
        give_up(payment.pk, now)


def _due(payment: Payment) -> datetime | None:
    """When the session is to be closed: with the hold, or at once where the sign-up was cancelled."""
    registration, hold = payment.registration, payment.hold
    if registration is not None and registration.state == Registration.State.CANCELLED:
        return registration.ended_at
    return None if hold is None or hold.ended_at else hold.expires_at


def close_session(payment: Payment, *, patient: bool = True) -> None:
    """Have Stripe close the session of a payment and store what it says: closed, or paid after all.

    One that was never made is given up. Raises StripeUnsure.
    """
    if payment.checkout_session_id is None:
        try:
            payment.checkout_session_id = ask_for_session(payment, patient=patient).id
        except StripeRefused:  # it was not made, else the same request would have told
            give_up(payment.pk, clock.now(), concern="")
            return
    session_id = payment.checkout_session_id
    try:
        closed: SessionSeen | None = asking.close_session(session_id, patient=patient)
    except StripeRefused:  # it is not open: expired, or paid
        closed = None
    if closed is None:
        look(session_id, patient=patient)
    else:
        record(closed, clock.now())


@transaction.atomic(durable=True)
def give_up(payment_id: int, now: datetime, concern: str = concerns.NOT_REACHED) -> None:
    """Let a payment lapse without Stripe's word for it, with the seats that were kept for it."""
    found = Payment.objects.select_related("registration").get(pk=payment_id)
    if found.registration is not None and found.registration.customer_id is not None:
        lock_customer(found.registration.customer_id)
    payment = Payment.objects.select_for_update(no_key=True).get(pk=payment_id)
    if payment.state != Payment.State.CREATED:
        return
    payment.state, payment.settled_at, payment.concern = Payment.State.EXPIRED, now, concern
    forget_address(payment)
    payment.save(update_fields=["state", "settled_at", "concern", "request"])
    if payment.registration_id is None or payment.hold_id is None:
        return
    registration = moves.lock_registration(payment.registration_id)
    holds.let_go(holds.lock_hold(payment.hold_id), now)
    if registration.state == Registration.State.AWAITING_PAYMENT:
        moves.expire(registration, now)
