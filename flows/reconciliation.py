"""Asking Stripe what it did not tell: about each open payment every few minutes, at night about the rest."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.db.models import Max

from flows.checkout import ask_for_session
from flows.payment import look
from flows.stripe_events import receive
from jobs import queue
from jobs.outcomes import NotYet
from lib import clock
from lib.dates import day_in_zone, moment_on
from payments.checkout import CHECK_EVERY
from payments.models import Payment, StripeEvent
from payments.stripe import asking
from payments.stripe.gateway import StripeRefused, StripeUnsure

ZONE, AT_NIGHT = "Europe/Amsterdam", time(3, 17)
SLOWLY = timedelta(hours=1)  # a debit takes days
KEPT, OVERLAP = timedelta(days=29), timedelta(days=4)  # Stripe keeps events for 30 days
OPEN = (Payment.State.CREATED, Payment.State.PROCESSING)


def check_payment(subject: str) -> None:
    """Ask Stripe about the payment with id ``subject`` as long as money may still come (a job handler)."""
    payment = Payment.objects.get(pk=int(subject))
    plan_night(clock.now())
    if payment.state not in OPEN:
        return
    try:
        session_id = payment.checkout_session_id or ask_for_session(payment, patient=True).id
        look(session_id)
    except (StripeUnsure, StripeRefused):
        pass  # in a while it is asked again; what was never made, the end of its hold tells
    payment.refresh_from_db()
    if payment.state in OPEN:
        now = clock.now()
        raise NotYet(now + (CHECK_EVERY if payment.state == Payment.State.CREATED else SLOWLY))


@transaction.atomic(durable=True)
def plan_night(now: datetime) -> None:
    """Have Stripe asked about all in the night that follows ``now`` (UTC); twice changes nothing."""
    today = day_in_zone(now, ZONE)
    night = today if moment_on(today, AT_NIGHT, ZONE) > now else today + timedelta(days=1)
    queue.later("stripe_night", night.isoformat(), f"stripe_night:{night}", moment_on(night, AT_NIGHT, ZONE))


def night(subject: str) -> None:
    """Fetch the events and sessions that we know nothing of, in the night ``subject`` (a job handler)."""
    now = clock.now()
    since = max(now - KEPT, _last_heard(now) - OVERLAP)
    for event in asking.events_since(since):
        receive(event, now)
    for session in asking.sessions_since(since):
        if session.payment_key and not Payment.objects.filter(checkout_session_id=session.id).exists():
            look(session.id)
    if _is_used(date.fromisoformat(subject)):
        plan_night(now)


def _last_heard(now: datetime) -> datetime:
    heard = StripeEvent.objects.aggregate(last=Max("received_at"))["last"]
    return heard or now


def _is_used(day: date) -> bool:
    """Whether there was a payment by Stripe for which something may still come."""
    since = moment_on(day, time(), ZONE) - timedelta(days=40)
    return Payment.objects.filter(method=Payment.Method.STRIPE, created_at__gte=since).exists()
