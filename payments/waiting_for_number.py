"""An invoice that waits for the payer's order number, and the last date until which it may."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.db.models import Prefetch, Q, QuerySet

from events.models import Event
from jobs import queue
from lib.dates import moment_on
from payments.models import Invoice, InvoicedLine
from registrations.models import Line, Registration

JOB = "invoice_number"
LAST_DAY = 15  # of the month after the supply
EARLY = time(7)


def last_date(event: Event) -> date:
    """The last day for the invoice: the 15th of the month after the event (art. 34g Wet OB 1968)."""
    next_month = event.local_date(event.ends_at).replace(day=1) + timedelta(days=32)
    return next_month.replace(day=LAST_DAY)


def wait_for_number(registration: Registration, now: datetime) -> None:
    """Have a sign-up invoiced without a number early on the last date, at once where that is over."""
    event = registration.event
    due = max(moment_on(last_date(event), EARLY, event.timezone), now)
    queue.later(JOB, str(registration.pk), f"{JOB}:{registration.pk}", due)


def lines_that_wait(registration: Registration) -> list[Line]:
    """What was sold, still holds and stands on no invoice: one statement."""
    invoiced = InvoicedLine.objects.filter(line__registration=registration).values("line_id")
    rows = Line.objects.filter(registration=registration, ended_at=None).exclude(pk__in=invoiced)
    return list(rows.select_related("stand").order_by("id"))


def waiting_registrations(organisation_id: int) -> QuerySet[Registration]:
    """The sign-ups whose invoice waits for a number, with what still holds, the soonest event first."""
    held = Prefetch("lines", Line.objects.filter(ended_at=None).select_related("stand"))
    issued = Q(invoices__type_code=Invoice.TypeCode.INVOICE)
    rows = Registration.objects.filter(
        event__organisation=organisation_id,
        state=Registration.State.CONFIRMED,
        payment_method=Registration.PaymentMethod.INVOICE,
    ).filter(Q(billing__number_follows=True) | Q(billing__number_wanted=True))
    return (
        rows.exclude(issued)
        .select_related("event", "billing", "customer")
        .prefetch_related(held)
        .order_by("event__ends_at", "id")
    )
