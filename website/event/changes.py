"""What releases of a programme changed, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from events.models import Day, ProgrammeRelease
from lib.dates import format_day, format_period
from reports.event_page import room_names
from website.event.days import join
from website.event.shown import Shown
from website.event.subject import Subject

Change = Mapping[str, Any]
TIMES = {"begins_at", "ends_at"}


@dataclass(frozen=True)
class Released(Shown):
    """One release: ``day`` in words, and a line for each change."""

    number: int
    day: str
    lines: tuple[str, ...]


def releases(subject: Subject) -> list[Released]:
    """All releases, the newest first; the first one has no lines, since all of it was new."""
    rows = list(subject.event.releases.all())
    later = [release for release in rows if release.number > 1]
    moved = any("room_id" in (change.get("after") or {}) for release in later for change in release.changes)
    words = _Words(subject, room_names(subject.event, subject.language) if moved else {})
    return [
        Released(
            number=release.number,
            day=format_day(subject.day_of(release.released_at), subject.language, weekday=False),
            lines=tuple(filter(None, words.lines(release))) if release.number > 1 else (),
        )
        for release in rows
    ]


class _Words:
    def __init__(self, subject: Subject, rooms: Mapping[int, str]) -> None:
        self.subject, self.rooms = subject, rooms
        self.sessions = {session.slug: session for session in subject.event.sessions.all()}
        self.days = {day.slug: day for day in subject.event.days.all()}

    def lines(self, release: ProgrammeRelease) -> Iterator[str]:
        for change in release.changes:
            if change["part"] == "session":
                yield self._session(change)
            elif change["part"] == "day" and change["slug"] in self.days:
                yield self._day(change["change"], self.days[change["slug"]])
            elif "venue_id" in change["before"]:
                yield _("The event is held somewhere else.")

    def _day(self, kind: str, day: Day) -> str:
        if kind == "cancelled":
            return _("Cancelled: %(title)s") % {"title": format_day(day.date, self.subject.language)}
        period = self._format(day.begins_at, day.ends_at)
        if kind == "new":
            return _("New: %(title)s") % {"title": period}
        return _("Other hours: %(title)s") % {"title": period}

    def _session(self, change: Change) -> str:
        title = change[self._field("title", change)]
        if change["change"] == "cancelled":
            return _("Cancelled: %(title)s") % {"title": title}
        if change["change"] == "new":
            return _("New: %(title)s") % {"title": self._with_period(title, change["slug"])}
        what = join(list(self._what(change)))
        return _("%(title)s: %(what)s") % {"title": title, "what": what} if what else ""

    def _what(self, change: Change) -> Iterator[str]:
        before, after = change["before"], change["after"]
        if TIMES & after.keys():
            yield self._time(after, change["slug"])
        if "room_id" in after:
            room = self.rooms.get(after["room_id"])
            yield _("now in %(room)s") % {"room": room} if room else _("another room")
        field = self._field("title", change)
        if field in after:
            yield _("was called ‘%(title)s’") % {"title": before[field]}
        if self._field("description", change) in after:
            yield _("another description")

    def _field(self, field: str, change: Change) -> str:
        """The column that a reader of this language sees."""
        return f"{field}_en" if self.subject.language == "en" and change.get("title_en") else field

    def _with_period(self, title: str, slug: str) -> str:
        session = self.sessions.get(slug)
        return f"{title}, {self._format(session.begins_at, session.ends_at)}" if session else title

    def _time(self, after: Change, slug: str) -> str:
        """The hours of then; what this release left alone may have moved since, by another one."""
        session = self.sessions.get(slug)
        if session is None:
            return _("another time")
        begin = datetime.fromisoformat(after["begins_at"]) if "begins_at" in after else session.begins_at
        end = datetime.fromisoformat(after["ends_at"]) if "ends_at" in after else session.ends_at
        return _("now %(period)s") % {"period": self._format(begin, max(begin, end))}

    def _format(self, begin: datetime, end: datetime) -> str:
        return format_period(begin, end, self.subject.event.timezone, self.subject.language)
