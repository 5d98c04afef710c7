"""Stores so many invoices of a new organisation as raw rows, and tells its slug; run as a program."""

import os
import secrets
import sys
from collections.abc import Iterator, Sequence
from itertools import islice

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.db import connection  # noqa: E402

from lib.references import digest  # noqa: E402
from organisations.models import Customer, Organisation  # noqa: E402
from payments.documents import store  # noqa: E402
from payments.models import Allocation, Invoice, InvoiceDocument, Payment  # noqa: E402
from tests.invoiced import TODAY, make_customer, make_many  # noqa: E402
from tests.making import NOON, make_organisation  # noqa: E402

AT_ONCE = 2000


def make_invoices(number: int, *, files: bool = False) -> Organisation:
    """Store ``number`` invoices of € 121.00 over 2026, half of them paid by bank; with their UBL if asked."""
    organisation = make_organisation(slug=f"veel-{secrets.token_hex(3)}")
    customer = make_customer(organisation)
    invoices = make_many(customer, number)
    _pay(customer, invoices[::2])
    if files:
        for batch in _batches(invoices):
            InvoiceDocument.objects.bulk_create(_documents(batch))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return organisation


def _pay(customer: Customer, invoices: Sequence[Invoice]) -> None:
    payments = Payment.objects.bulk_create(
        [
            Payment(
                organisation=customer.organisation,
                invoice=invoice,
                method=Payment.Method.BANK,
                state=Payment.State.SUCCEEDED,
                amount=invoice.payable,
                created_at=NOON,
                settled_at=NOON,
                received_on=TODAY,
            )
            for invoice in invoices
        ],
        batch_size=AT_ONCE,
    )
    Allocation.objects.bulk_create(
        [
            Allocation(payment=payment, invoice=invoice, amount=payment.amount, created_at=NOON)
            for payment, invoice in zip(payments, invoices, strict=True)
        ],
        batch_size=AT_ONCE,
    )


def _documents(invoices: Sequence[Invoice]) -> list[InvoiceDocument]:
    """The UBL of each, by the words of the first: what is measured is how they are read."""
    first = store.e_invoice(store.read_invoice(invoices[0].pk))
    made = (first.replace(invoices[0].number.encode(), invoice.number.encode()) for invoice in invoices)
    return [
        InvoiceDocument(
            invoice=invoice,
            format=InvoiceDocument.Format.UBL,
            sha256=digest(xml),
            content=xml,
            created_at=NOON,
        )
        for invoice, xml in zip(invoices, made, strict=True)
    ]


def _batches(invoices: Sequence[Invoice]) -> Iterator[list[Invoice]]:
    rest = iter(invoices)
    while batch := list(islice(rest, AT_ONCE)):
        yield batch


if __name__ == "__main__":
    print(make_invoices(int(sys.argv[1]), files="--files" in sys.argv).slug)
