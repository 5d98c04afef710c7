"""Memory of a process that exports 20,000 invoices, beside one that exports a twentieth of them."""

import json
from collections.abc import Iterator
from typing import Any

from bench.ground import Ground
from bench.table import Row

NUMBER = 20_000
FEW_UNTIL, ALL_UNTIL = "2026-01-18", "2026-12-31"
MARK = 1.25  # the peak may be so many times as high, for twenty times as many


def measure(here: Ground) -> Iterator[Row]:
    slug = here.run("-m", "bench.invoice_rows", str(NUMBER), "--files").splitlines()[-1]
    for file_format in ("csv", "xlsx", "ubl", "xaf"):
        few, every = (_export(here, slug, file_format, day) for day in (FEW_UNTIL, ALL_UNTIL))
        assert every["invoices"] == NUMBER
        ratio = every["peak"] / few["peak"]
        beside = f"{every['peak']:.0f} MB beside {few['peak']:.0f} MB for {few['invoices']}"
        figure = f"{beside}, {every['cpu']:.1f} s CPU"
        yield Row(
            f"export of {NUMBER} invoices, {file_format}",
            figure,
            f"{ratio:.2f} x",
            f"<= {MARK} x",
            ratio <= MARK,
        )


def _export(here: Ground, slug: str, file_format: str, day: str) -> Any:
    return json.loads(here.run("-m", "bench.export_once", slug, file_format, day).splitlines()[-1])
