"""A mail server that can be told to answer badly, or not at all."""

import asyncio
import socket
import threading
from dataclasses import dataclass, field
from typing import Any

from aiosmtpd.controller import Controller


@dataclass(frozen=True)
class Received:
    sender: str
    recipients: list[str]
    content: bytes


@dataclass
class MailServer:
    """What it got stands in ``received``; by default it takes everything.

    ``answers`` maps "rcpt" or "data" to a reply such as "451 Try again later".
    ``hangs_at`` = "rcpt" or "data" keeps the client waiting there until ``release`` is called;
    a mail that hangs at "data" is in ``received``, and its sender does not know it.
    """

    received: list[Received] = field(default_factory=list)
    answers: dict[str, str] = field(default_factory=dict)
    hangs_at: str | None = None
    host: str = "127.0.0.1"
    port: int = 0
    _released: threading.Event = field(default_factory=threading.Event)

    @property
    def url(self) -> str:
        return f"smtp://{self.host}:{self.port}/?timeout=2"

    def release(self) -> None:
        """Answer those who wait, and hang no more."""
        self.hangs_at = None
        self._released.set()

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        await self._hang("rcpt")
        if "rcpt" in self.answers:
            return self.answers["rcpt"]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        if "data" in self.answers:
            return self.answers["data"]
        self.received.append(Received(envelope.mail_from, list(envelope.rcpt_tos), bytes(envelope.content)))
        await self._hang("data")
        return "250 OK"

    async def _hang(self, stage: str) -> None:
        if self.hangs_at == stage:
            await asyncio.to_thread(self._released.wait)


class RunningMailServer:
    """``with RunningMailServer() as server: …``"""

    def __enter__(self) -> MailServer:
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        self.server = MailServer(port=port)
        self.controller = Controller(self.server, hostname=self.server.host, port=port, ready_timeout=10)
        self.controller.start()
        return self.server

    def __exit__(self, *failure: object) -> None:
        self.server.release()
        self.controller.stop()
