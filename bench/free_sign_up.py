"""One free sign-up by one person: form, post, confirmation page, worker and mail."""

import asyncio
import os
import secrets
from collections.abc import Iterator

from bench.ground import Ground
from bench.load import hammer
from bench.statements import listening
from bench.table import Row
from bench.visitor import contact, visit
from bench.worked import all_is_sent
from demo.services.process import wait_until

STATEMENTS, TIMES = 40, 400
SIGN_UPS = 60


def measure(here: Ground) -> Iterator[Row]:
    event = here.make_event(f"gratis-{secrets.token_hex(3)}")
    for number in range(24):  # every thread of every process has done it before
        _sign_up(here, event, number)
    assert wait_until(lambda: all_is_sent(here.database), 60)
    with listening(here.database) as asked:
        _sign_up(here, event, 100)
        assert wait_until(lambda: all_is_sent(here.database, ask_quietly=True), 30)
    if "SHOW" in os.environ:
        print("\n".join(sql[:300] for sql in asked))
    yield Row(
        "free sign-up, all statements",
        f"{len(asked)} statements",
        "",
        f"<= {STATEMENTS}",
        len(asked) <= STATEMENTS,
    )
    yield _cpu(here, event)


def _cpu(here: Ground, event: str) -> Row:
    programs = here.web, here.worker
    bare = before = 0.0
    bare_requests = 0
    used = {program.process.pid: program.cpu() for program in programs}
    before = sum(used.values())
    database = here.postgresql.cpu()
    for turn in range(6):
        for number in range(SIGN_UPS // 6):
            _sign_up(here, event, 1000 + turn * SIGN_UPS + number)
        measured = hammer(here.bare, "/", seconds=1)
        bare, bare_requests = bare + measured.cpu, bare_requests + measured.requests
    assert wait_until(lambda: all_is_sent(here.database), 60)
    each = (sum(program.cpu() for program in programs) - before) / SIGN_UPS
    times = each / (bare / bare_requests)
    own = (here.postgresql.cpu() - database) / SIGN_UPS
    figure = f"{each * 1e3:.1f} ms (+{own * 1e3:.1f} ms PostgreSQL)"
    return Row("free sign-up, CPU of web and worker", figure, f"{times:.0f} x bare", f"<= {TIMES} x", times <= TIMES)


def _sign_up(here: Ground, event: str, number: int) -> None:
    ended = asyncio.run(visit(here.web.port, event, contact(number)))
    assert ended.end == "registered", ended
