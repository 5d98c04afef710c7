"""What Stripe says of a session moves our payment, and all that hangs on it: whoever asks, whatever order.

Lock order: customer, payment, registration, hold; pools and number range come with the verbs.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime

from django.db import transaction

from flows.mails import paying
from flows.mails.confirmation import post_confirmation
from flows.payment_trouble import give_back_late, give_back_twice, settle_cancelled
from lib import clock
from lib.money import format_euros
from organisations import trail
from organisations.access import SYSTEM
from organisations.customers import lock_customer
from payments import concerns
from payments.balances import balance_of
from payments.checkout import forget_address
from payments.invoicing import Prepaid, invoice_lines
from payments.models import Payment
from payments.receiving import allocate
from payments.states import payment_may_become
from payments.stripe import asking, gateway
from payments.stripe.gateway import StripeRefused, StripeUnsure
from payments.stripe.objects import SessionSeen
from registrations import holds, moves
from registrations.models import Registration
from registrations.registering import add_attendings
from registrations.seats import PoolFull, claim_seats
from registrations.stored import load_registered

Money, State = Payment.State, Registration.State
VERDICTS = {
    "processing": Money.PROCESSING,
    "expired": Money.EXPIRED,
    "failed": Money.FAILED,
    "paid": Money.SUCCEEDED,
}


def look(session_id: str, *, patient: bool = True) -> None:
    """Ask Stripe how a session stands and store it. Raises StripeUnsure and StripeRefused."""
    record(asking.session(session_id, patient=patient), clock.now())


def look_if_open(session_id: str) -> None:
    """For a visitor who comes back: ask Stripe unless we know, and not for long, and store what it says."""
    rows = Payment.objects.filter(checkout_session_id=session_id, state=Money.CREATED)
    if rows.exists():
        with suppress(StripeUnsure, StripeRefused):
            look(session_id, patient=False)


def record(seen: SessionSeen, now: datetime) -> None:
    """Store what was ``seen`` at ``now`` (UTC); the same again changes nothing. Not ours: nothing."""
    try:
        _record(seen, now, seats_are_gone=False)
    except PoolFull:
        _record(seen, now, seats_are_gone=True)


@transaction.atomic(durable=True)
def _record(seen: SessionSeen, now: datetime, *, seats_are_gone: bool) -> None:
    payment = _lock(seen)
    after = VERDICTS.get(seen.verdict)
    if payment is None or after is None or after == payment.state:
        return
    if not payment_may_become(payment.state, after):
        if after == Money.SUCCEEDED:
            _worry(payment, concerns.PAID_AFTER_FAILED, now)
        return
    registration = moves.lock_registration(payment.registration_id) if payment.registration_id else None
    _move(payment, after, seen, now)
    if after == Money.SUCCEEDED:
        _paid(payment, registration, seen, now, seats_are_gone=seats_are_gone)
    elif registration is not None and payment.invoice_id is None:
        _not_paid(payment, registration, now)


def _lock(seen: SessionSeen) -> Payment | None:
    """Our payment for that session, locked behind its customer; one whose answer was lost is known by key."""
    rows = Payment.objects.filter(checkout_session_id=seen.id)
    if not rows.exists() and seen.payment_key:
        rows = Payment.objects.filter(request_key=seen.payment_key, checkout_session_id=None)
    found = rows.select_related("invoice", "registration").first()
    if found is None:
        return None
    customer_id = found.invoice.customer_id if found.invoice else None
    if customer_id is None and found.registration:
        customer_id = found.registration.customer_id
    if customer_id is not None:
        lock_customer(customer_id)
    payment = Payment.objects.select_for_update(no_key=True).get(pk=found.pk)
    if payment.checkout_session_id is None:
        payment.checkout_session_id = seen.id
        payment.save(update_fields=["checkout_session_id"])
    return payment


def _move(payment: Payment, after: Payment.State, seen: SessionSeen, now: datetime) -> None:
    payment.state = after
    payment.payment_intent_id = seen.intent_id
    payment.paid_with = seen.paid_with
    if after != Money.PROCESSING:
        payment.settled_at = now
        forget_address(payment)
    payment.save(update_fields=["state", "payment_intent_id", "paid_with", "settled_at", "request"])
    _record_act(payment, str(after), now)


def _paid(
    payment: Payment,
    registration: Registration | None,
    seen: SessionSeen,
    now: datetime,
    *,
    seats_are_gone: bool,
) -> None:
    if not _agrees(payment, seen):
        _keep_for_finance(payment, seen, now)
    elif payment.invoice is not None:
        _settle_invoice(payment, now)
    elif registration is None:
        raise ValueError(f"payment {payment.pk} is for nothing")
    elif registration.state == State.AWAITING_PAYMENT:
        confirm(payment, registration, now)
    elif registration.state == State.EXPIRED and not seats_are_gone:
        confirm_late(payment, registration, now)
    elif registration.state == State.CANCELLED:
        settle_cancelled(payment, registration, now)
    elif registration.state == State.CONFIRMED:
        give_back_twice(payment, registration, now)
    else:
        give_back_late(payment, registration, now)


def _agrees(payment: Payment, seen: SessionSeen) -> bool:
    """Whether it is the money that was asked, of the mode that we are in."""
    return (
        seen.amount == payment.amount
        and seen.currency == "eur"
        and seen.payment_key == str(payment.request_key)
        and seen.livemode == gateway.is_live()
    )


def confirm(payment: Payment, registration: Registration, now: datetime) -> None:
    """Confirm a locked sign-up whose money came in time: its seats go over from the hold."""
    hold = holds.lock_hold(payment.hold_id or 0)
    holds.hand_over_seats(hold, now)
    _finish(payment, registration, holds.sessions_of(hold), now)


def confirm_late(payment: Payment, registration: Registration, now: datetime) -> None:
    """Confirm a locked sign-up that lapsed, if all of its seats are still there. Raises PoolFull."""
    hold = holds.lock_hold(payment.hold_id or 0)
    claim_seats(holds.wanted_by(hold, moves.restore_lines(registration)))
    _finish(payment, registration, holds.sessions_of(hold), now)


def _finish(
    payment: Payment, registration: Registration, sessions: dict[int, list[int]], now: datetime
) -> None:
    moves.confirm(registration, now)
    registered = load_registered(registration, sessions)
    add_attendings(registered.participants, registered.sessions, now)
    event = registration.event
    prepaid = Prepaid(min(payment.amount, registered.quote.totals.payable), event.local_date(now))
    invoice = invoice_lines(registration, [line for _, line in registered.sold], now, prepaid)
    if invoice is not None:
        allocate(payment, invoice, prepaid.amount, now)
    post_confirmation(registered, event, invoice, now)


def _settle_invoice(payment: Payment, now: datetime) -> None:
    """Let the money settle what is open of the invoice; what somebody else paid meanwhile goes back."""
    invoice = payment.invoice
    assert invoice is not None  # noqa: S101 - asked before
    amount = min(balance_of(invoice).to_pay, payment.amount)
    if amount:
        allocate(payment, invoice, amount, now)
    if amount < payment.amount:
        give_back_twice(payment, payment.registration, now, amount=payment.amount - amount)
    if amount and payment.registration is not None:
        paying.post_invoice_paid(payment, invoice, amount, now)


def _not_paid(payment: Payment, registration: Registration, now: datetime) -> None:
    """The money is under way, will not come, or did not come in time."""
    if payment.hold_id is None:
        return
    hold = holds.lock_hold(payment.hold_id)
    if payment.state == Money.PROCESSING:
        holds.stop_timer(hold)
        if registration.state == State.AWAITING_PAYMENT:
            paying.post_under_way(payment, registration, now)
        return
    holds.let_go(hold, now)
    if registration.state == State.AWAITING_PAYMENT:
        moves.expire(registration, now)
        paying.post_lapsed(payment, registration, now)


def _keep_for_finance(payment: Payment, seen: SessionSeen, now: datetime) -> None:
    """Another amount came: it is stored as it came, the seats stay, a person decides."""
    asked = f"{format_euros(payment.amount)} → {format_euros(seen.amount)} {seen.currency}"
    payment.amount = seen.amount if seen.currency == "eur" and seen.amount else payment.amount
    payment.save(update_fields=["amount"])
    _worry(payment, concerns.AMOUNT_DIFFERS, now, asked)
    if payment.hold_id is not None and payment.invoice_id is None:
        hold = holds.lock_hold(payment.hold_id)
        if hold.ended_at is None:
            holds.stop_timer(hold)


def _worry(payment: Payment, code: str, now: datetime, detail: str = "") -> None:
    worry = concerns.concern(code, detail)
    if payment.concern != worry:
        payment.concern = worry
        payment.save(update_fields=["concern"])
        _record_act(payment, "needs_attention", now)


def _record_act(payment: Payment, verb: str, now: datetime) -> None:
    registration = payment.registration
    trail.record(
        payment.organisation_id,
        "payment",
        payment.pk,
        verb,
        at=now,
        actor=SYSTEM,
        event_id=registration.event_id if registration else None,
        facts={
            "amount": str(payment.amount),
            "registration": payment.registration_id,
            "invoice": payment.invoice_id,
        },
    )
