"""Four hundred visitors at once for a hundred free seats, over HTTP."""

import asyncio
import json
import resource
import secrets
import time
from collections import Counter
from collections.abc import Iterator

from bench.ground import Ground
from bench.table import Row
from bench.visitor import Visit, contact, visit
from bench.worked import all_is_done, newest_job
from demo.services.process import wait_until

VISITORS, SEATS = 400, 100


def measure(here: Ground) -> Iterator[Row]:
    _allow_a_socket_each()
    slug = f"drukte-{secrets.token_hex(3)}"
    event = here.make_event(slug, seats=SEATS)
    jobs = newest_job(here.database)
    programs = (here.web, here.worker, here.postgresql)
    before = [program.cpu() for program in programs]
    ended, wall = asyncio.run(_crowd(here.web.port, event))
    assert wait_until(lambda: all_is_done(here.database, jobs), 120), "the worker does not work"
    used = sum(program.cpu() - was for program, was in zip(programs, before, strict=True))
    tally = Counter(f"{one.status} {one.end}" for one in ended)
    wanted = {"200 registered": SEATS, "409 full": VISITORS - SEATS}
    name = f"{VISITORS} visitors at once for {SEATS} seats"
    told = ", ".join(f"{number} x {what}" for what, number in sorted(tally.items()))
    yield Row(name, told, "", f"{SEATS} in, {VISITORS - SEATS} full", dict(tally) == wanted)
    taken = sum(
        pool["taken"] for pool in json.loads(here.run("manage.py", "seats", "--event", slug, "--json"))
    )
    yield Row("seats taken", str(taken), "", f"{SEATS}", taken == SEATS)
    middle = sorted(one.seconds for one in ended)[VISITORS // 2]
    yield Row("time", f"{wall:.1f} s in all, middle {middle:.1f} s, CPU {used:.1f} s")


async def _crowd(port: int, event: str) -> tuple[list[Visit], float]:
    begun = time.perf_counter()
    visits = (visit(port, event, contact(number)) for number in range(VISITORS))
    return list(await asyncio.gather(*visits)), time.perf_counter() - begun


def _allow_a_socket_each() -> None:
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
