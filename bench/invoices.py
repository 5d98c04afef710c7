"""A thousand invoices: their numbers from two processes at once, their PDF and UBL in the worker."""

import json
from collections.abc import Iterator

from bench.ground import Ground
from bench.table import Row

EACH, PROCESSES = 500, 2
NUMBER = EACH * PROCESSES
MILLISECONDS = 40


def measure(here: Ground) -> Iterator[Row]:
    before = here.worker.cpu()
    told = json.loads(here.run("-m", "bench.invoice_run", str(EACH)).splitlines()[-1])
    used = (here.worker.cpu() - before) / NUMBER * 1000
    whole = told["numbers"] == told["last"] == NUMBER == told["next"] - 1
    figure = f"{told['numbers']} numbers, the last is {told['last']}; {NUMBER / told['issued']:.0f}/s"
    yield Row(f"{PROCESSES} processes issue {EACH} invoices each", figure, "", "no gap, no double", whole)
    figure = f"{NUMBER / told['made']:.0f}/s, {used:.0f} ms CPU each"
    yield Row(f"PDF and UBL of {NUMBER} invoices, in the worker", figure)
    fast = told["pdf"] <= MILLISECONDS
    yield Row("PDF of an invoice", f"{told['pdf']:.1f} ms CPU", "", f"<= {MILLISECONDS} ms", fast)
    yield Row("UBL of an invoice", f"{told['ubl']:.1f} ms CPU")
