"""When an event is, in a phrase."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from events.models import Event
from lib.dates import format_day, format_span

FEW = 3  # so many days are named one by one


def weekdays(days: Sequence[date], language: str) -> str:
    """Return "donderdag 11 en vrijdag 12 maart 2027": what the days share stands after the last."""
    words = []
    for day, after in zip(days, [*days[1:], None], strict=True):
        is_last_of_year = after is None or after.year != day.year
        text = format_day(day, language, year=is_last_of_year)
        if after is not None and (after.year, after.month) == (day.year, day.month):
            text = text.rpartition(" ")[0]
        words.append(text)
    return join(words)


def when(days: Sequence[date], language: str) -> str:
    """Return "op donderdag 11 en vrijdag 12 maart 2027" or "van 9 februari tot en met 15 juni 2027"."""
    if len(days) <= FEW:
        return pgettext("day", "on %(days)s") % {"days": weekdays(days, language)}
    return _("from %(days)s") % {"days": format_span(days[0], days[-1], language)}


def in_town(event: Event, told: str) -> str:
    """Return ``told`` (when the event is) with the town that it is in."""
    city = event.venue.city if event.venue else ""
    return _("%(when)s in %(city)s") % {"when": told, "city": city} if city else told


def from_begin_to_end(event: Event, language: str) -> str:
    """Return when the event is by its first and last day alone: for other events than that of the page."""
    first, last = event.local_date(event.begins_at), event.local_date(event.ends_at)
    if (last - first).days < FEW:
        return when([first] if first == last else [first, last], language)
    return _("from %(days)s") % {"days": format_span(first, last, language)}


def join(words: Sequence[str]) -> str:
    """Return "een, twee en drie"; nothing for nothing."""
    *others, last = words or [""]
    if not others:
        return last
    return _("%(things)s and %(last)s") % {"things": ", ".join(others), "last": last}
