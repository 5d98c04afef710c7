"""What each process of ``test_number_taking.py`` runs."""

import os
from contextlib import suppress
from typing import Any

os.environ |= {"SAMENKOMST_MODE": "test", "DJANGO_SETTINGS_MODULE": "config.settings"}

import django

django.setup()

from django.db import connections  # noqa: E402
from django.db.transaction import atomic  # noqa: E402

from demo.services.process import end_with_parent  # noqa: E402
from organisations.models import Customer  # noqa: E402
from payments.loose import LooseInvoice, issue_loose  # noqa: E402
from tests.invoiced import make_loose, make_loose_line  # noqa: E402
from tests.making import NOON  # noqa: E402


class GivenUp(Exception):
    """What happens to a transaction that took a number and then failed."""


def issue_many(database: dict[str, Any], customer_id: int, times: int, gate: Any) -> None:
    """Issue so many invoices by the real flow, and give up one for each five of them."""
    end_with_parent()
    connections["default"].settings_dict |= database  # no connection was made yet
    customer = Customer.objects.select_related("organisation").get(pk=customer_id)
    gate.wait(60)
    for number in range(times):
        make_loose(customer)
        if number % 5 == 0:
            _give_up(customer)


def _give_up(customer: Customer) -> None:
    with suppress(GivenUp):
        _issue_and_fail(customer)


@atomic(durable=True)
def _issue_and_fail(customer: Customer) -> None:
    issue_loose(customer, LooseInvoice((make_loose_line("1.00"),)), None, NOON)
    raise GivenUp
