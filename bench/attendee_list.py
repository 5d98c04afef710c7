"""The organiser's list of 20,000 participants beside one of 50: its first page, and a search."""

import json
from collections.abc import Iterator

from bench.ground import Ground
from bench.table import Row

FEW, MANY = 50, 20_000
TIMES = 10  # a list that is 400 times as long may take so many times as long: its people are counted


def measure(here: Ground) -> Iterator[Row]:
    told = json.loads(here.run("-m", "bench.lists", str(FEW), str(MANY)).splitlines()[-1])
    for what in ("first page", "search"):
        few, many = told[str(FEW)][what], told[str(MANY)][what]
        figure = f"{many['ms']:.1f} ms beside {few['ms']:.1f} ms"
        ratio = many["ms"] / few["ms"]
        yield Row(f"{what} of {MANY} people", figure, f"{ratio:.1f} x", f"<= {TIMES} x", ratio <= TIMES)
        same = many["statements"] <= few["statements"]
        figure = f"{many['statements']} beside {few['statements']}"
        yield Row(f"{what}, statements", figure, "", "no more", same)
