"""Issues invoices from two processes into one range, has the worker make their files, tells it as JSON."""

import json
import multiprocessing
import os
import secrets
import sys
import time
from collections.abc import Iterable
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.db import connection  # noqa: E402

from flows.loose_invoice import invoice_loosely  # noqa: E402
from jobs import tasks, waking  # noqa: E402
from jobs.models import Job  # noqa: E402
from lib import clock  # noqa: E402
from organisations.access import SYSTEM  # noqa: E402
from organisations.models import Customer  # noqa: E402
from payments.documents import pdf, store, ubl  # noqa: E402
from payments.loose import LooseInvoice  # noqa: E402
from payments.models import Invoice, NumberRange  # noqa: E402
from tests.invoiced import make_customer, make_loose_line  # noqa: E402
from tests.making import make_organisation  # noqa: E402

PROCESSES, SAMPLE = 2, 100
PATIENCE = 300.0
WANTED = LooseInvoice(
    lines=(
        make_loose_line("1295.00", text="Deelname twee dagen", quantity=4),
        make_loose_line("24.77", text="Boek Kracht van netwerken", vat="S9", quantity=4),
        make_loose_line("450.00", text="Stroomaansluiting stand 12"),
    ),
    order_number="4500012345",
    ordered_by="Marjolein Visser",
)


def leave_to_later(keys: Iterable[str]) -> None:
    """Wake nobody yet: the worker's part is measured after this."""
    del keys


def issue_many(customer_id: int, times: int, gate: Any) -> None:
    customer = Customer.objects.select_related("organisation").get(pk=customer_id)
    gate.wait(60)
    for _ in range(times):
        invoice_loosely(customer, WANTED, None, clock.now(), actor=SYSTEM)


def issue_at_once(customer: Customer, times: int) -> float:
    """Issue so many invoices from each of PROCESSES processes; return the seconds."""
    connection.close()
    gate = multiprocessing.Barrier(PROCESSES + 1)
    work = (customer.pk, times, gate)
    processes = [multiprocessing.Process(target=issue_many, args=work) for _ in range(PROCESSES)]
    for process in processes:
        process.start()
    gate.wait(60)
    begun = time.perf_counter()
    for process in processes:
        process.join()
    assert all(process.exitcode == 0 for process in processes)
    return time.perf_counter() - begun


def numbers_of(customer: Customer) -> dict[str, int]:
    """How many invoices there are, different numbers, the last position, and the range's next number."""
    positions = set(Invoice.objects.filter(customer=customer).values_list("position", flat=True))
    names = Invoice.objects.filter(customer=customer).values("number").distinct().count()
    (numbers,) = NumberRange.objects.filter(organisation=customer.organisation_id)
    return {"numbers": names, "last": max(positions), "next": numbers.next_number}


def make_files(since: int) -> float:
    """Wake the worker, and return the seconds until it has made the files of all jobs above ``since``."""
    waiting = Job.objects.filter(pk__gt=since, finished_at=None, failed_at=None)
    begun = time.perf_counter()
    for _ in range(PROCESSES * 2):
        tasks.wake_due.apply_async()
    while waiting.exists():
        assert time.perf_counter() - begun < PATIENCE, "the worker does not work"
        time.sleep(0.1)
    return time.perf_counter() - begun


def milliseconds_each(customer: Customer) -> dict[str, float]:
    """CPU of making the e-invoice and the PDF of one invoice, the middle of some."""
    taken: dict[str, list[float]] = {"ubl": [], "pdf": []}
    for pk in Invoice.objects.filter(customer=customer).order_by("pk").values_list("pk", flat=True)[:SAMPLE]:
        data = store.invoice_data(store.read_invoice(pk))
        begun = time.process_time()
        xml = ubl.render(data)
        between = time.process_time()
        pdf.render(data, xml)
        taken["ubl"].append(between - begun)
        taken["pdf"].append(time.process_time() - between)
    return {name: sorted(times)[len(times) // 2] * 1000 for name, times in taken.items()}


def main() -> None:
    times = int(sys.argv[1])
    waking.wake = leave_to_later
    organisation = make_organisation(slug=f"run-{secrets.token_hex(3)}")
    customer = make_customer(organisation, email="")
    newest = Job.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    issued = issue_at_once(customer, times)
    told = {"issued": issued, **numbers_of(customer), "made": make_files(newest)}
    print(json.dumps(told | milliseconds_each(customer)))


if __name__ == "__main__":
    multiprocessing.set_start_method("fork")
    main()
