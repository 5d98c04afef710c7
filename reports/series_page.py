"""What comes back, as anybody may see it: a series with its editions, ahead and behind."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from events.access import public_events
from events.models import Event, Series
from reports.agenda import Listed, listed

Status = Event.Status


@dataclass(frozen=True)
class Editions:
    """The editions of a series: ``coming`` by time, ``begun`` by time, ``held`` the latest first."""

    coming: list[Listed]
    begun: list[Event]
    held: list[Event]


def shown_series() -> QuerySet[Series]:
    """The series that have a public edition, by title."""
    editions = public_events().filter(series=OuterRef("pk"))
    rows = Series.objects.select_related("organisation").filter(Exists(editions))
    return rows.order_by("title", "id")


def series_at(kind: str, slug: str) -> Series | None:
    """The series at an address; None where it has no edition that anybody may see."""
    return shown_series().filter(kind=kind, slug=slug).first()


def editions_of(series: Series, now: datetime) -> Editions:
    """The public editions at ``now`` (UTC); one that was cancelled is left out once it would have ended."""
    rows = public_events().filter(series=series)
    is_over = Q(ends_at__lte=now) | Q(status=Status.ARCHIVED)
    ahead = Q(begins_at__gt=now) & ~is_over
    held = rows.filter(is_over).exclude(status=Status.CANCELLED)
    begun = rows.exclude(is_over | ahead).filter(status=Status.PUBLISHED)
    return Editions(
        coming=listed(rows.filter(ahead)),
        begun=list(begun.order_by("begins_at", "id")),
        held=list(held.order_by("-begins_at", "-id")),
    )
