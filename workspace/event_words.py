"""What is said about an event while it is being made."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _

from events.checks import Finding
from events.choices import drafted_dates
from events.conflicts import Conflict
from events.editing import draft_of_event
from events.holidays import Clash
from events.models import Event
from events.releases import Change
from lib.dates import format_day, format_short_day, format_short_period
from registrations.models import SeatPool
from registrations.room_seats import TooSmall
from registrations.round_seats import ShortRound

PLAIN = {
    "past": gettext_lazy("The event lies in the past."),
    "no_admission": gettext_lazy("There is nothing on sale that gives a place."),
    "no_dates": gettext_lazy("There is no day and no meeting yet."),
    "no_place": gettext_lazy("No place has been filled in."),
    "no_text": gettext_lazy("There is no text about the event."),
    "closed": gettext_lazy("Registration has closed already: its last moment lies in the past."),
    "all_hidden": gettext_lazy("Every admission that gives a place is hidden, so nobody can register."),
    "sale_over": gettext_lazy("The sale of every admission has ended, so nobody can register."),
    "no_way_to_pay": gettext_lazy("Nobody can pay: online payment is not set up, and on invoice is off."),
    "no_stands": gettext_lazy("There are no stands yet."),
    "no_terms": gettext_lazy("The organisation has no general terms and conditions yet."),
    "free_cancelling": gettext_lazy("Cancelling is free until the last day: no costs have been filled in."),
}


REGIONS = {
    "noord": pgettext_lazy("school holidays", "north"),
    "midden": pgettext_lazy("school holidays", "middle"),
    "zuid": pgettext_lazy("school holidays", "south"),
}
SCHOOL_HOLIDAYS = {
    "herfstvakantie": gettext_lazy("autumn holidays"),
    "kerstvakantie": gettext_lazy("Christmas holidays"),
    "voorjaarsvakantie": gettext_lazy("spring holidays"),
    "meivakantie": gettext_lazy("May holidays"),
    "zomervakantie": gettext_lazy("summer holidays"),
}
CHANGES = {
    ("session", "new"): gettext_lazy("New: %(what)s."),
    ("session", "changed"): gettext_lazy("Changed: %(what)s."),
    ("session", "cancelled"): gettext_lazy("Cancelled: %(what)s."),
    ("day", "new"): gettext_lazy("New day: %(what)s."),
    ("day", "changed"): gettext_lazy("The day becomes %(what)s, or has other hours."),
    ("day", "cancelled"): gettext_lazy("Cancelled: %(what)s."),
}


def clash_sentence(clash: Clash) -> str:
    """Return "Dinsdag 27 april 2027 is een feestdag: Koningsdag." in the active language.

    Of a school holiday: "Woensdag 20 oktober 2027 valt in de herfstvakantie (noord en midden)."
    """
    words = {"day": format_day(clash.day, get_language() or "nl"), "holiday": clash.holiday}
    if not clash.regions:
        sentence = _("%(day)s is a holiday: %(holiday)s.") % words
    else:
        words["holiday"] = str(SCHOOL_HOLIDAYS[clash.holiday])
        words["regions"] = _regions(clash.regions)
        sentence = _("%(day)s is in the school holidays: %(holiday)s (%(regions)s).") % words
    return sentence[:1].upper() + sentence[1:]


def _regions(regions: Sequence[str]) -> str:
    if len(regions) == len(REGIONS):
        return _("all regions")
    return _(" and ").join(str(REGIONS[region]) for region in regions)


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


def conflict_sentence(conflict: Conflict) -> str:
    """Which room or who is asked for twice at a time."""
    words = {
        "name": conflict.name,
        "first": conflict.first.draft.text("title"),
        "second": conflict.second.draft.text("title"),
    }
    if conflict.code == "room":
        return _("%(name)s is used by two sessions at the same time: %(first)s and %(second)s.") % words
    return _("%(name)s speaks in two sessions at the same time: %(first)s and %(second)s.") % words


def small_room_sentence(small: TooSmall) -> str:
    """Which session does not fit in its room."""
    room = small.planned.room.text("name") if small.planned.room else ""
    return _("%(session)s has %(places)s places, while %(room)s has %(chairs)s.") % {
        "session": small.planned.draft.text("title"),
        "places": small.places,
        "room": room,
        "chairs": small.chairs,
    }


def change_sentences(event: Event, changes: Iterable[Change]) -> Iterator[str]:
    """What a release would change, a line each."""
    dates = drafted_dates(event)
    for change in changes:
        if change["part"] == "session":
            yield _session_change(event, change)
        elif change["part"] == "day":
            day = format_day(dates[change["slug"]], get_language() or "nl") if change["slug"] in dates else ""
            yield CHANGES["day", change["change"]] % {"what": day}
        elif "venue_id" in change["before"]:
            venue = draft_of_event(event).venue
            yield _("The event is at %(place)s.") % {"place": venue or _("a place still to be told")}


def _session_change(event: Event, change: Change) -> str:
    title = (get_language() == "en" and change["title_en"]) or change["title"]
    sentence = str(CHANGES["session", change["change"]] % {"what": title})
    after = change["after"]
    if change["change"] == "changed" and not {"begins_at", "ends_at"}.isdisjoint(after):
        draft = event.sessions.select_related("draft").get(slug=change["slug"]).draft
        when = format_short_period(draft.begins_at, draft.ends_at, event.timezone, get_language() or "nl")
        return f"{sentence} {_('New time: %(when)s.') % {'when': when}}"
    return sentence


def _short_round(facts: Mapping[str, Any]) -> str:
    short: ShortRound = facts["short"]
    words = {"round": short.round.text("title"), "seats": short.seats, "places": short.for_sale}
    if short.for_sale is None:
        return _("%(round)s holds %(seats)s people, while the number of places is not limited.") % words
    return _("%(round)s holds %(seats)s people, while %(places)s places are still for sale.") % words


def _about(sentence: Any) -> Callable[[Mapping[str, Any]], str]:
    return lambda facts: str(sentence) % facts


SENTENCES: Mapping[str, Callable[[Mapping[str, Any]], str]] = {
    "short_round": _short_round,
    "holiday": lambda facts: clash_sentence(facts["clash"]),
    "clash": lambda facts: conflict_sentence(facts["clash"]),
    "small_room": lambda facts: small_room_sentence(facts["small"]),
    "empty_round": _about(gettext_lazy("%(round)s is required, but there is no session in it to choose.")),
    "exempt": _about(
        gettext_lazy("“%(ticket)s” is exempt from VAT, while your organisation is not in the CRKBO then.")
    ),
    "no_address": _about(gettext_lazy("%(place)s has no address yet.")),
}
