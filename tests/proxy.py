"""A way between a program and its server that can be cut or held, and that tells when something passes."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Coroutine
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Self

Where = tuple[str, int] | str
AT_ONCE = 65536
PATIENCE = 30  # seconds for what happens at the right moment


@dataclass
class _Watch:
    """``then`` is done when ``words`` pass for the time that ``left`` counts down to; in the way back too."""

    words: bytes
    then: Callable[[], None]
    left: int
    is_answer: bool


class Proxy:
    """Listens on ``port`` of this machine and leads to ``server``: host and port, or a socket's path."""

    def __init__(self, server: Where) -> None:
        self.server, self.port = server, 0
        self._loop = asyncio.new_event_loop()
        self._open = asyncio.Event()
        self._listener: asyncio.Server | None = None
        self._ends: set[asyncio.StreamWriter] = set()
        self._watch: _Watch | None = None

    def __enter__(self) -> Self:
        threading.Thread(target=self._loop.run_forever, name="proxy", daemon=True).start()
        self._open.set()
        self._do(self._listen())
        return self

    def __exit__(self, *failure: object) -> None:
        self.forget()
        self.cut()
        self._loop.call_soon_threadsafe(self._loop.stop)

    def cut(self) -> None:
        """Be as a server that was killed: connections break, new ones are refused."""
        self._do(self._cut())

    def hold(self) -> None:
        """Be as a server that hangs: it accepts, and never answers."""
        self._loop.call_soon_threadsafe(self._open.clear)

    def mend(self) -> None:
        """Be there again; what was held goes on."""
        self._loop.call_soon_threadsafe(self._open.set)
        if self._listener is None:
            self._do(self._listen())

    def once(self, words: bytes, then: Callable[[], None], *, time: int = 1, is_answer: bool = False) -> None:
        """Do ``then`` when ``words`` come by for the ``time``-th time, before they get there.

        With ``is_answer`` the words get there, and it is their answer that does not get back before.
        """
        self._watch = _Watch(words, then, time, is_answer)

    def forget(self) -> None:
        """Watch for nothing any more."""
        self._watch = None

    def _do(self, work: Coroutine[Any, Any, None]) -> None:
        asyncio.run_coroutine_threadsafe(work, self._loop).result(PATIENCE)

    async def _listen(self) -> None:
        self._listener = await asyncio.start_server(self._lead, "127.0.0.1", self.port, backlog=256)
        self.port = self._listener.sockets[0].getsockname()[1]

    async def _cut(self) -> None:
        if self._listener is not None:
            self._listener.close()
            self._listener = None
        for end in list(self._ends):
            end.transport.abort()
        await asyncio.sleep(0)

    async def _lead(self, asking: asyncio.StreamReader, told: asyncio.StreamWriter) -> None:
        self._ends.add(told)
        server: asyncio.StreamWriter | None = None
        with suppress(OSError):
            await self._open.wait()
            answering, server = await self._connect()
            self._ends.add(server)
            if not told.transport.is_closing():
                answered = asyncio.Event()
                answered.set()
                there = asyncio.create_task(self._pass_on(asking, server, answered, is_answer=False))
                back = asyncio.create_task(self._pass_on(answering, told, answered, is_answer=True))
                await asyncio.wait([there, back], return_when=asyncio.FIRST_COMPLETED)
                there.cancel()
                back.cancel()
        for end in (told, server):
            if end is not None:
                end.close()
                self._ends.discard(end)

    async def _connect(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        if isinstance(self.server, str):
            return await asyncio.open_unix_connection(self.server)
        return await asyncio.open_connection(*self.server)

    async def _pass_on(
        self,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
        quiet: asyncio.Event,
        *,
        is_answer: bool,
    ) -> None:
        """``quiet`` is not set while the answer to what is watched for is to be kept back."""
        with suppress(OSError):
            while data := await reader.read(AT_ONCE):
                if is_answer and not quiet.is_set():
                    await self._let_it_happen()
                    quiet.set()
                elif not is_answer and self._is_awaited(data):
                    if self._watch is not None and self._watch.is_answer:
                        quiet.clear()
                    else:
                        await self._let_it_happen()
                await self._open.wait()
                if writer.transport.is_closing():
                    return
                writer.write(data)
                await writer.drain()

    def _is_awaited(self, data: bytes) -> bool:
        watch = self._watch
        if watch is None or watch.left < 1:
            return False
        watch.left -= data.count(watch.words)
        return watch.left < 1

    async def _let_it_happen(self) -> None:
        watch, self._watch = self._watch, None
        if watch is not None:
            await asyncio.to_thread(watch.then)
