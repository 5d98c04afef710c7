"""What is said about an event while it is being made."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from events.checks import Finding
from events.holidays import Clash
from lib.dates import format_day, format_short_day
from registrations.models import SeatPool
from registrations.round_seats import ShortRound

PLAIN = {
    "past": gettext_lazy("The event lies in the past."),
    "no_admission": gettext_lazy("There is nothing on sale that gives a place."),
    "no_dates": gettext_lazy("There is no day and no meeting yet."),
    "no_place": gettext_lazy("No place has been filled in."),
    "no_text": gettext_lazy("There is no text about the event."),
    "no_terms": gettext_lazy("The organisation has no general terms and conditions yet."),
    "free_cancelling": gettext_lazy("Cancelling is free until the last day: no costs have been filled in."),
}


def clash_sentence(clash: Clash) -> str:
    """Return "Dinsdag 27 april 2027 is een feestdag: Koningsdag." in the active language."""
    day = format_day(clash.day, get_language() or "nl")
    sentence = _("%(day)s is a holiday: %(holiday)s.") % {"day": day, "holiday": clash.holiday}
    return sentence[:1].upper() + sentence[1:]


def finding_sentence(found: Finding) -> str:
    """What a check found, in the active language."""
    if found.code in SENTENCES:
        return SENTENCES[found.code](found.facts)
    return str(PLAIN[found.code])


def pool_title(pool: SeatPool, language: str) -> str:
    """What a pool of seats is of."""
    if pool.session is not None:
        round_ = f"{pool.session.round.text('title')}: " if pool.session.round else ""
        return f"{round_}{pool.session.text('title')}"
    if pool.day is not None:
        return format_short_day(pool.day.date, language).capitalize()
    tickets = [ticket.text("title") for ticket in pool.ticket_types.all()]
    return ", ".join(tickets) or _("The whole event")


def _short_round(facts: Mapping[str, Any]) -> str:
    short: ShortRound = facts["short"]
    words = {"round": short.round.text("title"), "seats": short.seats, "places": short.for_sale}
    if short.for_sale is None:
        return _("%(round)s holds %(seats)s people, while the number of places is not limited.") % words
    return _("%(round)s holds %(seats)s people, while %(places)s places are still for sale.") % words


SENTENCES: Mapping[str, Callable[[Mapping[str, Any]], str]] = {
    "short_round": _short_round,
    "holiday": lambda facts: clash_sentence(facts["clash"]),
}
