"""The events that somebody may see."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from events.models import Event, Partnership

Status = Event.Status


def public_events() -> QuerySet[Event]:
    """What anybody may see: published, and what was cancelled or is over."""
    return Event.objects.exclude(status=Status.DRAFT).select_related("organisation", "venue")


def event_by_slug(slug: str) -> Event | None:
    """An event of whatever status, for commands."""
    return Event.objects.select_related("organisation", "venue").filter(slug=slug).first()


def events_of(organisation_id: int, event_ids: frozenset[int] | None = None) -> QuerySet[Event]:
    """The events of an organisation, newest first; ``event_ids`` limits them to those."""
    rows = Event.objects.filter(organisation_id=organisation_id).select_related("organisation", "venue")
    if event_ids is not None:
        rows = rows.filter(pk__in=event_ids)
    return rows.order_by("-begins_at", "-id")


def partnership_events(organisation_id: int, partner_ids: frozenset[int], today: date) -> QuerySet[Event]:
    """The organiser's events that partners (organisation ids) have a part in that has not ended."""
    lasting = Q(ends_on=None) | Q(ends_on__gte=today)
    shared = Partnership.objects.filter(lasting, organisation_id__in=partner_ids, sees_totals=True)
    return events_of(organisation_id).filter(pk__in=shared.values("event_id"))
