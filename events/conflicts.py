"""Where the programme, as it is being edited, asks for one room or one person in two places at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import combinations
from typing import NamedTuple

from events.models import Event, Room, Session, SessionDraft


class Planned(NamedTuple):
    """A session as it stands in the draft; times in UTC."""

    session: Session
    draft: SessionDraft | Session
    begins_at: datetime
    ends_at: datetime
    room: Room | None
    speakers: tuple[str, ...]


class Conflict(NamedTuple):
    """``code`` is "room" or "speaker", ``name`` which or who it is."""

    code: str
    name: str
    first: Planned
    second: Planned


def planned_sessions(event: Event) -> list[Planned]:
    """The sessions of an event as drafted, in order of time, without those that are cancelled."""
    rows = event.sessions.filter(cancelled_at=None).exclude(draft__is_cancelled=True)
    rows = rows.select_related("draft__room", "room", "round", "day")
    rows = rows.prefetch_related("session_speakers__speaker")
    return sorted(map(_planned, rows), key=lambda p: (p.begins_at, p.session.pk))


def conflicts(planned: Iterable[Planned]) -> Iterator[Conflict]:
    """All pairs of sessions at the same time that share a room or a speaker."""
    for first, second in combinations(planned, 2):
        if first.ends_at <= second.begins_at or second.ends_at <= first.begins_at:
            continue
        if first.room is not None and first.room == second.room:
            yield Conflict("room", first.room.text("name"), first, second)
        for name in sorted({*first.speakers} & {*second.speakers}):
            yield Conflict("speaker", name, first, second)


def with_typed(planned: Iterable[Planned], typed: Planned) -> list[Planned]:
    """The sessions as they would be planned with ``typed`` in the place of the one that it is about."""
    others = [row for row in planned if row.session.pk != typed.session.pk or typed.session.pk is None]
    return sorted([*others, typed], key=lambda p: (p.begins_at, p.session.pk or 0))


def _planned(session: Session) -> Planned:
    draft: SessionDraft | Session = getattr(session, "draft", session)
    names = tuple(row.speaker.name for row in session.session_speakers.all())
    return Planned(session, draft, draft.begins_at, draft.ends_at, draft.room, names)
