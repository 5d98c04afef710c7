"""Money that came when it was not asked any more: it goes back, and finance sees it."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from flows.cancellation_costs import add_cost_lines
from flows.mails import paying
from flows.mails.voices import voice_of
from payments import concerns
from payments.invoicing import Prepaid, invoice_lines
from payments.models import Payment
from payments.receiving import allocate
from payments.refunding import request_refund
from registrations.access import quote_of
from registrations.cancellation_costs import costs_of, other_cost
from registrations.cancellation_rules import cancellation_periods
from registrations.models import Registration


def give_back_twice(
    payment: Payment, registration: Registration | None, now: datetime, *, amount: Decimal | None = None
) -> None:
    """Have ``amount`` euros (all, unless told) of a locked payment go back: it was paid already."""
    _mark(payment, concerns.PAID_TWICE)
    refund = request_refund(payment, amount or payment.amount, now, reason="duplicate")
    if registration is not None:
        paying.post_returning(payment, registration, refund.amount, "twice", now)


def give_back_late(payment: Payment, registration: Registration, now: datetime) -> None:
    """Have all of a locked payment go back: it came when the seats were somebody else's."""
    _mark(payment, concerns.PAID_LATE)
    request_refund(payment, payment.amount, now)
    paying.post_returning(payment, registration, payment.amount, "late", now)


def settle_cancelled(payment: Payment, registration: Registration, now: datetime) -> None:
    """Money for a sign-up that was cancelled meanwhile: it goes back, less what cancelling cost then."""
    _mark(payment, concerns.PAID_AFTER_CANCEL)
    kept = _charge_costs(payment, registration, now)
    if kept < payment.amount:
        request_refund(payment, payment.amount - kept, now)
        paying.post_returning(payment, registration, payment.amount - kept, "cancelled", now)


def _charge_costs(payment: Payment, registration: Registration, now: datetime) -> Decimal:
    """Invoice what cancelling cost, paid from what came; returns it in euros."""
    event, ended_at = registration.event, registration.ended_at
    rows = registration.lines.filter(ended_at=ended_at).select_related("ticket_type")
    first_day, ended_on = event.local_date(event.begins_at), event.local_date(ended_at or now)
    period = cancellation_periods(registration.cancellation_rules, first_day, ended_on)[0]
    costs = costs_of(rows, period)
    lines = {line.pk: line for line in rows}
    withheld = [other_cost(lines[pk], amount) for pk, amount in costs.withheld.items() if amount]
    with voice_of(registration).speaking():
        charged = add_cost_lines(registration, [*withheld, *costs.others], now)
    due = quote_of(charged).totals.payable
    paid = min(due, payment.amount)
    invoice = invoice_lines(registration, charged, now, Prepaid(paid, event.local_date(now)))
    if invoice is not None:
        allocate(payment, invoice, paid, now)
    return paid


def _mark(payment: Payment, code: str) -> None:
    payment.concern = concerns.concern(code)
    payment.save(update_fields=["concern"])
