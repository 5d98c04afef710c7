"""Beginning to pay online: rows first, then Stripe is asked, then what it answered is stored.

Nothing is lost in between: the same is asked again with the same key, by the visitor or by a job.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from time import sleep
from typing import Literal

from django.conf import settings
from django.db import transaction

from events.models import Event
from flows.mails import links
from flows.mails.voices import voice_of
from flows.payment import record
from jobs.outcomes import NotYet
from lib import clock
from organisations.customers import lock_customer
from payments import checkout
from payments.balances import balance_of
from payments.checkout import ASK_AGAIN, LEAST, Asked
from payments.models import Invoice, Payment
from payments.stripe import asking, gateway
from payments.stripe.gateway import StripeBusy, StripeRefused, StripeUnsure
from payments.stripe.objects import SessionSeen
from registrations.holds import extend, hold_for_payment, lock_hold
from registrations.models import Line, Registration
from registrations.moves import lock_registration
from registrations.registering import Registered

TABS, A_MOMENT = 4, 0.25  # seconds
Answer = Literal["go", "wait", "done"]


@dataclass(frozen=True)
class Checkout:
    """``go``: to ``url``; ``wait``: Stripe did not answer, try again; ``done``: nothing is to be paid."""

    answer: Answer
    url: str = ""
    session_id: str = ""


def takes_online_payments(event: Event) -> bool:
    """Whether money for ``event`` can come by Stripe: its keys belong to one organisation."""
    return gateway.is_on() and event.organisation.slug == settings.STRIPE_ORGANISATION


def may_pay_online(event: Event, amount: Decimal) -> bool:
    """Whether ``amount`` euros for ``event`` can be paid by Stripe, which takes no less than half a euro."""
    return amount >= LEAST and takes_online_payments(event)


def begin(registered: Registered, wanted: Mapping[int, Sequence[Line]], now: datetime) -> None:
    """Keep the seats of a sign-up that is to be paid online first, and store what will be asked for it.

    Inside the caller's transaction. Raises PoolFull.
    """
    registration, people = registered.registration, registered.participants
    sessions = {
        people[number].pk: [s.pk for s in taken] for number, taken in registered.sessions.items() if taken
    }
    hold = hold_for_payment(registration, wanted, sessions, checkout.hold_until(now))
    amount = registered.quote.totals.payable
    checkout.add_registration_payment(hold, amount, _asked(registration, registration.reference), now)


def go_to_stripe(registration: Registration, now: datetime) -> Checkout:
    """Lead whoever signed up to Stripe's page: for the same payment always to the same session."""
    payment = checkout.open_payment(registration.pk, None)
    return _lead(payment.pk, now) if payment else Checkout("done")


def pay_invoice(registration: Registration, number: str, now: datetime) -> Checkout:
    """Lead the contact of a sign-up to Stripe's page for what is open of one of its invoices."""
    invoice = Invoice.objects.filter(registration=registration, number=number).first()
    if invoice is None or invoice.type_code != Invoice.TypeCode.INVOICE:
        return Checkout("done")
    payment = _open_for(invoice, registration, now)
    return _lead(payment.pk, now) if payment else Checkout("done")


def ask_again(subject: str) -> None:
    """Have Stripe make the session of the payment with id ``subject``, if nobody did yet (a job handler)."""
    payment = Payment.objects.get(pk=int(subject))
    if payment.checkout_session_id is None and payment.state == Payment.State.CREATED:
        try:
            ask_for_session(payment, patient=True)
        except StripeRefused:
            return  # the visitor's next try asks anew, and the hold ends in time
        except StripeUnsure as unsure:
            now = clock.now()
            if payment.expires_at and now < payment.expires_at:
                raise NotYet(now + ASK_AGAIN) from unsure


@transaction.atomic(durable=True)
def _open_for(invoice: Invoice, registration: Registration, now: datetime) -> Payment | None:
    lock_customer(invoice.customer_id)
    known = checkout.open_payment(registration.pk, invoice.pk)
    amount = balance_of(invoice).to_pay
    if known or not may_pay_online(registration.event, amount):
        return known
    return checkout.add_invoice_payment(invoice, amount, _asked(registration, invoice.number), now)


def _lead(payment_id: int, now: datetime) -> Checkout:
    payment = Payment.objects.get(pk=payment_id)
    try:
        seen = _session_of(payment)
    except StripeUnsure:
        return Checkout("wait")
    except StripeRefused:
        return _anew(payment, now)
    if seen.verdict != "open":
        record(seen, now)
        return Checkout("done", session_id=seen.id)
    return Checkout("go", seen.url, seen.id)


def _session_of(payment: Payment) -> SessionSeen:
    if payment.checkout_session_id is not None:
        return asking.session(payment.checkout_session_id, patient=False)
    for _ in range(TABS):
        try:
            return ask_for_session(payment, patient=False)
        except StripeBusy:  # another tab asks at this very moment
            sleep(A_MOMENT)
    return ask_for_session(payment, patient=False)


def ask_for_session(payment: Payment, *, patient: bool) -> SessionSeen:
    """Have the session of a payment made, or told once more, and keep its id.

    It is told as it was when it was made. Raises StripeUnsure and StripeRefused.
    """
    key = str(payment.request_key)
    seen = asking.make_session(payment.request, key, patient=patient)
    _keep(payment.pk, seen.id)
    return seen


@transaction.atomic(durable=True)
def _keep(payment_id: int, session_id: str) -> None:
    Payment.objects.filter(pk=payment_id, checkout_session_id=None).update(checkout_session_id=session_id)


def _anew(payment: Payment, now: datetime) -> Checkout:
    """Ask for another session: of one that was never made, as Stripe says, the request is too old by now."""
    if payment.checkout_session_id is not None or now < payment.created_at + checkout.CHECK_EVERY:
        return Checkout("wait")
    fresh = _replace(payment.pk, now)
    if fresh is None:
        return Checkout("done")
    try:
        seen = ask_for_session(fresh, patient=False)
    except (StripeUnsure, StripeRefused):
        return Checkout("wait")
    return Checkout("go", seen.url, seen.id)


@transaction.atomic(durable=True)
def _replace(payment_id: int, now: datetime) -> Payment | None:
    old = Payment.objects.select_for_update(no_key=True).get(pk=payment_id)
    if old.state != Payment.State.CREATED or old.checkout_session_id is not None:
        return checkout.open_payment(old.registration_id or 0, old.invoice_id)
    old.state, old.settled_at = Payment.State.FAILED, now
    checkout.forget_address(old)
    old.save(update_fields=["state", "settled_at", "request"])
    if old.invoice_id:
        invoice = Invoice.objects.get(pk=old.invoice_id)
        registration = lock_registration(old.registration_id or 0)
        return checkout.add_invoice_payment(invoice, old.amount, _asked(registration, invoice.number), now)
    registration = lock_registration(old.registration_id or 0)
    if registration.state != Registration.State.AWAITING_PAYMENT or old.hold_id is None:
        return None
    hold = lock_hold(old.hold_id)
    extend(hold, checkout.hold_until(now))
    return checkout.add_registration_payment(
        hold, old.amount, _asked(registration, registration.reference), now
    )


def _asked(registration: Registration, reference: str) -> Asked:
    event = registration.event
    voice = voice_of(registration)
    return Asked(
        title=event.text("title", voice.language),
        reference=reference,
        email=registration.contact_email,
        language=voice.language,
        success_url=links.paid_url(voice.language),
        cancel_url=links.not_paid_url(voice.language),
        needed_at=event.begins_at,
    )
