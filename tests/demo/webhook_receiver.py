"""A webhook that can be told to answer badly, or late."""

import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from time import monotonic
from typing import Any

from demo.services.process import wait_until
from payments.stripe import gateway


@dataclass(frozen=True)
class Received:
    body: bytes
    signature: str
    at: float

    @property
    def event(self) -> Any:
        """The event, once its signature was found right; ValueError otherwise."""
        return gateway.read_event(self.body, self.signature)


@dataclass
class Receiver:
    """``statuses`` are the next answers, 200 after them."""

    received: list[Received] = field(default_factory=list)
    statuses: list[int] = field(default_factory=list)
    url: str = ""

    def types(self) -> list[str]:
        """What it was told, in the order in which that came."""
        return [received.event.type for received in self.received]

    def wait_for(self, *types: str, seconds: float = 5) -> list[Any]:
        """Wait until exactly these were told, in any order; return the events in the order that is named."""
        wait_until(lambda: len(self.received) >= len(types), seconds)
        events = [received.event for received in self.received]
        assert sorted(event.type for event in events) == sorted(types)
        return sorted(events, key=lambda event: types.index(event.type))


class RunningReceiver:
    """``with RunningReceiver() as receiver: …``"""

    def __enter__(self) -> Receiver:
        self.receiver = receiver = Receiver()

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                receiver.received.append(Received(body, self.headers["Stripe-Signature"], monotonic()))
                self.send_response(receiver.statuses.pop(0) if receiver.statuses else 200)
                self.end_headers()

            def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        receiver.url = f"http://127.0.0.1:{self.server.server_address[1]}/webhooks/stripe/"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return receiver

    def __exit__(self, *failure: object) -> None:
        self.server.shutdown()
        self.server.server_close()
