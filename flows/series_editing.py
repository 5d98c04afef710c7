"""Starting a series, adding events to it, writing its text."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from events import series_editing
from events.editing import Values
from events.models import Series
from events.removing import NotPossible
from flows.event_editing import locked, record
from organisations import trail
from organisations.access import Actor


@transaction.atomic(durable=True)
def start_series(event_id: int, title: str, now: datetime, *, actor: Actor) -> Series:
    """Start a series with an event and its text."""
    event = locked(event_id)
    if event.series is not None:
        return event.series
    series = series_editing.start_series(event, title)
    record(event, "series started", now, actor, series=series.slug)
    return series


@transaction.atomic(durable=True)
def join_series(event_id: int, slug: str, now: datetime, *, actor: Actor) -> Series:
    """Make an event an edition of a series. Raises NotPossible."""
    event = locked(event_id)
    series = series_editing.join_series(event, slug)
    record(event, "series joined", now, actor, series=slug)
    return series


@transaction.atomic(durable=True)
def leave_series(event_id: int, now: datetime, *, actor: Actor) -> None:
    """Let an event stand alone; the series and its other editions stay."""
    event = locked(event_id)
    if event.series is None:
        return
    slug = event.series.slug
    series_editing.leave_series(event)
    record(event, "series left", now, actor, series=slug)


@transaction.atomic(durable=True)
def edit_series(series_id: int, values: Values, now: datetime, *, actor: Actor) -> list[str]:
    """Change the texts of a series at once; returns the names that changed. Raises NotPossible."""
    series = Series.objects.select_for_update(of=("self",)).filter(pk=series_id).first()
    if series is None:
        raise NotPossible("gone")
    changed = series_editing.change_series(series, values)
    if changed:
        trail.record(
            series.organisation_id,
            "series",
            series.pk,
            "changed",
            at=now,
            actor=actor,
            facts={"fields": changed},
        )
    return changed
