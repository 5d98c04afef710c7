"""As many requests as a server answers, over raw sockets so that asking costs little."""

import asyncio
import time
from dataclasses import dataclass

from bench.ground import Served


@dataclass(frozen=True)
class Measured:
    requests: int
    seconds: float
    cpu: float  # seconds of the server's CPU

    @property
    def per_second(self) -> float:
        return self.requests / self.seconds

    @property
    def cpu_each(self) -> float:
        return self.cpu / self.requests


def hammer(served: Served, path: str, *, seconds: float = 6, connections: int = 16) -> Measured:
    """Ask for ``path`` without a pause on so many connections; each answer must be a 200."""
    asyncio.run(_ask(served.port, path, 1, connections))  # warm
    before, begun = served.cpu(), time.perf_counter()
    requests = asyncio.run(_ask(served.port, path, seconds, connections))
    return Measured(requests, time.perf_counter() - begun, served.cpu() - before)


async def _ask(port: int, path: str, seconds: float, connections: int) -> int:
    end = time.perf_counter() + seconds
    request = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAccept-Language: nl\r\n\r\n".encode()

    async def one() -> int:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        answered = 0
        while time.perf_counter() < end:
            writer.write(request)
            head = await reader.readuntil(b"\r\n\r\n")
            assert head.startswith(b"HTTP/1.1 200"), head[:60]
            size = head.lower().partition(b"content-length:")[2].split(b"\r\n")[0]
            await (reader.readexactly(int(size)) if size else reader.readuntil(b"0\r\n\r\n"))
            answered += 1
        writer.close()
        return answered

    return sum(await asyncio.gather(*(one() for _ in range(connections))))
