"""A mail of the mailbox as its reader's program would show it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

from icalendar import Calendar

# Links open in the whole window, not in the frame that the mail is shown in.
BASE = '<base target="_top">'


@dataclass(frozen=True)
class Invitation:
    """What a calendar program would offer: moments are aware, ``is_cancelled`` asks to take it out."""

    title: str
    start: datetime
    end: datetime
    place: str
    is_cancelled: bool


@dataclass(frozen=True)
class File:
    """Something attached."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True)
class Letter:
    """Header fields as people read them, both texts, the invitation and the files."""

    sender: str
    recipient: str
    subject: str
    text: str
    html: str
    invitation: Invitation | None
    files: Sequence[File]


def read(raw: bytes) -> Letter:
    """Return a stored mail (RFC 5322) as people see it; ``html`` is made from the text where it has none."""
    mail = message_from_bytes(raw, policy=default)
    plain, html = mail.get_body(("plain",)), mail.get_body(("html",))
    return Letter(
        sender=str(mail["From"] or ""),
        recipient=str(mail["To"] or ""),
        subject=str(mail["Subject"] or ""),
        text=plain.get_content() if plain else "",
        html=_with_base(html.get_content()) if html else "",
        invitation=_invitation(mail),
        files=[_file(part) for part in mail.walk() if part.get_filename()],
    )


def _with_base(html: str) -> str:
    head, found, rest = html.partition("<head>")
    return f"{head}{found}{BASE}{rest}" if found else f"{BASE}{html}"


def _file(part: EmailMessage) -> File:
    content = part.get_payload(decode=True)
    return File(
        part.get_filename() or "", part.get_content_type(), content if isinstance(content, bytes) else b""
    )


def _invitation(mail: EmailMessage) -> Invitation | None:
    for part in mail.walk():
        if part.get_content_type() == "text/calendar" and not part.get_filename():
            return _from_calendar(_file(part).content)
    return None


def _from_calendar(text: bytes) -> Invitation | None:
    calendar = Calendar.from_ical(text)
    event = next(iter(calendar.walk("VEVENT")), None)
    if event is None:
        return None
    start, end = (_moment(event.decoded(name)) for name in ("DTSTART", "DTEND"))
    return Invitation(
        title=str(event.get("SUMMARY", "")),
        start=start,
        end=end,
        place=str(event.get("LOCATION", "")),
        is_cancelled=str(calendar.get("METHOD", "")) == "CANCEL",
    )


def _moment(value: date | datetime) -> datetime:
    if isinstance(value, datetime):
        return value
    raise ValueError("an invitation of ours has hours")
