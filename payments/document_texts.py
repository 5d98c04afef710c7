"""The frozen words of a document besides its lines: what it is for, who ordered it, where to pay."""

from __future__ import annotations

from datetime import date

from django.utils import translation

from events.models import Event
from lib.countries import COUNTRIES
from lib.dates import format_days
from lib.vat import Totals
from organisations.models import Organisation


def document_texts(
    organisation: Organisation,
    event: Event | None,
    totals: Totals,
    issue_date: date,
    *,
    language: str,
    ordered_by: str,
    registration: str = "",
) -> dict[str, str]:
    """The texts of an invoice in ``language``; ``registration`` is a sign-up's reference."""
    days = sorted({event.local_date(day.begins_at) for day in event.days.all()}) if event else []
    is_exempt = any(part.category == "E" for part in totals.subtotals)
    return {
        "event_title": event.text("title", language) if event else "",
        "event_dates": format_days(days, language) if days else "",
        "ordered_by": ordered_by,
        "crkbo": crkbo_mention(organisation, issue_date) if is_exempt else "",
        "iban": organisation.iban,
        "bic": organisation.bic,
        "account_name": organisation.account_name or organisation.seller_name,
        "accent": organisation.accent,
        "registration": registration,
    }


def country_in_words(code: str, language: str) -> str:
    """A country (ISO 3166) as a document in ``language`` prints it; "" where the code must do."""
    with translation.override(language):
        return str(COUNTRIES.get(code, ""))


def crkbo_mention(organisation: Organisation, day: date) -> str:
    """What stands beside an exemption, where the organisation is registered on ``day``."""
    if not organisation.is_crkbo_registered(day):
        return ""
    return f"Ingeschreven in het CRKBO, nummer {organisation.crkbo_number}."
