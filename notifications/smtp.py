"""Hand mails to the mail server of Django's EMAIL_ settings, by SMTP (RFC 5321).

Not by Django's mail backend, because the delivery stores a mark between RCPT and DATA. One
conversation stays under the lease of a job, however slowly the server answers.
"""

import re
import smtplib
import ssl
from collections.abc import Callable
from contextlib import suppress
from threading import local
from time import monotonic
from typing import NoReturn
from urllib.parse import urlsplit

from django.conf import settings

from notifications.transport import PerhapsSent, Refused, TryLater

WITHIN = 45.0  # seconds for one mail
CONNECT_WITHIN = 5.0
ANSWER_WITHIN = 15.0
KEEP = 10.0  # seconds that a connection waits for the next mail
REST = 10.0  # seconds without a try at a server that could not be reached, so that other jobs get their turn

Reply = tuple[int, bytes]
_LOST = (smtplib.SMTPException, OSError)


class SmtpTransport:
    """One connection to the mail server, kept for a moment for the next mail."""

    def __init__(self) -> None:
        self._server: smtplib.SMTP | None = None
        self._last_used = 0.0
        self._deadline = 0.0
        self._unreachable: tuple[str, int] | None = None
        self._unreachable_until = 0.0

    def prepare(self, sender: str, recipient: str) -> None:
        """See ``Transport``. A recipient that is refused for good is a fault of its address."""
        if not (sender.isascii() and recipient.isascii()):
            raise Refused("only addresses in ASCII can be mailed", of_address=True)
        self._deadline = monotonic() + WITHIN
        self._ask_sender(sender)
        code, text = self._ask(lambda server: server.rcpt(recipient))
        if code not in (250, 251):
            self.abandon()
            self._refuse(code, text, of_address=not text.startswith(b"5.7."))

    def abandon(self) -> None:
        """See ``Transport``."""
        with suppress(TryLater):
            self._ask(lambda server: server.rset())

    def send(self, raw: bytes) -> None:
        """See ``Transport``. Until the server says that it waits for the text, it has nothing."""
        code, text = self._ask(lambda server: server.docmd("DATA"))
        if code != 354:
            self.abandon()
            self._refuse(code, text)
        body = re.sub(rb"(?m)^\.", b"..", raw)
        try:
            code, text = self._ask(lambda server: _finish(server, body))
        except TryLater as lost:
            raise PerhapsSent(str(lost)) from lost
        if code != 250:
            self._refuse(code, text)

    def close(self) -> None:
        """End the connection, if there is one."""
        if self._server is not None:
            self._server.close()
            self._server = None

    def _ask_sender(self, sender: str) -> None:
        """Say who sends: over the connection that is there if it still answers, else over a new one."""
        code, text = 0, b""
        if self._server is not None and monotonic() - self._last_used < KEEP:
            with suppress(TryLater):
                code, text = self._ask(lambda server: server.mail(sender))
        if code != 250:
            self.close()
            self._connect()
            code, text = self._ask(lambda server: server.mail(sender))
        if code != 250:
            self.abandon()
            self._refuse(code, text)

    def _connect(self) -> None:
        where = (settings.EMAIL_HOST, settings.EMAIL_PORT)
        if where == self._unreachable and monotonic() < self._unreachable_until:
            raise TryLater("the mail server could not be reached a moment ago")
        try:
            self._server = _connection(min(CONNECT_WITHIN, settings.EMAIL_TIMEOUT or CONNECT_WITHIN))
        except (*_LOST, ValueError) as error:  # a wrong password too: somebody will put it right
            self._unreachable, self._unreachable_until = where, monotonic() + REST
            raise TryLater(f"the mail server cannot be reached: {_in_words(error)}") from error

    def _ask(self, question: Callable[[smtplib.SMTP], Reply]) -> Reply:
        server, left = self._server, self._deadline - monotonic()
        if server is None or server.sock is None or left <= 0:
            self.close()
            raise TryLater("the connection with the mail server is gone")
        server.sock.settimeout(min(ANSWER_WITHIN, settings.EMAIL_TIMEOUT or ANSWER_WITHIN, left))
        try:
            answer = question(server)
        except _LOST as error:
            self.close()
            raise TryLater(f"the mail server was lost: {_in_words(error)}") from error
        self._last_used = monotonic()
        return answer

    def _refuse(self, code: int, text: bytes, *, of_address: bool = False) -> NoReturn:
        reason = f"{code} {text.decode(errors='replace')}"
        if code == 421:
            self.close()
        if 500 <= code < 600:
            raise Refused(reason, of_address=of_address)
        raise TryLater(reason)


def _connection(timeout: float) -> smtplib.SMTP:
    """Connect, greet, encrypt and log in as the settings say."""
    where = (settings.EMAIL_HOST, settings.EMAIL_PORT, urlsplit(settings.SITE_URL).hostname or "localhost")
    checked = ssl.create_default_context()  # smtplib's own checks no certificate
    server: smtplib.SMTP
    if settings.EMAIL_USE_SSL:
        server = smtplib.SMTP_SSL(*where, timeout=timeout, context=checked)
    else:
        server = smtplib.SMTP(*where, timeout=timeout)
    try:
        if settings.EMAIL_USE_TLS:
            server.starttls(context=checked)
        if settings.EMAIL_HOST_USER and settings.EMAIL_HOST_PASSWORD:
            server.login(settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD)
        else:
            server.ehlo_or_helo_if_needed()
    except BaseException:
        server.close()
        raise
    return server


def _finish(server: smtplib.SMTP, body: bytes) -> Reply:
    server.send(body if body.endswith(b"\r\n") else body + b"\r\n")
    server.send(b".\r\n")
    return server.getreply()


def _in_words(error: Exception) -> str:
    return f"{type(error).__name__} {error}".strip()


_here = local()


def transport() -> SmtpTransport:
    """Return this thread's transport."""
    if not hasattr(_here, "transport"):
        _here.transport = SmtpTransport()
    kept: SmtpTransport = _here.transport
    return kept
