"""What comes back: a series is started from an event, gets others, and has a text of its own."""

from __future__ import annotations

from django.db.models import QuerySet

from events.editing import Values, put_values
from events.models import Event, Series
from events.naming import free_slug
from events.removing import NotPossible
from events.versions import touch, touch_all


def start_series(event: Event, title: str = "") -> Series:
    """Start a series with the text of ``event``, which becomes its first edition."""
    taken = list(Series.objects.values_list("slug", flat=True))
    series = Series(
        organisation_id=event.organisation_id,
        kind=event.kind,
        slug=free_slug(title or event.title, taken, 80),
        title=title or event.title,
        title_en="" if title else event.title_en,
        description=event.description,
        description_en=event.description_en,
    )
    series.save(force_insert=True)
    _put(event, series)
    return series


def join_series(event: Event, slug: str) -> Series:
    """Make an event an edition of a series of its organisation and kind. Raises NotPossible."""
    series = series_for(event).filter(slug=slug).first()
    if series is None:
        raise NotPossible("gone")
    _put(event, series)
    return series


def leave_series(event: Event) -> None:
    """Let an event stand alone."""
    _put(event, None)


def change_series(series: Series, values: Values) -> list[str]:
    """Give a series these texts at once; returns the names that changed."""
    changed = put_values(series, values)
    if changed:
        touch_all(series.editions.all())
    return changed


def series_for(event: Event) -> QuerySet[Series]:
    """The series that an event may be an edition of."""
    return Series.objects.filter(organisation_id=event.organisation_id, kind=event.kind).order_by("title")


def _put(event: Event, series: Series | None) -> None:
    event.series = series
    event.save(update_fields=["series"])
    touch(event.pk)
