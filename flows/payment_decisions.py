"""Finance decides about money that came otherwise than it was asked: it is taken, or it goes back."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from flows.mails import paying
from flows.payment import confirm
from organisations import trail
from organisations.access import Actor
from organisations.customers import lock_customer
from payments import concerns
from payments.models import Payment
from payments.receiving import allocated_by
from payments.refunding import request_refund
from registrations import holds, moves
from registrations.models import Registration

State = Registration.State


class AlreadyDecided(Exception):
    """There is nothing to decide about this payment any more."""


@transaction.atomic(durable=True)
def take_what_came(payment_id: int, now: datetime, *, actor: Actor) -> None:
    """Confirm the sign-up with the amount that came: less leaves an invoice open, more goes back.

    Raises AlreadyDecided.
    """
    payment, registration = _lock(payment_id)
    confirm(payment, registration, now)
    rest = payment.amount - allocated_by(payment)
    if rest:
        request_refund(payment, rest, now)
        paying.post_returning(payment, registration, rest, "more", now)
    _decided(payment, "taken", now, actor)


@transaction.atomic(durable=True)
def return_what_came(payment_id: int, now: datetime, *, actor: Actor) -> None:
    """Let the sign-up lapse, and have all that came go back. Raises AlreadyDecided."""
    payment, registration = _lock(payment_id)
    holds.let_go(holds.lock_hold(payment.hold_id or 0), now)
    moves.expire(registration, now)
    request_refund(payment, payment.amount, now)
    paying.post_returning(payment, registration, payment.amount, "other", now)
    _decided(payment, "returned", now, actor)


def _lock(payment_id: int) -> tuple[Payment, Registration]:
    found = Payment.objects.select_related("registration").get(pk=payment_id)
    if found.registration is None or found.registration.customer_id is None:
        raise AlreadyDecided
    lock_customer(found.registration.customer_id)
    payment = Payment.objects.select_for_update(no_key=True).get(pk=payment_id)
    registration = moves.lock_registration(found.registration.pk)
    if (
        not payment.concern.startswith(concerns.AMOUNT_DIFFERS)
        or registration.state != State.AWAITING_PAYMENT
    ):
        raise AlreadyDecided
    return payment, registration


def _decided(payment: Payment, verb: str, now: datetime, actor: Actor) -> None:
    payment.concern = ""
    payment.save(update_fields=["concern"])
    trail.record(
        payment.organisation_id,
        "payment",
        payment.pk,
        verb,
        at=now,
        actor=actor,
        event_id=payment.registration.event_id if payment.registration else None,
        facts={"amount": str(payment.amount)},
    )
