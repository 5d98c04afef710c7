"""What stands in the calendar of people who share an address: one entry for each part of the event."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _

from events.kinds.base import CalendarPart
from events.models import Day, Event, Session
from lib.calendars import Part
from lib.dates import format_times
from registrations.models import Participant
from registrations.presences import Presence


@dataclass(frozen=True)
class Entry:
    """One part of the event as some people attend it, in one language. Moments are UTC.

    ``title`` and ``place`` stand in a calendar, ``name`` and ``room`` where the event and its venue
    are told already. Each of ``present`` has just the sessions that they chose within this part.
    """

    part: CalendarPart
    start: datetime
    end: datetime
    title: str
    place: str
    name: str
    room: str
    present: tuple[Presence, ...]

    @property
    def sessions(self) -> list[Session]:
        """What was chosen, by whomever, in order of time."""
        chosen = {session.pk: session for presence in self.present for session in presence.sessions}
        return sorted(chosen.values(), key=_in_time)

    @property
    def parts(self) -> tuple[Part, ...]:
        """The same as ``SEQUENCE`` counts it."""
        return tuple(
            Part(str(session.pk), session.begins_at, session.ends_at, room_of(session, "nl"))
            for session in self.sessions
        )


@dataclass(frozen=True)
class EventParts:
    """What of an event stands in calendars; ``days`` by id."""

    event: Event
    parts: tuple[CalendarPart, ...]
    days: Mapping[int, Day]


def load_parts(event: Event) -> EventParts:
    """Read the parts of ``event``, once for all who come."""
    prefetch_related_objects([event], "days", "venue")
    parts = tuple(event.behaviour.calendar_parts(event))
    return EventParts(event, parts, {day.pk: day for day in event.days.all()})


def entries_of(parts: EventParts, presences: Sequence[Presence], language: str) -> list[Entry]:
    """What the people of ``presences`` have in their calendars, in order of time.

    What is cancelled and what nobody of them attends is left out.
    """
    prefetch_related_objects([s for p in presences for s in p.sessions], "room")
    found = (_entry(parts, part, presences, language) for part in parts.parts)
    return [entry for entry in found if entry is not None]


def room_of(session: Session, language: str) -> str:
    """The name of a session's room; empty where it has none."""
    return session.room.text("name", language) if session.room else ""


def programme_text(event: Event, entry: Entry, language: str) -> str:
    """The chosen sessions with times and rooms, a line each; with names where people differ."""
    chosen = [presence.sessions for presence in entry.present]
    if all(sessions == chosen[0] for sessions in chosen):
        return "\n".join(_session_lines(event, chosen[0], language))
    return "\n".join(
        line
        for presence in entry.present
        for line in (f"{name_of(presence.participant)}:", *_session_lines(event, presence.sessions, language))
    )


def name_of(participant: Participant) -> str:
    """What a participant is called while the name may be still to come."""
    return participant.name or _("name to follow")


def _session_lines(event: Event, sessions: Iterable[Session], language: str) -> list[str]:
    lines = []
    for session in sessions:
        hours = format_times(session.begins_at, session.ends_at, event.timezone, language)
        room = room_of(session, language)
        lines.append(f"{hours} {session.text('title', language)}" + (f", {room}" if room else ""))
    return lines


def _entry(
    parts: EventParts, part: CalendarPart, presences: Sequence[Presence], language: str
) -> Entry | None:
    present = [presence for presence in presences if presence.is_at(part)]
    if not present:
        return None
    if part.day_id is None:
        return _session_entry(parts.event, part, present, language)
    return _day_entry(parts, part, present, language)


def _session_entry(
    event: Event, part: CalendarPart, present: Sequence[Presence], language: str
) -> Entry | None:
    session = next(s for s in present[0].sessions if s.pk == part.session_id)
    if session.cancelled_at:
        return None
    room = room_of(session, language)
    place = ", ".join(filter(None, (str(event.venue or ""), room)))
    name = session.text("title", language)
    title = f"{event.text('title', language)}: {name}"
    nothing_chosen = tuple(replace(presence, sessions=()) for presence in present)
    return Entry(part, session.begins_at, session.ends_at, title, place, name, room, nothing_chosen)


def _day_entry(
    parts: EventParts, part: CalendarPart, present: Sequence[Presence], language: str
) -> Entry | None:
    day = parts.days[part.day_id or 0]
    if day.cancelled_at:
        return None
    elsewhere = {other.session_id for other in parts.parts}
    choosing = tuple(replace(presence, sessions=_chosen_on(day, presence, elsewhere)) for presence in present)
    moments = [(s.begins_at, s.ends_at) for presence in choosing for s in presence.sessions]
    title = parts.event.text("title", language)
    return Entry(
        part,
        min([day.begins_at, *(begin for begin, _end in moments)]),
        max([day.ends_at, *(end for _begin, end in moments)]),
        title,
        str(parts.event.venue or ""),
        title,
        "",
        choosing,
    )


def _chosen_on(day: Day, presence: Presence, elsewhere: Collection[int | None]) -> tuple[Session, ...]:
    chosen = (s for s in presence.sessions if s.day_id == day.pk and s.pk not in elsewhere)
    return tuple(sorted((s for s in chosen if not s.cancelled_at), key=_in_time))


def _in_time(session: Session) -> tuple[datetime, int]:
    return session.begins_at, session.pk
