"""An invoice without a sign-up: issued, mailed to who pays it, and on the trail."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from events.models import Event
from flows.mails.document import post_document
from organisations import trail
from organisations.access import Actor
from organisations.customers import lock_customer
from organisations.models import Customer
from payments.loose import LooseInvoice, LooseRefused, issue_loose
from payments.models import Invoice

__all__ = ["LooseRefused", "invoice_loosely"]


@transaction.atomic(durable=True)
def invoice_loosely(
    customer: Customer, wanted: LooseInvoice, event: Event | None, now: datetime, *, actor: Actor
) -> Invoice:
    """Issue ``wanted`` to a customer at ``now`` (UTC), as a part of ``event`` where there is one.

    Raises LooseRefused, and then nothing is stored and no number is taken.
    """
    invoice = issue_loose(lock_customer(customer.pk), wanted, event, now)
    trail.record(
        invoice.organisation_id,
        "invoice",
        invoice.pk,
        "issued",
        at=now,
        actor=actor,
        event_id=event.pk if event else None,
        facts={"number": invoice.number, "payable": str(invoice.payable)},
    )
    post_document(invoice, now)
    return invoice
