"""Filling the drafts of an event from a programme; what is the same already stays untouched."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils.text import slugify

from events import making
from events.models import (
    Day,
    DayDraft,
    Event,
    EventDraft,
    Room,
    Session,
    SessionDraft,
    SessionSpeaker,
    Speaker,
    Venue,
)
from events.schedules.schedule import Schedule, ScheduledSession

DRAFTED = ("title", "description", "begins_at", "ends_at", "room_id")


@dataclass
class Filled:
    """What changed, by slug or name; ``missing`` are sessions that an earlier file had."""

    days: list[str] = field(default_factory=list)
    days_changed: list[str] = field(default_factory=list)
    rooms: list[str] = field(default_factory=list)
    speakers: list[str] = field(default_factory=list)
    sessions: list[str] = field(default_factory=list)
    sessions_changed: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(
            self.days
            or self.days_changed
            or self.rooms
            or self.speakers
            or self.sessions
            or self.sessions_changed
        )


def has_programme(event: Event) -> bool:
    """Whether this kind of event shows a programme of sessions by day."""
    return "programme" in event.behaviour.page_parts(event)


def fill(event: Event, schedule: Schedule) -> Filled:
    """Add and change days, rooms, speakers and drafts of sessions; nothing is taken away.

    Inside the caller's transaction, which holds the event's row.
    """
    filled = Filled()
    rooms = _rooms(_venue(event, schedule), schedule, filled)
    days = _days(event, schedule, filled)
    speakers = _speakers(event, schedule, filled)
    known = {key_of(row.slug): row for row in event.sessions.select_related("draft")}
    told = {digest_of(row.key): row for row in schedule.sessions}
    _add(event, {k: row for k, row in told.items() if k not in known}, days, rooms, filled)
    for key, row in told.items():
        if key in known and _change(known[key], row, days[row.day], rooms[row.room]):
            filled.sessions_changed.append(known[key].slug)
    _set_speakers(event, told, speakers, filled)
    filled.missing = sorted(row.slug for key, row in known.items() if key and key not in told)
    return filled


def digest_of(key: str) -> str:
    """What of a session's key ends its slug, by which it is found again: "x" and ten hexadecimal digits."""
    return "x" + hashlib.sha256(key.encode()).hexdigest()[:10]


def key_of(slug: str) -> str:
    """The end of a slug that an import made, else ""."""
    tail = slug.rpartition("-")[2]
    is_ours = len(tail) == 11 and tail[0] == "x" and set(tail[1:]) <= set("0123456789abcdef")
    return tail if is_ours else ""


def _venue(event: Event, schedule: Schedule) -> Venue:
    draft = EventDraft.objects.filter(event=event).select_related("venue").first()
    venue = draft.venue if draft and draft.venue else event.venue
    if venue is None:
        name = schedule.venue or schedule.title or event.title
        venue = making.venue_named(event.organisation_id, name)
        EventDraft.objects.filter(event=event).update(venue=venue)
    return venue


def _rooms(venue: Venue, schedule: Schedule, filled: Filled) -> dict[str, Room]:
    by_name = {room.name: room for room in Room.objects.filter(venue=venue)}
    new = [name for name in dict.fromkeys(row.room for row in schedule.sessions) if name not in by_name]
    rows = Room.objects.bulk_create(Room(venue=venue, name=name) for name in new)
    filled.rooms += new
    return by_name | {room.name: room for room in rows}


def _days(event: Event, schedule: Schedule, filled: Filled) -> dict[date, Day]:
    """The event's day of each date; one that is too short for its sessions is stretched in its draft."""
    rows = Day.objects.filter(event=event).select_related("draft")
    known = {_drafted(day).date: day for day in rows}
    taken = {day.slug for day in known.values()}
    for on, (begins_at, ends_at) in schedule.days().items():
        if on in known:
            _stretch(known[on], begins_at, ends_at, filled)
            continue
        slug = next(s for n in range(1, len(taken) + 2) if (s := f"day-{n}") not in taken)
        taken.add(slug)
        known[on] = making.add_day(event, slug, begins_at, ends_at)
        filled.days.append(f"{slug} ({on})")
    return known


def _drafted(day: Day) -> Day | DayDraft:
    return day.draft if hasattr(day, "draft") else day


def _stretch(day: Day, begins_at: datetime, ends_at: datetime, filled: Filled) -> None:
    if not hasattr(day, "draft"):
        DayDraft(day=day, date=day.date, begins_at=day.begins_at, ends_at=day.ends_at).save(force_insert=True)
    draft = day.draft
    before = draft.begins_at, draft.ends_at
    after = min(before[0], begins_at), max(before[1], ends_at)
    if after != before:
        draft.begins_at, draft.ends_at = after
        draft.save(update_fields=["begins_at", "ends_at"])
        filled.days_changed.append(day.slug)


def _speakers(event: Event, schedule: Schedule, filled: Filled) -> dict[str, Speaker]:
    names = {name.casefold(): name for row in schedule.sessions for name in row.speakers}
    rows = Speaker.objects.filter(organisation_id=event.organisation_id).order_by("-id")
    known = {row.name.casefold(): row for row in rows if row.name.casefold() in names}
    new = [name for folded, name in names.items() if folded not in known]
    made = Speaker.objects.bulk_create(
        Speaker(organisation_id=event.organisation_id, name=name) for name in new
    )
    filled.speakers += new
    return known | {row.name.casefold(): row for row in made}


def _add(
    event: Event,
    told: Mapping[str, ScheduledSession],
    days: Mapping[date, Day],
    rooms: Mapping[str, Room],
    filled: Filled,
) -> None:
    rows = Session.objects.bulk_create(
        Session(
            event=event,
            day=days[row.day],
            slug=f"{slugify(row.title)[:60].strip('-') or 'sessie'}-{digest}",
            kind=row.kind,
            title=row.title,
            description=row.description,
            begins_at=row.begins_at,
            ends_at=row.ends_at,
            room=rooms[row.room],
        )
        for digest, row in told.items()
    )
    SessionDraft.objects.bulk_create(_draft_of(row) for row in rows)
    filled.sessions += [row.slug for row in rows]


def _draft_of(session: Session) -> SessionDraft:
    return SessionDraft(
        session=session,
        title=session.title,
        title_en=session.title_en,
        description=session.description,
        description_en=session.description_en,
        begins_at=session.begins_at,
        ends_at=session.ends_at,
        room=session.room,
    )


def _change(session: Session, told: ScheduledSession, day: Day, room: Room) -> bool:
    """Bring the draft up to date; an unreleased session may still come on another day."""
    if not hasattr(session, "draft"):
        _draft_of(session).save(force_insert=True)
    draft, is_changed = session.draft, False
    wanted = {
        "title": told.title,
        "description": told.description,
        "begins_at": told.begins_at,
        "ends_at": told.ends_at,
        "room_id": room.pk,
    }
    if changed := [name for name in DRAFTED if getattr(draft, name) != wanted[name]]:
        for name in changed:
            setattr(draft, name, wanted[name])
        draft.save(update_fields=changed)
        is_changed = True
    if session.released_at is None and session.day_id != day.pk:
        session.day = day
        session.save(update_fields=["day"])
        is_changed = True
    return is_changed


def _set_speakers(
    event: Event, told: Mapping[str, ScheduledSession], speakers: Mapping[str, Speaker], filled: Filled
) -> None:
    """Let sessions have the speakers of the file, in its order."""
    sessions = {key_of(row.slug): row for row in event.sessions.all() if key_of(row.slug) in told}
    now: dict[int, list[int]] = {}
    for session_id, speaker_id in SessionSpeaker.objects.filter(session__in=sessions.values()).values_list(
        "session_id", "speaker_id"
    ):
        now.setdefault(session_id, []).append(speaker_id)
    wanted = {
        sessions[digest]: list(dict.fromkeys(speakers[name.casefold()].pk for name in row.speakers))
        for digest, row in told.items()
    }
    differing = {row: ids for row, ids in wanted.items() if now.get(row.pk, []) != ids}
    SessionSpeaker.objects.filter(session__in=[row for row in differing if row.pk in now]).delete()
    SessionSpeaker.objects.bulk_create(_speaking(row, ids) for row, ids in _each(differing))
    done = {*filled.sessions, *filled.sessions_changed}
    filled.sessions_changed += [row.slug for row in differing if row.slug not in done]


def _each(differing: Mapping[Session, Sequence[int]]) -> list[tuple[Session, tuple[int, int]]]:
    return [(row, place) for row, ids in differing.items() for place in enumerate(ids)]


def _speaking(session: Session, place: tuple[int, int]) -> SessionSpeaker:
    return SessionSpeaker(session=session, speaker_id=place[1], position=place[0])
