"""The demo's mail server: it delivers every mail to the mailbox that visitors read."""

from collections.abc import Sequence
from email import message_from_bytes
from email.header import decode_header, make_header
from typing import Any

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from demo.models import MailboxMail
from lib import clock
from lib.plain_text import without_controls


class MailboxTransport:
    """A ``notifications.transport.Transport`` that never refuses."""

    def __init__(self) -> None:
        self._recipient = ""

    def prepare(self, sender: str, recipient: str) -> None:
        """See ``Transport``."""
        self._recipient = recipient

    def abandon(self) -> None:
        """See ``Transport``."""

    def send(self, raw: bytes) -> None:
        """See ``Transport``."""
        keep(self._recipient, raw)


def transport() -> MailboxTransport:
    """Return a transport; ``settings.MAIL_TRANSPORT`` names this function in the demo."""
    return MailboxTransport()


class EmailBackend(BaseEmailBackend):
    """Takes what Django itself mails (codes to log in with)."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Keep a copy for each recipient and return how many mails there were."""
        for message in email_messages:
            raw = message.message().as_bytes().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
            for recipient in message.recipients():
                keep(recipient, raw)
        return len(email_messages)


def keep(recipient: str, raw: bytes) -> MailboxMail:
    """Store a mail (RFC 5322) for one address, as sent now."""
    mail = message_from_bytes(raw)
    return MailboxMail.objects.create(
        to_address=recipient.strip().lower(),
        subject=_decoded(mail["Subject"]),
        message_id=str(mail["Message-ID"] or "").strip(),
        sent_at=clock.now(),
        attachments=[
            {"name": _decoded(name), "type": part.get_content_type()}
            for part in mail.walk()
            if (name := part.get_filename())
        ],
        raw=raw,
    )


def _decoded(header: Any) -> str:
    """Return a header as people read it (RFC 2047), on one line."""
    return " ".join(without_controls(str(make_header(decode_header(str(header or ""))))).split())
