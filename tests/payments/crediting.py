"""Invoices of any lines, by the verbs of the product."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

from payments.invoicing import Prepaid, invoice_lines
from payments.models import Invoice
from registrations.models import Line, Registration
from tests.making import NOON


def make_line(
    registration: Registration,
    price: str,
    *,
    percent: str = "21",
    gross: bool = False,
    allowance: str = "0.00",
    text: str = "Deelname",
) -> Line:
    """Store a line of a sign-up as if it had been sold."""
    return Line.objects.create(
        registration=registration,
        participant=registration.participants.first(),
        ticket_type=registration.event.ticket_types.all()[0],
        text=text,
        unit_price=Decimal(price),
        price_includes_vat=gross,
        allowance=Decimal(allowance),
        allowance_reason="Groepskorting" if Decimal(allowance) else "",
        vat_category="S" if Decimal(percent) else "E",
        vat_percent=Decimal(percent),
    )


def make_invoice(
    registration: Registration,
    lines: Sequence[Line],
    now: datetime = NOON,
    prepaid: Prepaid | None = None,
) -> Invoice:
    """Issue an invoice of ``lines``."""
    invoice = invoice_lines(registration, lines, now, prepaid)
    assert invoice is not None
    return invoice
