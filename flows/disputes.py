"""A payer who asks the bank for the money back: flagged, the seats stay; lost, the invoice is open again."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from lib import clock
from organisations import trail
from organisations.access import SYSTEM
from organisations.customers import lock_customer
from payments import concerns
from payments.models import Payment
from payments.receiving import undo_allocations
from payments.stripe import asking
from payments.stripe.objects import DisputeSeen

WON = ("won", "warning_closed", "prevented")
LOST = "lost"


def look_at_dispute(dispute_id: str) -> None:
    """Ask Stripe how a dispute stands and store it. Raises StripeUnsure and StripeRefused."""
    record_dispute(asking.dispute(dispute_id), clock.now())


@transaction.atomic(durable=True)
def record_dispute(seen: DisputeSeen, now: datetime) -> None:
    """Store what was ``seen`` at ``now`` (UTC); the same again changes nothing. Not ours: nothing."""
    found = Payment.objects.filter(payment_intent_id=seen.intent_id).exclude(payment_intent_id="").first()
    if found is None:
        return
    for customer_id in sorted(set(found.allocations.values_list("invoice__customer_id", flat=True))):
        lock_customer(customer_id)
    payment = Payment.objects.select_for_update(no_key=True).get(pk=found.pk)
    is_over = seen.status in WON
    worry = "" if is_over else _worry(seen)
    was = (payment.is_disputed, payment.concern)
    if was == (not is_over, worry) or (is_over and not payment.is_disputed):
        return
    payment.is_disputed, payment.concern = not is_over, worry
    payment.save(update_fields=["is_disputed", "concern"])
    if seen.status == LOST:
        undo_allocations(payment, now)
    _record(payment, f"dispute_{seen.status}"[:40], now)


def _worry(seen: DisputeSeen) -> str:
    if seen.status == LOST:
        return concerns.DISPUTE_LOST
    day = seen.due_by.date().isoformat() if seen.due_by else ""
    return concerns.concern(concerns.DISPUTED, day)


def _record(payment: Payment, verb: str, now: datetime) -> None:
    registration = payment.registration
    trail.record(
        payment.organisation_id,
        "payment",
        payment.pk,
        verb,
        at=now,
        actor=SYSTEM,
        event_id=registration.event_id if registration else None,
        facts={"amount": str(payment.amount)},
    )
