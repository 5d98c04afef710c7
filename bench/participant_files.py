"""Participants by file: 5,000 rows in, beside 500; 20,000 people out as a workbook."""

import json
from collections.abc import Iterator

from bench.ground import Ground
from bench.table import Row

FEW, ROWS, PEOPLE = 500, 5000, 20_000
TIMES = 15  # ten times as many rows may take so many times as long
SECONDS = 3


def measure(here: Ground) -> Iterator[Row]:
    told = json.loads(here.run("-m", "bench.participants_moved", str(ROWS), str(PEOPLE)).splitlines()[-1])
    few, many, out = told["few"], told["import"], told["export"]
    ratio = many["wall"] / few["wall"]
    figure = f"{ROWS / many['wall']:.0f}/s, {many['cpu']:.1f} s CPU, {many['wall']:.1f} s"
    yield Row(
        f"import of {ROWS} rows, beside {FEW}", figure, f"{ratio:.1f} x", f"<= {TIMES} x", ratio <= TIMES
    )
    fast = out["cpu"] <= SECONDS
    figure = f"{out['cpu']:.1f} s CPU, {out['wall']:.1f} s"
    yield Row(f"XLSX of {PEOPLE} participants", figure, "", f"<= {SECONDS} s CPU", fast)
