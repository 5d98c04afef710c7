"""Enough HTTP/1.1 for a visitor who fills in a form: one connection that stays, with its cookies."""

import asyncio
from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import urlencode


class Answer(NamedTuple):
    status: int
    location: str
    body: bytes


class Wire:
    """One visitor's connection to a server on this machine."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.cookies: dict[str, str] = {}
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def ask(self, method: str, path: str, form: Mapping[str, str] | None = None) -> Answer:
        """Send one request and read its whole answer. Raises OSError or EOFError where there is none."""
        if self._streams is None:
            self._streams = await asyncio.open_connection("127.0.0.1", self.port)
        reader, writer = self._streams
        writer.write(self._request(method, path, form))
        head = (await reader.readuntil(b"\r\n\r\n")).split(b"\r\n")
        location, size, closes = "", None, False
        for line in head[1:]:
            name, _, value = line.partition(b": ")
            match name.lower():
                case b"content-length":
                    size = int(value)
                case b"location":
                    location = value.decode()
                case b"set-cookie":
                    cookie, _, text = value.partition(b";")[0].decode().partition("=")
                    self.cookies[cookie] = text
                case b"connection":
                    closes = value.lower() == b"close"
        body = await (_chunks(reader) if size is None else reader.readexactly(size))
        if closes:
            self.close()
        return Answer(int(head[0].split()[1]), location, body)

    def close(self) -> None:
        if self._streams is not None:
            self._streams[1].close()
        self._streams = None

    def _request(self, method: str, path: str, form: Mapping[str, str] | None) -> bytes:
        lines = [f"{method} {path} HTTP/1.1", f"Host: 127.0.0.1:{self.port}", "Accept-Language: nl"]
        if self.cookies:
            lines.append("Cookie: " + "; ".join(f"{name}={value}" for name, value in self.cookies.items()))
        body = b"" if form is None else urlencode(form).encode()
        if form is not None:
            lines += ["Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(body)}"]
        return "\r\n".join([*lines, "", ""]).encode() + body


async def _chunks(reader: asyncio.StreamReader) -> bytes:
    body = b""
    while size := int((await reader.readline()).split(b";")[0], 16):
        body += await reader.readexactly(size)
        await reader.readline()
    await reader.readline()
    return body
