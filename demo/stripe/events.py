"""Events, and their way to the webhook."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import F, Q

from demo.stripe import objects
from demo.stripe.models import StripeDelivery, StripeObject
from demo.stripe.objects import Given, new_id

API_VERSION = "2026-08-26.dahlia"
LATER = timedelta(seconds=2)  # between an event and one that follows it
LONGEST_PAUSE = 60  # seconds
PATIENCE = timedelta(seconds=30)  # after which an attempt of a program that was killed is made again


@dataclass(frozen=True)
class Cause:
    """What made it happen: ``hold`` keeps its events back, a request of the API has its id and key."""

    hold: bool = False
    request_id: str | None = None
    idempotency_key: str | None = None


def record(
    kind: str,
    about: Given,
    now: datetime,
    cause: Cause,
    *,
    follows: StripeDelivery | None = None,
    brings: Sequence[Given] = (),
) -> StripeDelivery:
    """Store that ``kind`` ("refund.created") happened to an object, and send it.

    With ``follows`` it leaves after that delivery; only then is its event told of, and ``brings`` comes true.
    """
    event = StripeObject.objects.create(
        object_id=(event_id := new_id("evt_")),
        kind="event",
        is_told=follows is None,
        given={
            "id": event_id,
            "object": "event",
            "api_version": API_VERSION,
            "created": int(now.timestamp()),
            "data": {"object": about},
            "livemode": False,
            "pending_webhooks": 1,
            "request": {"id": cause.request_id, "idempotency_key": cause.idempotency_key},
            "type": kind,
        },
    )
    waits = cause.hold or follows is not None
    return StripeDelivery.objects.create(
        event=event,
        follows=follows,
        brings=list(brings),
        is_held=cause.hold,
        due_at=None if waits else now,
    )


def deliver(event_id: str, times: int, now: datetime) -> None:
    """Send an event (again), so many times at once. Raises Refused where there is no such event."""
    event = objects.locked("event", event_id)
    waiting = list(event.deliveries.filter(delivered_at=None))
    for delivery in waiting[:times]:
        release(delivery, now)
        StripeDelivery.objects.filter(pk=delivery.pk).update(is_held=False, due_at=now)
    again = times - len(waiting[:times])
    StripeDelivery.objects.bulk_create(StripeDelivery(event=event, due_at=now) for _ in range(again))


def release(delivery: StripeDelivery, now: datetime) -> None:
    """Let what the delivery brings come true, once, and its event be told of."""
    event = StripeObject.objects.select_for_update().get(pk=delivery.event_id)
    if event.is_told:
        return
    for given in delivery.brings:
        objects.put(given)
    event.given["created"] = int(now.timestamp())
    event.is_told = True
    event.save(update_fields=["given", "is_told"])


def take(most: int, now: datetime) -> list[StripeDelivery]:
    """Return at most so many deliveries that are due; nobody else gets them while an attempt lasts."""
    due = StripeDelivery.objects.filter(due_at__lte=now).select_related("event").order_by("due_at", "pk")
    return [
        delivery
        for delivery in due[:most]
        if StripeDelivery.objects.filter(pk=delivery.pk, due_at=delivery.due_at).update(due_at=now + PATIENCE)
    ]


def arrived(delivery: StripeDelivery, now: datetime) -> None:
    """The webhook took it: let what follows it go its way."""
    followers = StripeDelivery.objects.filter(follows=delivery, is_held=False, delivered_at=None, attempts=0)
    followers.filter(due_at=None).update(due_at=now + LATER)
    StripeDelivery.objects.filter(pk=delivery.pk).update(
        delivered_at=now, due_at=None, answer="", attempts=F("attempts") + 1
    )
    event = StripeObject.objects.get(pk=delivery.event_id)
    if not event.deliveries.filter(Q(delivered_at=None)).exists():
        StripeObject.objects.filter(pk=event.pk).update(given={**event.given, "pending_webhooks": 0})


def failed(delivery: StripeDelivery, answer: str, now: datetime) -> None:
    """The webhook did not take it: again after 1, 2, 4 … 60 s."""
    pause = min(2**delivery.attempts, LONGEST_PAUSE)
    StripeDelivery.objects.filter(pk=delivery.pk, delivered_at=None).update(
        due_at=now + timedelta(seconds=pause), attempts=F("attempts") + 1, answer=answer[:100]
    )
