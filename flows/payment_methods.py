"""How a sign-up may be paid."""

from __future__ import annotations

from datetime import datetime

from flows import checkout
from organisations import customers
from organisations.customers import Payer
from registrations.basket import Basket
from registrations.models import Registration
from registrations.offering import Offering
from registrations.pricing import Quote

Method = Registration.PaymentMethod


def payment_methods(offering: Offering, quote: Quote, basket: Basket, now: datetime) -> list[str]:
    """The ways in which ``basket`` may be paid at ``now`` (UTC), the first being the default.

    Whom an organiser signs up pays on invoice, whatever the event says of others; the page of the
    sign-up has its link to pay online.
    """
    if quote.is_free:
        return []
    event, payer = offering.event, basket.bill.payer if basket.bill else Payer()
    if offering.favour is not None:
        return [] if customers.is_blocked(event.organisation_id, payer) else [Method.INVOICE.value]
    days_left = (event.local_date(event.begins_at) - event.local_date(now)).days
    on_invoice = (
        event.may_pay_on_invoice
        and days_left >= event.invoice_not_within_days
        and (bool(payer.organisation) or not event.invoice_for_organisations_only)
        and not customers.is_blocked(event.organisation_id, payer)
    )
    online = event.may_pay_online and checkout.may_pay_online(event, quote.totals.payable)
    methods = ((Method.INVOICE, on_invoice), (Method.ONLINE, online))
    return [method.value for method, is_offered in methods if is_offered]
