"""Reading ``schedule.xml`` as frab, pretalx and Indico write it (c3voc.de/wiki/schedule).

Real files do not keep to the schema (guids that are no UUIDs), so only what is needed is asked.
Nothing in a file is ever fetched or expanded: whatever has a document type is refused.
"""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from xml.parsers import expat

from lxml import etree

from events.models import Session
from events.schedules.schedule import Schedule, ScheduledSession, ScheduleRefused
from lib.dates import moment_on
from lib.plain_text import NotPlainText, many_lines, one_line

DOCUMENT_TYPE = "has a document type, which may hold entities: it is not taken"
MAX_BYTES = 20_000_000
MAX_SESSIONS = 5_000
LONGEST = {"title": 200, "room": 100, "person": 200, "description": 50_000}
BREAKS = {"break", "pause", "lunch", "coffee break"}


class _Begun(Exception):
    pass


def read_frab(data: bytes, zone: str) -> Schedule:
    """Read a file; times without an offset are on the clock of ``zone``. Raises ScheduleRefused."""
    root = _root(data)
    sessions: dict[str, ScheduledSession] = {}
    for day in root.iterfind("day"):
        for room in day.iterfind("room"):
            for row in room.iterfind("event"):
                session = _session(row, room, day, zone)
                if session.key in sessions:
                    raise _refused(row, f"there is another event with the guid or id {session.key}")
                sessions[session.key] = session
    if not sessions:
        raise _refused(root, "no <day> with a <room> with an <event> is in this file")
    if len(sessions) > MAX_SESSIONS:
        raise _refused(root, f"more than {MAX_SESSIONS} events")
    title, venue = (_line(root.find(f"conference/{name}"), "title") for name in ("title", "venue"))
    return Schedule(title, venue, tuple(sessions.values()))


def _root(data: bytes) -> etree._Element:
    if len(data) > MAX_BYTES:
        raise ScheduleRefused(1, f"more than {MAX_BYTES} bytes")
    _refuse_document_type(data)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        attribute_defaults=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        said = re.sub(r",? line \d+, column \d+.*", "", " ".join((error.msg or "").split()))
        raise ScheduleRefused(max(error.lineno or 1, 1), f"is no XML that can be read: {said}") from error
    info: Any = root.getroottree().docinfo
    if info.doctype:  # the two parsers may differ about an encoding
        raise ScheduleRefused(1, DOCUMENT_TYPE)
    if root.tag != "schedule":
        raise _refused(root, f"<{root.tag}> is no <schedule>")
    return root


def _refuse_document_type(data: bytes) -> None:
    """Read as far as the first element; a document type stands before it, and its entities stay shut."""
    parser = expat.ParserCreate()

    def refuse(*_declared: object) -> None:
        raise ScheduleRefused(parser.CurrentLineNumber, DOCUMENT_TYPE)

    def stop(*_element: object) -> None:
        raise _Begun

    parser.StartDoctypeDeclHandler, parser.StartElementHandler = refuse, stop
    with suppress(_Begun, expat.ExpatError, LookupError):  # what is broken is told by who reads it all
        parser.Parse(data, True)


def _session(row: etree._Element, room: etree._Element, day: etree._Element, zone: str) -> ScheduledSession:
    key = (row.get("guid") or row.get("id") or "").strip()
    if not key:
        raise _refused(row, "an event has neither guid nor id")
    title = _line(row.find("title"), "title")
    if not title:
        raise _refused(row, f"event {key} has no title")
    name = _plain(room, room.get("name") or "", "room") or _line(row.find("room"), "room")
    if not name:
        raise _refused(row, f"event {key} is in a room without a name")
    begins_at = _begin(row, day, zone)
    try:
        ends_at = begins_at + _duration(row)
    except OverflowError as error:
        raise _refused(row, f"event {key} never ends") from error
    speakers = (_line(person, "person") for person in row.iterfind("persons/person"))
    return ScheduledSession(
        key=key,
        day=_date_of(day),
        title=title,
        description=_description(row),
        begins_at=begins_at,
        ends_at=ends_at,
        room=name,
        speakers=tuple(dict.fromkeys(filter(None, speakers))),
        kind=Session.Kind.BREAK if _text(row.find("type")).lower() in BREAKS else Session.Kind.PLENARY,
    )


def _begin(row: etree._Element, day: etree._Element, zone: str) -> datetime:
    """``<date>`` with its offset; else ``<start>`` on the day, which goes on after midnight."""
    told = row.find("date")
    text = _text(told)
    try:
        if told is not None and "T" in text:
            moment = datetime.fromisoformat(text)
            if moment.tzinfo is None:
                return moment_on(moment.date(), moment.time(), zone)
            return moment.astimezone(UTC)
        on = date.fromisoformat(text) if text else _date_of(day)
        at = time.fromisoformat(_text(row.find("start")).zfill(5))
        if not text and at < _first_hour(day):
            on += timedelta(days=1)
        return moment_on(on, at, zone)
    except (ValueError, OverflowError) as error:
        shown = text or _text(row.find("start"))
        raise _refused(told if told is not None else row, f"no moment that can be read: {shown!r}") from error


def _first_hour(day: etree._Element) -> time:
    """When a day begins; what is earlier on the clock is after midnight."""
    try:
        return datetime.fromisoformat(day.get("start") or "").time()
    except ValueError:
        return time(4)


def _date_of(day: etree._Element) -> date:
    text = day.get("date") or (day.get("start") or "")[:10]
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise _refused(day, f"a day has no date that can be read: {text!r}") from error


def _duration(row: etree._Element) -> timedelta:
    told = row.find("duration")
    found = re.fullmatch(r"(\d{1,3}):([0-5]\d)(?::([0-5]?\d))?", _text(told), re.ASCII)
    length = timedelta(hours=int(found[1]), minutes=int(found[2])) if found else timedelta()
    if not length:
        raise _refused(told if told is not None else row, f"no duration that can be read: {_text(told)!r}")
    return length


def _description(row: etree._Element) -> str:
    """Subtitle, abstract and description under each other; what two of them say stands once."""
    parts: list[str] = []
    for name in ("subtitle", "abstract", "description"):
        told = row.find(name)
        try:
            text = many_lines(_text(told), LONGEST["description"]).strip()
        except NotPlainText as refused:
            raise _refused(row, f"<{name}>: {refused}") from refused
        if text and text not in parts:
            parts.append(text)
    return "\n\n".join(parts)


def _line(told: etree._Element | None, name: str) -> str:
    return "" if told is None else _plain(told, _text(told), name)


def _plain(place: etree._Element, text: str, name: str) -> str:
    try:
        return one_line(" ".join(text.split()), LONGEST[name])
    except NotPlainText as refused:
        raise _refused(place, f"{name}: {refused}") from refused


def _text(told: etree._Element | None) -> str:
    return "" if told is None else "".join(map(str, told.itertext())).strip()


def _refused(place: etree._Element, sentence: str) -> ScheduleRefused:
    line: Any = place.sourceline  # its types say less than it does
    return ScheduleRefused(line or 1, sentence)
