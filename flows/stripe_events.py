"""What Stripe tells us: stored with a job in one commit, worked on by asking Stripe for the object itself."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from flows.disputes import look_at_dispute
from flows.payment import look
from flows.refunds import look_at_refund
from jobs import queue
from jobs.outcomes import NotYet
from lib import clock
from payments.models import StripeEvent
from payments.stripe.gateway import StripeRefused, StripeUnsure
from payments.stripe.objects import EventSeen
from payments.stripe.patience import next_try

LOOKS: dict[str, Callable[[str], None]] = {
    "checkout.session.": look,
    "refund.": look_at_refund,
    "charge.dispute.": look_at_dispute,
}
GONE = "resource_missing"


@transaction.atomic(durable=True)
def receive(seen: EventSeen, now: datetime) -> None:
    """Store an event that came at ``now`` (UTC), to be worked on at once; twice changes nothing."""
    StripeEvent.objects.bulk_create(
        [
            StripeEvent(
                event_id=seen.id,
                type=seen.type,
                object_id=seen.object_id,
                payload={"id": seen.id, "type": seen.type, "object": seen.object_id},
                created_at=seen.created_at,
                received_at=now,
            )
        ],
        ignore_conflicts=True,
    )
    queue.later("stripe_event", seen.id, f"stripe_event:{seen.id}", now)


def handle(subject: str) -> None:
    """Work on the event with Stripe's id ``subject`` (a job handler); of an unknown type: done."""
    event = StripeEvent.objects.get(event_id=subject)
    for beginning, look_at in LOOKS.items():
        if event.type.startswith(beginning) and event.object_id:
            try:
                look_at(event.object_id)
            except StripeRefused as refused:
                if refused.code != GONE:  # an object of a Stripe that was emptied
                    raise
            except StripeUnsure as unsure:
                raise NotYet(next_try(event.received_at, clock.now())) from unsure
    _done(event.pk)


@transaction.atomic(durable=True)
def _done(event_pk: int) -> None:
    StripeEvent.objects.filter(pk=event_pk, handled_at=None).update(handled_at=clock.now())
