"""A payment that is to be asked of Stripe: the row, all that is asked, and the jobs that see it through.

What is asked is stored before the call: the same again with the same key makes no second session.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

from django.conf import settings

from jobs import queue
from jobs.queue import Work
from payments.models import Invoice, Payment
from payments.stripe.objects import METADATA_PAYMENT
from registrations.models import Hold, Registration

LEAST = Decimal("0.50")  # Stripe's, for euros
SHORTEST = timedelta(minutes=35)  # Stripe's is 30: a retry of a request that was stored must still fit
LONGEST = timedelta(hours=23, minutes=30)  # Stripe's is 24
ASK_AGAIN = timedelta(seconds=20)  # after the visitor's own request, if it did not get through
CHECK_EVERY = timedelta(minutes=5)
SLOW, SLOW_TAKES = ["sepa_debit"], timedelta(days=21)
NAME, DESCRIPTION = 250, 1000  # characters that Stripe takes


@dataclass(frozen=True)
class Asked:
    """What a visitor is asked to pay for, in their language, and where Stripe leads back to.

    ``needed_at``: when the money must be there, as a debit takes two weeks.
    """

    title: str
    reference: str
    email: str
    language: str
    success_url: str
    cancel_url: str
    needed_at: datetime


def hold_until(now: datetime) -> datetime:
    """Until when seats are kept for who pays from ``now`` (UTC) on."""
    return now + min(timedelta(minutes=settings.STRIPE_HOLD_MINUTES), LONGEST)


def add_registration_payment(hold: Hold, amount: Decimal, asked: Asked, now: datetime) -> Payment:
    """Store what is asked for a sign-up whose seats ``hold`` keeps, at ``now`` (UTC)."""
    registration = hold.registration
    assert registration is not None  # noqa: S101 - a constraint
    return _add(registration.event.organisation_id, amount, asked, now, registration=registration, hold=hold)


def add_invoice_payment(invoice: Invoice, amount: Decimal, asked: Asked, now: datetime) -> Payment:
    """Store what is asked for (the open part of) an invoice, at ``now`` (UTC)."""
    registration = invoice.registration
    return _add(invoice.organisation_id, amount, asked, now, registration=registration, invoice=invoice)


def open_payments(registration_id: int) -> list[Payment]:
    """The payments of a sign-up and of its invoices that money may still come by, through Stripe."""
    states = (Payment.State.CREATED, Payment.State.PROCESSING)
    rows = Payment.objects.filter(registration_id=registration_id, state__in=states)
    return list(rows.filter(method=Payment.Method.STRIPE).order_by("id"))


def open_payment(registration_id: int, invoice_id: int | None) -> Payment | None:
    """That of one invoice, or (None) of the sign-up itself: there is one at most."""
    return next((row for row in open_payments(registration_id) if row.invoice_id == invoice_id), None)


def forget_address(payment: Payment) -> None:
    """Drop the payer's address from what was asked, once Stripe will never be asked again; saves nothing."""
    payment.request.pop("customer_email", None)


def _add(
    organisation_id: int,
    amount: Decimal,
    asked: Asked,
    now: datetime,
    *,
    registration: Registration | None,
    invoice: Invoice | None = None,
    hold: Hold | None = None,
) -> Payment:
    key = uuid4()
    until = hold_until(now)
    expires_at = max(until, now + SHORTEST)
    payment = Payment(
        organisation_id=organisation_id,
        registration=registration,
        invoice=invoice,
        hold=hold,
        method=Payment.Method.STRIPE,
        amount=amount,
        language=asked.language,
        request_key=key,
        request=_request(str(key), amount, asked, expires_at, now),
        created_at=now,
        expires_at=expires_at,
    )
    payment.save(force_insert=True)
    subject = str(payment.pk)
    works = [
        Work("checkout", subject, f"checkout:{payment.pk}", now + ASK_AGAIN),
        Work("payment_check", subject, f"payment_check:{payment.pk}", now + CHECK_EVERY),
    ]
    if hold is not None:
        works.append(Work("payment_hold", subject, f"payment_hold:{payment.pk}", until))
    queue.later_all(works)
    return payment


def _request(
    key: str, amount: Decimal, asked: Asked, expires_at: datetime, now: datetime
) -> Mapping[str, Any]:
    """Parameters of a Checkout Session; metadata names no person."""
    metadata = {METADATA_PAYMENT: key, "reference": asked.reference}
    product = {"name": asked.title[:NAME], "description": asked.reference}
    price = {"currency": "eur", "unit_amount": int(amount * 100), "product_data": product}
    return {
        "mode": "payment",
        "submit_type": "pay",
        "locale": "en" if asked.language == "en" else "nl",
        "line_items": [{"quantity": 1, "price_data": price}],
        "customer_email": asked.email,
        "client_reference_id": asked.reference,
        "metadata": metadata,
        "payment_intent_data": {
            "metadata": metadata,
            "description": f"{asked.reference} {asked.title}"[:DESCRIPTION],
        },
        "adaptive_pricing": {"enabled": False},
        "success_url": asked.success_url,
        "cancel_url": asked.cancel_url.replace("{KEY}", key),
        "expires_at": int(expires_at.timestamp()),
    } | ({"excluded_payment_method_types": SLOW} if asked.needed_at < now + SLOW_TAKES else {})
