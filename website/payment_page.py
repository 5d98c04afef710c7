"""What is shown around Stripe's page: while it cannot be reached, when somebody left it, and after it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lib.dates import format_time
from payments.access import OwnPayment, held_until
from payments.models import Payment
from registrations.models import Registration
from website.registration_page import event_values

NOT_STARTED = gettext_lazy(
    "The payment could not be started: our payment provider does not answer just now. "
    "Nothing is lost, your registration is stored. Try again in a moment."
)
Values = Mapping[str, object]
State = Payment.State


def left_values(payment: OwnPayment, language: str) -> Values:
    """Return what is said to who left Stripe's page without paying."""
    registration = payment.registration
    return {
        **event_values(payment.event, language),
        "registration": registration,
        "invoice_number": payment.invoice_number,
        "until": _clock(registration, held_until(registration.pk), language),
    }


def return_values(payment: OwnPayment, language: str, *, is_own: bool) -> Values:
    """Return how the payment stands; nothing about persons, and the way on only for ``is_own``."""
    heading, text = _told(payment)
    return {
        **event_values(payment.event, language),
        "registration": payment.registration if is_own else None,
        "heading": heading,
        "text": text,
        "is_awaited": payment.state == State.CREATED,
    }


def _told(payment: OwnPayment) -> tuple[str, str]:
    mail = _("The contact person receives an email about it.")
    return {
        State.CREATED: (
            _("We have not heard of your payment yet"),
            _("Did you pay? Then we hear of it within a few minutes, and you receive an email."),
        ),
        State.PROCESSING: (_("Your payment is under way"), _("That may take up to two weeks.")),
        State.SUCCEEDED: (_("Your payment has been received"), mail),
        State.FAILED: (_("The payment did not succeed"), _("Nothing has been paid.")),
        State.EXPIRED: (_("The time to pay is over"), _("Nothing has been paid.")),
    }[State(payment.state)]


def _clock(registration: Registration, moment: datetime | None, language: str) -> str:
    return format_time(moment, registration.event.timezone, language) if moment else ""
