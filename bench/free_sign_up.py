"""One free sign-up by one person: form, post, confirmation page, worker and mail."""

import asyncio
import secrets
from collections.abc import Iterator, Sequence

from bench.ground import Ground, Served
from bench.load import hammer, together
from bench.statements import listening
from bench.table import Row
from bench.visitor import contact, visit
from bench.worked import all_is_done, newest_job
from demo.services.process import wait_until

STATEMENTS, TIMES = 40, 400
TURNS, SIGN_UPS = 8, 12


def measure(here: Ground) -> Iterator[Row]:
    event = here.make_event(f"gratis-{secrets.token_hex(3)}")
    before = newest_job(here.database)
    for visitor in range(24):  # every thread of every process has done it before
        _sign_up(here, event, visitor)
    _see_it_done(here, before)
    with listening(here.database) as asked:
        _sign_up(here, event, 100)
        _see_it_done(here, before)
    number = len(asked)
    yield Row(
        "free sign-up, all statements", f"{number} statements", "", f"<= {STATEMENTS}", number <= STATEMENTS
    )
    yield _cpu(here, event, before)


def _cpu(here: Ground, event: str, since: int) -> Row:
    programs = (here.web, here.worker, here.postgresql)
    used, bare = [0.0, 0.0, 0.0], []
    for turn in range(TURNS):  # the bare view in turns with it: what else the machine does meets both
        before = [program.cpu() for program in programs]
        for number in range(SIGN_UPS):
            _sign_up(here, event, 1000 + turn * SIGN_UPS + number)
        _see_it_done(here, since)
        used = [sum(both) for both in zip(used, _since(programs, before), strict=True)]
        bare.append(hammer(here.bare, "/", seconds=1))
    web, worker, database = (seconds / TURNS / SIGN_UPS for seconds in used)
    times = (web + worker) / together(bare).cpu_each
    figure = f"{web * 1e3:.0f} + {worker * 1e3:.0f} ms (PostgreSQL {database * 1e3:.0f} ms)"
    return Row(
        "free sign-up, CPU of web + worker", figure, f"{times:.0f} x bare", f"<= {TIMES} x", times <= TIMES
    )


def _since(programs: Sequence[Served], before: Sequence[float]) -> list[float]:
    return [program.cpu() - was for program, was in zip(programs, before, strict=True)]


def _sign_up(here: Ground, event: str, number: int) -> None:
    ended = asyncio.run(visit(here.web.port, event, contact(number)))
    assert ended.end == "registered", ended


def _see_it_done(here: Ground, since: int) -> None:
    assert wait_until(lambda: all_is_done(here.database, since), 60), "the worker does not work"
