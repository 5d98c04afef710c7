"""The events that anybody may find: what is to come, and what has been."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet, prefetch_related_objects

from events.access import public_events
from events.models import Event, TicketType
from registrations.offering import Pool, load_pools_of

Status = Event.Status


@dataclass(frozen=True)
class Listed:
    """An event with what is sold for it (hidden ticket types apart) and its pools at this moment."""

    event: Event
    tickets: tuple[TicketType, ...]
    pools: tuple[Pool, ...]


def upcoming(now: datetime, kind: str = "", organisation: str = "") -> list[Listed]:
    """The events that have not begun at ``now`` (UTC), or still take sign-ups, by time.

    With a ``kind`` or the slug of an ``organisation`` only those of it.
    """
    takes = Q(status=Status.PUBLISHED, is_closed=False, ends_at__gt=now, sign_up_closes_at__gt=now)
    rows = public_events().filter(Q(begins_at__gt=now) | takes).exclude(status=Status.ARCHIVED)
    wanted = {"kind": kind, "organisation__slug": organisation}
    return listed(rows.filter(**{name: value for name, value in wanted.items() if value}))


def listed(rows: QuerySet[Event]) -> list[Listed]:
    """Public events by time, each with what is sold and its pools: four statements in all."""
    events = list(rows.order_by("begins_at", "id"))
    prefetch_related_objects(events, "ticket_types__days")
    pools = load_pools_of(event.pk for event in events)
    return [
        Listed(
            event,
            tuple(row for row in event.ticket_types.all() if not row.is_hidden),
            tuple(pools[event.pk]),
        )
        for event in events
    ]


def under_way(kind: str, now: datetime) -> list[Event]:
    """The events of a kind that have begun, have not ended, and take no sign-ups any more, by time."""
    rows = public_events().filter(kind=kind, begins_at__lte=now, ends_at__gt=now, status=Status.PUBLISHED)
    return [event for event in rows.order_by("begins_at", "id") if not event.takes_sign_ups(now)]


def past(kind: str, now: datetime, before: str, most: int) -> list[Event]:
    """At most ``most`` events of a kind that took place, the latest first.

    ``before`` is the slug of the event after which the list goes on, or "" for its begin.
    """
    held = Q(ends_at__lte=now) | Q(status=Status.ARCHIVED)
    rows = public_events().filter(held, kind=kind).exclude(status=Status.CANCELLED)
    last = rows.filter(slug=before).first() if before else None
    if last is not None:
        rows = rows.filter(Q(begins_at__lt=last.begins_at) | Q(begins_at=last.begins_at, pk__lt=last.pk))
    return list(rows.order_by("-begins_at", "-id")[:most])
