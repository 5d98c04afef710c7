"""When and where, as texts in the active language."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from events.models import Event, Session
from lib.dates import day_in_zone, format_day, format_days, format_period, format_short_day, format_times
from registrations.calendar_entries import Entry, room_of

FEW = 2  # parts that are told with their hours in one breath


@dataclass(frozen=True)
class SessionText:
    """A chosen session: "do 11 mrt, 11.15–12.30 uur", its title, its room or nothing."""

    when: str
    title: str
    room: str


@dataclass(frozen=True)
class EntryText:
    """One part of the event: short day, day without year, hours, name, room, and what was chosen in it."""

    day: str
    on: str
    hours: str
    period: str
    name: str
    room: str
    sessions: tuple[SessionText, ...]


def entry_text(event: Event, entry: Entry, language: str) -> EntryText:
    """What one calendar entry says."""
    day = day_in_zone(entry.start, event.timezone)
    return EntryText(
        day=format_short_day(day, language),
        on=format_day(day, language, year=False),
        hours=format_times(entry.start, entry.end, event.timezone, language),
        period=format_period(entry.start, entry.end, event.timezone, language),
        name=entry.name,
        room=entry.room,
        sessions=tuple(session_text(event, session, language) for session in entry.sessions),
    )


def session_text(event: Event, session: Session, language: str, *, with_day: bool = False) -> SessionText:
    """What is told about a chosen session; ``with_day`` where the days differ."""
    when = format_times(session.begins_at, session.ends_at, event.timezone, language)
    if with_day:
        day = format_short_day(day_in_zone(session.begins_at, event.timezone), language)
        when = f"{day}, {when}"
    return SessionText(when, session.text("title", language), room_of(session, language))


def periods(event: Event, entries: Sequence[Entry], language: str) -> list[str]:
    """When it is: each part with its hours, or, where they are many, their days alone."""
    if len(entries) <= FEW:
        return [format_period(e.start, e.end, event.timezone, language) for e in entries]
    return [days_text(event, entries, language)]


def days_text(event: Event, entries: Iterable[Entry], language: str) -> str:
    """The days in one phrase: "11 en 12 maart 2027"; the event's first where there are no parts."""
    days = [day_in_zone(entry.start, event.timezone) for entry in entries]
    return format_days(days or [event.local_date(event.begins_at)], language)


def brief_days(event: Event, entries: Sequence[Entry], language: str) -> str:
    """The days as a subject has room for them: "from Thursday 11 February 2027" where they are many."""
    if len(entries) <= FEW:
        return days_text(event, entries, language)
    first = format_day(day_in_zone(entries[0].start, event.timezone), language)
    return _("from %(day)s") % {"day": first}
