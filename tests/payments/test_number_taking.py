"""Two processes that issue invoices into one range leave no gap and no double (design §3.4)."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection

from payments.invariants import gapless
from payments.models import Invoice, NumberRange
from tests.invoiced import make_customer, make_loose
from tests.making import make_organisation
from tests.payments.issuing_program import issue_many

pytestmark = pytest.mark.django_db(transaction=True)
SPAWN = multiprocessing.get_context("spawn")


@pytest.fixture
def processes() -> Iterator[list[Any]]:
    """Whatever a test starts is ended."""
    started: list[Any] = []
    yield started
    for process in started:
        process.kill()
        process.join(10)


def issue_at_once(processes: list[Any], times: int) -> list[int]:
    """Let two processes issue ``times`` invoices each, some of which are given up; returns all positions."""
    academy = make_organisation()
    customer = make_customer(academy)
    make_loose(customer)  # the range is there; that it is made once is another test
    gate = SPAWN.Barrier(2)
    for _ in range(2):
        process = SPAWN.Process(
            target=issue_many, args=(dict(connection.settings_dict), customer.pk, times, gate)
        )
        process.start()
        processes.append(process)
    for process in processes:
        process.join(600)
        assert process.exitcode == 0
    found = Invoice.objects.filter(organisation=academy).order_by("position")
    return list(found.values_list("position", flat=True))


def judge(positions: list[int], times: int) -> None:
    assert positions == list(range(1, 2 * times + 2))
    numbers = NumberRange.objects.get()
    assert numbers.next_number == 2 * times + 2
    assert gapless(None).broken == []


def test_two_processes_of_forty_invoices_each_leave_no_gap(processes: list[Any]) -> None:
    judge(issue_at_once(processes, 40), 40)


@pytest.mark.soak
@pytest.mark.timeout(900)
def test_two_processes_of_five_hundred_invoices_each_leave_no_gap(processes: list[Any]) -> None:
    judge(issue_at_once(processes, 500), 500)
