"""Calendar text: invitations that go by mail (iTIP, RFC 5546) and feeds (RFC 5545, RFC 7986).

What a mail carries is one METHOD, one UID, one VEVENT, one ATTENDEE: clients take no more, or
each other things.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Final, Literal
from zoneinfo import ZoneInfo

from icalendar import Calendar, Component, Event, Timezone, vCalAddress, vText

from lib.plain_text import without_controls
from lib.references import Json, digest_of_json

PRODUCT: Final = "-//Samenkomst//Samenkomst//NL"
MAX_LOCATION: Final = 255  # [MS-OXCICAL] LOCATION
REFRESH: Final = timedelta(hours=6)
Status = Literal["CONFIRMED", "TENTATIVE", "CANCELLED"]

# A constant, because Outlook and ical.js read a zone only where its changes are rules: the
# library's own zones are lists of dates and an hour late.
_CENTRAL_EUROPE = """BEGIN:VTIMEZONE
TZID:{zone}
BEGIN:DAYLIGHT
DTSTART:19700329T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
TZNAME:CEST
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19701025T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
TZNAME:CET
END:STANDARD
END:VTIMEZONE
"""


@dataclass(frozen=True)
class Part:
    """A session that somebody chose within a day: ``key`` says which it is, whatever it is called."""

    key: str
    start: datetime
    end: datetime
    room: str = ""


@dataclass(frozen=True)
class FeedEntry:
    """What a calendar shows: aware moments, ``zone`` an IANA name, texts as people read them.

    ``dtstamp`` is now in a mail, and the moment of the last revision in a feed, whose bytes then
    change only with what they say. ``url`` and ``conference_url`` (the link to join) are absolute.
    """

    uid: str
    sequence: int
    dtstamp: datetime
    start: datetime
    end: datetime
    zone: str
    summary: str
    description: str = ""
    location: str = ""
    url: str = ""
    conference_url: str = ""
    last_modified: datetime | None = None
    status: Status = "CONFIRMED"
    geo: tuple[float, float] | None = field(default=None, kw_only=True)


@dataclass(frozen=True, kw_only=True)
class Invite(FeedEntry):
    """What one address has in its calendar for one part of an event.

    ORGANIZER is the address that the mail is from, ATTENDEE its only recipient; neither changes
    as long as ``uid`` lives. Set ``rsvp`` to False where nobody reads the answers. ``parts`` are
    the chosen sessions of a day: they do not show by themselves (write them in ``description``),
    but count in ``content_hash``.
    """

    organizer_name: str
    organizer_email: str
    attendee_name: str
    attendee_email: str
    rsvp: bool = True
    parts: tuple[Part, ...] = ()


def request(invite: Invite) -> bytes:
    """Return the invitation, or its new version, as the bytes of a METHOD:REQUEST.

    Raises ValueError where the moments are naive, skipped by the clock or out of order, and for
    status CANCELLED: clients leave such an event standing, ``cancel`` takes it out.
    """
    if invite.status == "CANCELLED":
        raise ValueError("a request cannot cancel: use cancel()")
    return _message("REQUEST", invite)


def cancel(invite: Invite) -> bytes:
    """Return what takes an invitation out of a calendar, as the bytes of a METHOD:CANCEL.

    ``invite`` tells what was last sent, with a new dtstamp and a SEQUENCE that is one higher
    (RFC 5546 3.2.5). Raises ValueError as ``request`` does.
    """
    return _message("CANCEL", replace(invite, status="CANCELLED", rsvp=False))


def withdraw(sent: str, dtstamp: datetime, sequence: int) -> bytes:
    """Return the METHOD:CANCEL for an invitation as it was ``sent``, the text of a METHOD:REQUEST.

    All but its state is as it was sent, so that every client finds what it has (RFC 5546 3.2.5);
    ``sequence`` is one higher than there.
    """
    calendar = Calendar.from_ical(sent)
    assert isinstance(calendar, Calendar)  # noqa: S101  one calendar in, one out
    (event,) = calendar.walk("VEVENT")
    _replace(calendar, "method", "CANCEL")
    _replace(event, "dtstamp", _utc(dtstamp))
    _replace(event, "sequence", sequence)
    _replace(event, "status", "CANCELLED")
    for parameter in ("PARTSTAT", "RSVP"):
        event["attendee"].params.pop(parameter, None)
    return bytes(calendar.to_ical(sorted=False))


def feed(name: str, entries: Iterable[FeedEntry], zone: str = "Europe/Amsterdam") -> bytes:
    """Return a calendar that people subscribe to: no METHOD, no ATTENDEE.

    The same content gives the same bytes. Entries come in the order given; ``zone`` is told even
    where there are none. Raises ValueError for moments as in ``request``.
    """
    shown = list(entries)
    calendar = _calendar(None, dict.fromkeys([zone, *(entry.zone for entry in shown)]))
    title = vText(_line(name))
    calendar.add("name", title)
    calendar.add("x-wr-calname", title)
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", vText(f"PT{REFRESH // timedelta(hours=1)}H"))
    for entry in shown:
        calendar.add_component(_event(entry))
    return bytes(calendar.to_ical(sorted=False))


def content_hash(invite: Invite) -> str:
    """Return a digest of what a new SEQUENCE depends on, 64 hexadecimal digits.

    That is begin, end, place (link to join included), status and the chosen parts with their
    times and rooms, in any order (RFC 5546 2.1.4 leaves the last to us): not texts.
    """
    parts: list[Json] = [
        [part.key, *_utc_texts(part.start, part.end), _line(part.room)] for part in invite.parts
    ]
    place = [_location(invite.location), invite.conference_url]
    content: list[Json] = [*_utc_texts(invite.start, invite.end), *place, invite.status]
    return digest_of_json([content, sorted(parts, key=str)])


def _replace(component: Component, name: str, value: datetime | int | str) -> None:
    component.pop(name)
    component.add(name, value)


def _message(method: str, invite: Invite) -> bytes:
    calendar = _calendar(method, [invite.zone])
    event = _event(invite)
    event.add("organizer", vCalAddress.new(invite.organizer_email, cn=_common_name(invite.organizer_name)))
    event.add("attendee", _attendee(invite))
    event.add("transp", "OPAQUE")
    event.add("class", "PUBLIC")
    event.add("x-microsoft-disallow-counter", vText("TRUE"))
    calendar.add_component(event)
    return bytes(calendar.to_ical(sorted=False))


def _attendee(invite: Invite) -> vCalAddress:
    name = _common_name(invite.attendee_name) or invite.attendee_email
    address = vCalAddress.new(invite.attendee_email, cn=name, role="REQ-PARTICIPANT")
    if invite.status != "CANCELLED":
        address.params["PARTSTAT"] = "NEEDS-ACTION"
        address.params["RSVP"] = "TRUE" if invite.rsvp else "FALSE"
    return address


def _calendar(method: str | None, zones: Iterable[str]) -> Calendar:
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", PRODUCT)
    if method:
        calendar.add("method", method)
    calendar.add("calscale", "GREGORIAN")
    for zone in zones:
        if _follows_central_europe(zone):
            calendar.add_component(_timezone(zone))
    return calendar


def _event(entry: FeedEntry) -> Event:
    if _utc(entry.end) <= _utc(entry.start):
        raise ValueError(f"ends at {entry.end.isoformat()}, before or when it begins")
    event = Event()
    event.add("uid", entry.uid)
    event.add("dtstamp", _utc(entry.dtstamp))
    event.add("dtstart", _written(entry.start, entry.zone))
    event.add("dtend", _written(entry.end, entry.zone))
    event.add("summary", _line(entry.summary))
    event.add("sequence", entry.sequence)
    event.add("status", entry.status)
    for name, text in (("description", _text(entry.description)), ("location", _location(entry.location))):
        if text:
            event.add(name, text)
    if entry.url:
        event.add("url", _line(entry.url))
    if entry.conference_url:
        event.add("conference", _line(entry.conference_url), parameters={"VALUE": "URI"})
    if entry.geo:
        event.add("geo", entry.geo)
    if entry.last_modified:
        event.add("last-modified", _utc(entry.last_modified))
    return event


@lru_cache(maxsize=32)
def _timezone(zone: str) -> Timezone:
    read = Timezone.from_ical(_CENTRAL_EUROPE.format(zone=zone))
    assert isinstance(read, Timezone)  # noqa: S101  one component in, one out
    return read


@lru_cache(maxsize=64)
def _follows_central_europe(zone: str) -> bool:
    """Say whether ``zone`` has the clock of Amsterdam: only then does the constant tell the truth.

    Compared are the noons of two years, one of them a leap year, as the rules of today give them.
    """
    noons = [datetime(2027, 1, 1, 12, tzinfo=UTC) + timedelta(days=day) for day in range(731)]
    here, there = ZoneInfo("Europe/Amsterdam"), ZoneInfo(zone)
    return all(noon.astimezone(here).utcoffset() == noon.astimezone(there).utcoffset() for noon in noons)


def _written(moment: datetime, zone: str) -> datetime:
    """Return ``moment`` as it is written: on the clock of ``zone``, else in UTC.

    UTC stands where the zone has other rules than the constant, and in the second of two equal
    hours in autumn, which would be read as the first.
    """
    local = _utc(moment).astimezone(ZoneInfo(zone))
    if local.fold or not _follows_central_europe(zone):
        return _utc(moment)
    return local


def _utc(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError(f"a moment needs a time zone: {moment.isoformat()}")
    exact = moment.astimezone(UTC)
    if exact.astimezone(moment.tzinfo).replace(tzinfo=None) != moment.replace(tzinfo=None):
        raise ValueError(f"the clock skips this hour: {moment.isoformat()}")
    return exact


def _utc_texts(*moments: datetime) -> Sequence[str]:
    return [_utc(moment).strftime("%Y%m%dT%H%M%SZ") for moment in moments]


def _text(text: str) -> str:
    return without_controls(text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def _line(text: str) -> str:
    return " ".join(_text(text).split())


def _location(text: str) -> str:
    lines = [" ".join(line.split()) for line in _text(text).split("\n")]
    place = ", ".join(line.strip(", ") for line in lines if line)
    return place if len(place) <= MAX_LOCATION else place[: MAX_LOCATION - 1].rstrip() + "…"


def _common_name(name: str) -> str:
    """Drop what would be written as an escape (RFC 6868), which few clients read."""
    return " ".join(re.sub(r'["^]', "", _line(name)).split())
