"""Mails in the demo's mailbox, for tests."""

from datetime import UTC, datetime
from typing import Any

from demo import mailbox
from demo.models import MailboxMail
from lib import clock
from lib.calendars import Invite, request
from notifications import transport
from notifications.messages import Invitation, Mail, post
from notifications.mime import raw_mail
from notifications.models import Message

NOON = datetime(2027, 1, 18, 13, 6, tzinfo=UTC)
STYLE = "<style>p { color: red }</style>"
HTML = f"<html><head>{STYLE}</head><body><p>Uw <b>aanmelding</b> is bevestigd.</p></body></html>"


def make_mail(to: str = "m.visser@westerkoog.example", **more: Any) -> MailboxMail:
    """Post a mail and let it arrive as the delivery would."""
    number = Message.objects.count()
    defaults = {
        "html": HTML,
        "subject": "Uw aanmelding is bevestigd: Kracht van netwerken – 11 maart",
        "about": "SK-7F3K-29QX",
    }
    mail = Mail(
        key=f"mail-{number}",
        kind="confirmation",
        language="nl",
        to_address=to,
        to_name="Marjolein Visser",
        from_address="aanmelden@samenkomst.example",
        from_name="Samenkomst Academie",
        text="Uw aanmelding is bevestigd.",
        **defaults | more,
    )
    message = Message.objects.get(pk=post(mail, NOON))
    return arrive(
        message, [("factuur.pdf", "application/pdf", b"%PDF-1.7")] if "invitation" not in more else []
    )


def arrive(message: Message, documents: list[tuple[str, str, bytes]]) -> MailboxMail:
    server: transport.Transport = mailbox.transport()
    with clock.at(NOON):
        server.prepare(message.from_address, message.to_address)
        server.send(raw_mail(message, documents))
    return MailboxMail.objects.latest("pk")


def make_invitation() -> Invitation:
    calendar = request(
        Invite(
            uid="8f14e45f-ceea-4e5b-9d3c-1b2c3d4e5f60",
            sequence=0,
            dtstamp=NOON,
            start=datetime(2027, 4, 8, 7, 30, tzinfo=UTC),
            end=datetime(2027, 4, 8, 15, tzinfo=UTC),
            zone="Europe/Amsterdam",
            summary="Adaptief samenwerken",
            location="Tuinzaal, Driebergen",
            description="Bijeenkomst 3 van 6",
            organizer_email="aanmelden@samenkomst.example",
            organizer_name="Samenkomst Academie",
            attendee_email="m.visser@westerkoog.example",
            attendee_name="Marjolein Visser",
        )
    )
    return Invitation("REQUEST", "8f14e45f-ceea-4e5b-9d3c-1b2c3d4e5f60", calendar.decode())
