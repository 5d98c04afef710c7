"""What the contact is told about money: that it is under way, that it did not come, that it goes back.

Nobody is told that money has come back before Stripe or the bank says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Literal

from django.utils.translation import gettext as _

from events.models import Event
from flows.mails import links
from flows.mails.invoice import document_attachment
from flows.mails.voices import Voice, voice_of
from flows.mails.writing import Draft, post_drafts
from lib.dates import format_days
from lib.money import format_euros
from lib.names import split_name
from notifications.messages import Attachment
from payments.models import Invoice, Payment, Refund
from registrations.models import Registration

Why = Literal["twice", "late", "cancelled", "more", "other"]


def post_under_way(payment: Payment, registration: Registration, now: datetime) -> None:
    """A debit takes days: nothing is confirmed yet, the places are kept."""
    voice = voice_of(registration)
    with voice.speaking():
        told = {"amount": format_euros(payment.amount, voice.language)}
        paragraphs = [
            _("Your payment of %(amount)s is under way. That may take up to two weeks.") % told,
            _("The places are kept for you meanwhile. Once the money is here you receive the confirmation."),
        ]
        heading = _("Your payment is under way")
        _post(registration, f"under_way:{payment.pk}", heading, paragraphs, voice, now)


def post_lapsed(payment: Payment, registration: Registration, now: datetime) -> None:
    """The money did not come: the places are free again, and nothing is owed."""
    voice = voice_of(registration)
    with voice.speaking():
        failed = payment.state == Payment.State.FAILED
        paragraphs = [
            _("Your payment did not succeed, so the places have been released.")
            if failed
            else _("We received no payment in time, so the places have been released."),
            _("You owe nothing. Would you still like to come? Then register again."),
        ]
        heading = _("Your registration has expired")
        event_url = links.event_url(registration.event, voice.language)
        button = (event_url, _("To the event"))
        _post(registration, f"lapsed:{payment.pk}", heading, paragraphs, voice, now, button=button)


def post_returning(
    payment: Payment, registration: Registration, amount: Decimal, why: Why, now: datetime
) -> None:
    """Money came that is not asked: it goes back."""
    voice = voice_of(registration)
    with voice.speaking():
        told = {"amount": format_euros(amount, voice.language)}
        reason = {
            "twice": _("We received your payment, but this had been paid already."),
            "late": _("We received your payment after the places had been released; others have them now."),
            "cancelled": _("We received your payment after this registration was cancelled."),
            "more": _("We received more than was asked."),
            "other": _("We received another amount than was asked, so the places have been released."),
        }[why]
        paragraphs = [reason, _("You get %(amount)s back the way you paid it.") % told]
        paragraphs.append(_("You hear from us once it is done."))
        heading = _("You get your money back")
        _post(registration, f"returning:{payment.pk}", heading, paragraphs, voice, now)


def post_returned(refund: Refund, registration: Registration, now: datetime) -> None:
    """Stripe or the bank says that money went back."""
    voice = voice_of(registration)
    with voice.speaking():
        told = {"amount": format_euros(refund.amount, voice.language)}
        paragraphs = [
            _("We have paid %(amount)s back to you.") % told,
            _("It may take a few days before your bank or card shows it."),
        ]
        heading = _("Your money has been paid back")
        _post(registration, f"returned:{refund.pk}", heading, paragraphs, voice, now)


def post_invoice_paid(payment: Payment, invoice: Invoice, amount: Decimal, now: datetime) -> None:
    """An invoice was paid online after it was issued."""
    registration = payment.registration
    if registration is None:
        return
    voice = voice_of(registration)
    with voice.speaking():
        told = {"amount": format_euros(amount, voice.language), "number": invoice.number}
        paragraphs = [_("We received %(amount)s for invoice %(number)s. Thank you.") % told]
        attachments = [document_attachment(invoice)]
        heading = _("Your payment has been received")
        key = f"invoice_paid:{payment.pk}"
        _post(registration, key, heading, paragraphs, voice, now, attachments=attachments)


def _post(
    registration: Registration,
    key: str,
    heading: str,
    paragraphs: Sequence[str],
    voice: Voice,
    now: datetime,
    *,
    button: tuple[str, str] | None = None,
    attachments: Sequence[Attachment] = (),
) -> None:
    event = registration.event
    word = str(event.behaviour.registration_word)
    title = event.text("title", voice.language)
    url, label = button or (
        links.registration_url(registration),
        _("View your %(word)s") % {"word": word},
    )
    draft = Draft(
        key=key,
        kind="payment",
        template="registration/money",
        subject=f"{heading}: {title}",
        to_address=registration.contact_email,
        to_name=registration.contact_name,
        values={
            "salutation": voice.salutation(split_name(registration.contact_name)),
            "heading": heading,
            "paragraphs": paragraphs,
            "word": word,
            "reference": registration.reference,
            "event_title": title,
            "days": _days(event, voice),
            "city": event.venue.city if event.venue else "",
            "button_url": url,
            "button_label": label,
        },
        attachments=attachments,
    )
    post_drafts([draft], event.organisation, voice, registration.reference, now)


def _days(event: Event, voice: Voice) -> str:
    days = sorted({event.local_date(day.begins_at) for day in event.days.all()})
    return format_days(days or [event.local_date(event.begins_at)], voice.language)
