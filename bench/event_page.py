"""The page of the two-day congress with live places, beside a bare view under the same server."""

import asyncio
from collections.abc import Iterator

from bench.ground import Ground
from bench.load import Measured, side_by_side
from bench.statements import listening
from bench.table import Row
from bench.wire import Wire

PAGE = "/congressen/kracht-van-netwerken/"
STATEMENTS = 2
KEPT, DRAWN = 8, 40  # the bare view may answer so many times as many requests


def measure(here: Ground) -> Iterator[Row]:
    bare, kept, drawn = side_by_side((here.bare, "/"), (here.web, PAGE), (here.forgetful, PAGE))
    with listening(here.database) as asked:
        assert asyncio.run(Wire(here.web.port).ask("GET", PAGE)).status == 200
    yield Row("bare view", f"{bare.per_second:.0f}/s, {bare.cpu_each * 1e6:.0f} µs CPU each")
    yield _beside(bare, kept, "event page, kept", KEPT)
    statements = f"{len(asked)} statements"
    yield Row("event page, kept", statements, "", f"<= {STATEMENTS}", len(asked) <= STATEMENTS)
    yield _beside(bare, drawn, "event page, drawn anew", DRAWN)


def _beside(bare: Measured, page: Measured, name: str, mark: int) -> Row:
    ratio, cpu = bare.per_second / page.per_second, page.cpu_each / bare.cpu_each
    figure = f"{page.per_second:.0f}/s, {page.cpu_each * 1e6:.0f} µs CPU each ({cpu:.1f} x)"
    return Row(name, figure, f"1/{ratio:.1f} of bare", f">= 1/{mark}", ratio <= mark)
