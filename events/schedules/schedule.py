"""A programme as plain values, whatever file it came in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


class ScheduleRefused(ValueError):
    """A file is no programme that can be read: the line and what is wrong there, in English."""

    def __init__(self, line: int, sentence: str) -> None:
        super().__init__(f"line {line}: {sentence}")
        self.line, self.sentence = line, sentence


@dataclass(frozen=True)
class ScheduledSession:
    """One part; ``key`` stays when the file is made anew, times are UTC, ``kind`` is a Session.Kind."""

    key: str
    day: date
    title: str
    description: str
    begins_at: datetime
    ends_at: datetime
    room: str
    speakers: tuple[str, ...]
    kind: str


@dataclass(frozen=True)
class Schedule:
    """All of it; ``venue`` is "" where the file does not say."""

    title: str
    venue: str
    sessions: tuple[ScheduledSession, ...]

    def days(self) -> dict[date, tuple[datetime, datetime]]:
        """Begin of the first session and end of the last of each day, in order."""
        found: dict[date, tuple[datetime, datetime]] = {}
        for session in sorted(self.sessions, key=lambda row: (row.day, row.begins_at)):
            begins_at, ends_at = found.get(session.day, (session.begins_at, session.ends_at))
            found[session.day] = min(begins_at, session.begins_at), max(ends_at, session.ends_at)
        return found
