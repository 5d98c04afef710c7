"""Cancelling a sign-up or some of its people: seats, documents, money, calendars and mails in one commit."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from flows.cancellation_costs import add_cost_lines
from flows.cancellation_plan import CancellationRefused, Plan, make_plan
from flows.mails.cancelled import Farewell, post_farewell
from flows.mails.story import Story
from flows.mails.voices import voice_of
from flows.payment import look, record
from jobs import queue
from lib.money import ZERO
from organisations import trail
from organisations.access import Actor
from organisations.customers import lock_customer
from payments.balances import balance_of
from payments.checkout import open_payments
from payments.crediting import credit
from payments.invoicing import Prepaid, invoice_lines
from payments.models import Invoice, Payment, Refund
from payments.receiving import move_allocations
from payments.refunding import lock_payments, refund_invoice, returnable
from payments.stripe import asking
from payments.stripe.gateway import StripeRefused, StripeUnsure
from payments.stripe.objects import SessionSeen
from registrations import moves
from registrations.codes import keep_use_of_sign_up
from registrations.holds import let_go, lock_hold
from registrations.models import Line, Registration
from registrations.seats import release_seats
from registrations.stored import load_registered

__all__ = ["CancellationRefused", "Cancelled", "Plan", "cancel", "preview"]


@dataclass(frozen=True)
class Cancelled:
    """What was done; ``plan.is_nothing`` where all of it was cancelled before."""

    plan: Plan
    credit_notes: tuple[Invoice, ...] = ()
    costs_invoice: Invoice | None = None
    refunds: tuple[Refund, ...] = ()


def preview(
    registration: Registration,
    participant_ids: Collection[int] | None,
    now: datetime,
    *,
    without_costs: bool = False,
) -> Plan:
    """What ``cancel`` would do at ``now`` (UTC), with the same arithmetic. Raises CancellationRefused."""
    with voice_of(registration).speaking():
        return make_plan(registration, participant_ids, now, without_costs=without_costs)


def cancel(
    registration_id: int,
    participant_ids: Collection[int] | None,
    now: datetime,
    *,
    actor: Actor,
    without_costs: bool = False,
    with_mail: bool = True,
) -> Cancelled:
    """Cancel these participants of a sign-up (None: all of it) at ``now`` (UTC); again changes nothing.

    ``without_costs``: the organiser asks none. Raises CancellationRefused.
    """
    closed = [_close(payment) for payment in open_payments(registration_id)]
    cancelled = _cancel(registration_id, participant_ids, now, actor, without_costs, with_mail)
    for seen in filter(None, closed):
        record(seen, now)
    return cancelled


def _close(payment: Payment) -> SessionSeen | None:
    """Have Stripe take no money for it any more; what came already is stored before anything is cancelled.

    What Stripe does not answer is settled by the job of the payment.
    """
    session_id = payment.checkout_session_id
    if session_id is None:
        return None
    try:
        return asking.close_session(session_id, patient=False)
    except StripeUnsure:
        return None
    except StripeRefused:
        with suppress(StripeUnsure, StripeRefused):
            look(session_id, patient=False)
        return None


@transaction.atomic(durable=True)
def _cancel(
    registration_id: int,
    participant_ids: Collection[int] | None,
    now: datetime,
    actor: Actor,
    without_costs: bool,  # noqa: FBT001
    with_mail: bool,  # noqa: FBT001
) -> Cancelled:
    registration = _lock(registration_id)
    voice = voice_of(registration)
    with voice.speaking():
        plan = make_plan(registration, participant_ids, now, without_costs=without_costs)
        if plan.is_nothing:
            return Cancelled(plan)
        story = Story(registration.event, load_registered(registration), None, voice, now)
        story.common  # noqa: B018 - reads what it tells before it ends
        cancelled = _carry_out(plan, now)
        _record(cancelled, actor, now)
        post_farewell(
            Farewell(
                story,
                plan,
                cancelled.credit_notes,
                cancelled.costs_invoice,
                by_contact=actor.kind == "contact",
                with_mail=with_mail,
            )
        )
    return cancelled


def _lock(registration_id: int) -> Registration:
    customer_id = Registration.objects.values_list("customer_id", flat=True).get(pk=registration_id)
    if customer_id is not None:
        lock_customer(customer_id)
    payments = Payment.objects.filter(allocations__invoice__registration_id=registration_id)
    own = Payment.objects.filter(registration_id=registration_id)
    lock_payments([*payments.values_list("pk", flat=True), *own.values_list("pk", flat=True)])
    return moves.lock_registration(registration_id)


def _carry_out(plan: Plan, now: datetime) -> Cancelled:
    registration = plan.registration
    moves.end_people(plan.leaving, plan.lines, now)
    if plan.is_whole:
        moves.cancel(registration, now)
    ending = [line.pk for line in plan.lines]
    keep_use_of_sign_up(ending)
    release_seats(ending, now)
    for payment in open_payments(registration.pk):
        if payment.hold_id is not None:
            let_go(lock_hold(payment.hold_id), now)
            queue.postpone(f"payment_hold:{payment.pk}", now)
    notes = tuple(credit(part.credit, now) for part in plan.parts if part.credit.portions)
    costs_invoice = _charge(plan, now) if plan.costs.others else None
    refunds = tuple(refund for part in plan.parts for refund in _pay_back(part.invoice, now))
    return Cancelled(plan, notes, costs_invoice, refunds)


def _charge(plan: Plan, now: datetime) -> Invoice | None:
    """Invoice the costs that bear other VAT, paid from what was paid before as far as that goes."""
    registration = plan.registration
    lines = add_cost_lines(registration, plan.costs.others, now)
    if registration.billing.waits_for_number and not plan.parts:
        Line.objects.filter(pk__in=[line.pk for line in lines]).update(ended_at=None)
        return None  # with the rest, once the number is there
    paid_before = min(sum((part.surplus for part in plan.parts), ZERO), plan.other_costs)
    prepaid = Prepaid(paid_before, registration.event.local_date(now)) if paid_before else None
    invoice = invoice_lines(registration, lines, now, prepaid)
    left = paid_before
    for part in plan.parts:
        moved = min(left, part.surplus)
        if invoice is not None and moved:
            move_allocations(part.invoice, invoice, moved, now)
            left -= moved
    return invoice


def _pay_back(invoice: Invoice, now: datetime) -> Sequence[Refund]:
    """Have go back by itself what was paid online and is not asked any more."""
    online = Payment.Method.STRIPE
    amount = min(balance_of(invoice).to_return, returnable(invoice, method=online))
    return refund_invoice(invoice, amount, now, method=online) if amount else ()


def _record(cancelled: Cancelled, actor: Actor, now: datetime) -> None:
    plan = cancelled.plan
    registration = plan.registration
    organisation_id, event_id = registration.event.organisation_id, registration.event_id
    facts: dict[str, str | int | bool | list[str] | list[int] | None] = {
        "people": len(plan.leaving),
        "whole": plan.is_whole,
        "costs": str(plan.cost),
        "credited": [note.number for note in cancelled.credit_notes],
    }
    trail.record(
        organisation_id,
        "registration",
        registration.pk,
        "cancelled",
        at=now,
        actor=actor,
        event_id=event_id,
        facts=facts,
    )
    for person in plan.leaving:
        trail.record(
            organisation_id, "participant", person.pk, "cancelled", at=now, actor=actor, event_id=event_id
        )
