"""The invoice that waits for an order number: issued with it, without it by finance, or on its last date."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from flows.mails.document import post_document
from lib import clock
from lib.plain_text import without_controls
from organisations import trail
from organisations.access import SYSTEM, Actor
from organisations.customers import lock_customer
from payments.invoicing import invoice_lines
from payments.models import Invoice
from payments.waiting_for_number import lines_that_wait
from registrations.models import Registration
from registrations.moves import lock_registration


def read_number(text: str) -> str:
    """What was typed as one line of at most 100 characters, which is what BT-13 has room for here."""
    return " ".join(without_controls(text).split())[:100]


@transaction.atomic(durable=True)
def invoice_what_waits(
    registration_id: int, order_number: str, now: datetime, *, actor: Actor
) -> Invoice | None:
    """Issue the invoice of a sign-up that waits for its number, at ``now`` (UTC), and mail it to who pays.

    ``order_number`` may be empty: then it goes without. None where nothing waits any more.
    """
    customer_id = Registration.objects.values_list("customer_id", flat=True).get(pk=registration_id)
    if customer_id is not None:
        lock_customer(customer_id)
    registration = lock_registration(registration_id)
    if registration.state != Registration.State.CONFIRMED or not registration.billing.waits_for_number:
        return None
    billing = registration.billing
    billing.order_number = order_number
    billing.number_follows = billing.number_wanted = False
    billing.save(update_fields=["order_number", "number_follows", "number_wanted"])
    invoice = invoice_lines(registration, lines_that_wait(registration), now)
    trail.record(
        registration.event.organisation_id,
        "registration",
        registration.pk,
        "invoiced",
        at=now,
        actor=actor,
        event_id=registration.event_id,
        facts={"invoice": invoice.number if invoice else "", "has_number": bool(order_number)},
    )
    if invoice is not None:
        post_document(invoice, now)
    return invoice


def invoice_on_last_date(subject: str) -> None:
    """Wait no longer for the number of the sign-up with id ``subject`` (a job handler)."""
    invoice_what_waits(int(subject), "", clock.now(), actor=SYSTEM)
