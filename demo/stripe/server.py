"""HTTP for the API: a few threads, each with a database connection of its own."""

import json
import sys
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

from django.db import close_old_connections

from demo.stripe import api

THREADS = 8
LARGEST_BODY = 1_000_000


class Server(HTTPServer):
    """Each request in a thread of the pool; the client is told to close its connection after it."""

    allow_reuse_address = True
    request_queue_size = 256

    def __init__(self, port: int) -> None:
        super().__init__(("127.0.0.1", port), Handler)
        self.threads = ThreadPoolExecutor(THREADS, thread_name_prefix="request")

    def process_request(self, request: Any, client_address: Any) -> None:
        self.threads.submit(self._handle, request, client_address)

    def _handle(self, request: Any, client_address: Any) -> None:
        try:
            self.finish_request(request, client_address)
        except Exception:  # noqa: BLE001  one client's fault is not the others'
            self.handle_error(request, client_address)
        finally:
            self.shutdown_request(request)

    def handle_error(self, request: Any, client_address: Any) -> None:
        if not isinstance(sys.exception(), OSError):  # a client that went away is none of our business
            super().handle_error(request, client_address)


class Handler(BaseHTTPRequestHandler):
    """Reads one request and writes its answer."""

    server_version, sys_version = "StripeSandbox", ""
    timeout = 10  # seconds for a client to say what it wants

    def do_GET(self) -> None:
        self._answer(b"")

    def do_POST(self) -> None:
        length = self.headers.get("Content-Length", "0")
        size = int(length) if length.isascii() and length.isdigit() else 0
        if size > LARGEST_BODY:
            self.send_error(413)
        else:
            self._answer(self.rfile.read(size))

    do_DELETE = do_GET  # noqa: N815  the library calls it so

    def _answer(self, body: bytes) -> None:
        path, _, query = self.path.partition("?")
        headers = {name.lower(): value for name, value in self.headers.items()}
        close_old_connections()
        try:
            answer = api.answer(api.Request(self.command, path, query, headers, body))
        finally:
            close_old_connections()
        content = json.dumps(answer.body, indent=2).encode()
        self.send_response(answer.status)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  its name in the library
        """Say nothing: the web server's log tells of visitors, ours of what broke."""
