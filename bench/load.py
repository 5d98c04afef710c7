"""As many requests as a server answers, over raw sockets so that asking costs little."""

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass

from bench.ground import Served
from bench.wire import Wire


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


def side_by_side(first: tuple[Served, str], *others: tuple[Served, str]) -> list[Measured]:
    """Hammer each server's path in turns, so that what else the machine does meets them all alike."""
    targets = [first, *others]
    for served, path in targets:
        hammer(served, path, seconds=1)  # warm
    rounds = [[hammer(served, path, seconds=2) for served, path in targets] for _ in range(4)]
    return [together(list(column)) for column in zip(*rounds, strict=True)]


def hammer(served: Served, path: str, *, seconds: float, connections: int = 16) -> Measured:
    """Ask for ``path`` without a pause on so many connections; each answer must be a 200."""
    before, begun = served.cpu(), time.perf_counter()
    requests = asyncio.run(_ask(served.port, path, seconds, connections))
    return Measured(requests, time.perf_counter() - begun, served.cpu() - before)


def together(parts: Sequence[Measured]) -> Measured:
    """Return several measurements of one thing as one."""
    return Measured(
        sum(part.requests for part in parts),
        sum(part.seconds for part in parts),
        sum(part.cpu for part in parts),
    )


async def _ask(port: int, path: str, seconds: float, connections: int) -> int:
    end = time.perf_counter() + seconds

    async def one() -> int:
        wire, answered = Wire(port), 0
        while time.perf_counter() < end:
            answer = await wire.ask("GET", path)
            assert answer.status == 200, answer.status
            answered += 1
        wire.close()
        return answered

    return sum(await asyncio.gather(*(one() for _ in range(connections))))
