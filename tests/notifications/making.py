"""Mails for tests, and what became of them."""

from datetime import UTC, datetime
from typing import Any

from jobs.models import Job
from notifications import messages
from notifications.messages import Attachment, Invitation, Mail
from notifications.models import Message

NOON = datetime(2027, 3, 1, 12, tzinfo=UTC)
INVOICE = Attachment("factuur-2027-0001.pdf", "application/pdf", "invoice", "7")
UID = "6f1d1f3e-2f0b-4d57-9a43-5a0b3f0c9d11"
CALENDAR = "\r\n".join(
    [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Samenkomst//NL",
        "METHOD:REQUEST",
        "BEGIN:VTIMEZONE",
        "TZID:Europe/Amsterdam",
        "BEGIN:STANDARD",
        "DTSTART:19701025T030000",
        "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
        "TZOFFSETFROM:+0200",
        "TZOFFSETTO:+0100",
        "END:STANDARD",
        "BEGIN:DAYLIGHT",
        "DTSTART:19700329T020000",
        "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
        "TZOFFSETFROM:+0100",
        "TZOFFSETTO:+0200",
        "END:DAYLIGHT",
        "END:VTIMEZONE",
        "BEGIN:VEVENT",
        f"UID:{UID}",
        "DTSTAMP:20270301T120000Z",
        "SEQUENCE:0",
        "STATUS:CONFIRMED",
        "ORGANIZER;CN=Samenkomst Academie:mailto:aanmelden@samenkomst.example",
        "ATTENDEE;CN=José de Groot;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=",
        " TRUE:mailto:jose@westerkoog.example",
        "DTSTART;TZID=Europe/Amsterdam:20270408T093000",
        "DTEND;TZID=Europe/Amsterdam:20270408T170000",
        "SUMMARY:Adaptief samenwerken\\, bijeenkomst 4: coöperatie",
        "LOCATION:De Graansilo\\, Zwolle",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]
)
REQUEST = Invitation("REQUEST", UID, CALENDAR)


def make_mail(key: str = "confirmation:1", **more: Any) -> Mail:
    written = {
        "kind": "confirmation",
        "language": "nl",
        "to_address": "jose@westerkoog.example",
        "to_name": "José de Groot",
        "from_address": "aanmelden@samenkomst.example",
        "from_name": "Samenkomst Academie",
        "reply_to": "organisator@samenkomst.example",
        "subject": "Uw aanmelding is bevestigd: Kracht van netwerken",
        "text": "Geachte José de Groot,\n\nUw plaats is definitief.\n",
        "html": "<p>Geachte José de Groot,</p><p>Uw plaats is definitief.</p>",
    }
    return Mail(key=key, **(written | more))


def make_message(key: str = "confirmation:1", **more: Any) -> Message:
    """Post a mail that is due at noon and return its row."""
    return Message.objects.get(pk=messages.post(make_mail(key, **more), due=NOON))


def ends() -> list[tuple[str, str]]:
    """Return the state of each message with that of its job: "to do", "finished" or "failed"."""
    found = []
    for message in Message.objects.order_by("pk"):
        job = Job.objects.get(key=f"message:{message.pk}")
        job_end = "finished" if job.finished_at else "failed" if job.failed_at else "to do"
        found.append((message.state, job_end))
    return found
