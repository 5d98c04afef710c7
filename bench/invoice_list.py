"""The list of 50,000 invoices beside one of 50: a month, a year with its totals, a state and a search."""

import json
from collections.abc import Iterator

from bench.ground import Ground
from bench.table import Row

FEW, MANY = 50, 50_000


def measure(here: Ground) -> Iterator[Row]:
    told = json.loads(here.run("-m", "bench.invoice_pages", str(FEW), str(MANY)).splitlines()[-1])
    for what, few in told[str(FEW)].items():
        many = told[str(MANY)][what]
        figure = f"{many['statements']} statements, {many['ms']:.0f} beside {few['ms']:.0f} ms"
        same = many["statements"] <= few["statements"]
        name = f"invoice list of {MANY}, {what}"
        yield Row(name, figure, f"{many['ms'] / few['ms']:.1f} x", "statements same", same)
