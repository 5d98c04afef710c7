"""What hands mails over: a mail server, or the demo's mailbox."""

from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string


class TryLater(Exception):
    """Nothing was sent, and another try may go better."""


class Refused(Exception):
    """The mail was refused for good; ``of_address`` tells whether its address was the reason."""

    def __init__(self, reason: str, *, of_address: bool = False) -> None:
        super().__init__(reason)
        self.of_address = of_address


class PerhapsSent(Exception):
    """The mail was on its way when touch was lost: nobody knows whether it arrived."""


class Transport(Protocol):
    """Hands over one mail at a time, in two steps; between them one can still go back."""

    def prepare(self, sender: str, recipient: str) -> None:
        """Agree with the server on a mail from and to these addresses. Raises TryLater or Refused."""

    def abandon(self) -> None:
        """Do not send what was prepared."""

    def send(self, raw: bytes) -> None:
        """Hand over the prepared mail (RFC 5322, CRLF). Raises TryLater, Refused or PerhapsSent."""


def current() -> Transport:
    """Return the transport that ``settings.MAIL_TRANSPORT`` names (a callable without arguments)."""
    transport: Transport = import_string(settings.MAIL_TRANSPORT)()
    return transport
