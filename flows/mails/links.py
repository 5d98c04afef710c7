"""Absolute addresses of pages, as mails and calendars carry them."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from events.models import Event
from organisations.models import LegalText, Organisation
from registrations.models import Participant, Registration


def registration_url(registration: Registration) -> str:
    """The contact's page of a sign-up; secret."""
    return _absolute("registration", registration.language, registration.reference, registration.secret)


def participation_url(participant: Participant) -> str:
    """The page of one participant; secret."""
    return _absolute("participation", participant.registration.language, participant.secret)


def agenda_url(participant: Participant) -> str:
    """The calendar feed of one participant; secret, the same in every language."""
    return _absolute("agenda_feed", "nl", participant.agenda_secret)


def subscription_url(participant: Participant) -> str:
    """The same as calendars subscribe to it."""
    return "webcal://" + agenda_url(participant).partition("://")[2]


def paid_url(language: str) -> str:
    """Where Stripe leads back to who paid: Stripe fills in the session's id itself."""
    return _absolute("payment_return", language, "CHECKOUT-SESSION-ID").replace(
        "CHECKOUT-SESSION-ID", "{CHECKOUT_SESSION_ID}"
    )


def not_paid_url(language: str) -> str:
    """Where Stripe leads back to who did not pay; "{KEY}" stands for the payment's key. Not secret."""
    nobody = UUID(int=0)
    return _absolute("payment_left", language, str(nobody)).replace(str(nobody), "{KEY}")


def event_url(event: Event, language: str) -> str:
    """The public page of an event in ``language`` ("nl" or "en")."""
    return _absolute("event", language, event.behaviour.paths[language], event.slug)


def privacy_url(organisation: Organisation, language: str) -> str:
    """The privacy statement of an organisation in ``language``."""
    return _absolute("legal_text", language, organisation.slug, LegalText.Kind.PRIVACY.value)


def _absolute(name: str, language: str, *parts: str) -> str:
    with translation.override(language):
        return f"{settings.SITE_URL}{reverse(name, args=parts)}"
