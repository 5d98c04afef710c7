"""Drawing the page of an event."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from events.models import Event, TicketType
from flows.mails.links import event_url
from lib.dates import format_day, format_span, format_times
from reports.event_page import Whole
from website.event.days import in_town, when
from website.event.linked_data import linked_data
from website.event.live import LivePage, PlacesLeft, Spots, words
from website.event.prices import cancelling, cards, discounts, first_price, note_on_vat, while_open
from website.event.standing import Standing, standing
from website.event.subject import Subject
from website.page_parts import PARTS
from website.templatetags.display import language

Kind = TicketType.Kind
Context = dict[str, Any]
LONG = 15  # letters: such a word does not fit on a telephone in the largest type


def draw(whole: Whole, now: datetime) -> LivePage:
    """Draw the page of an event in the active language.

    The same for every visitor, so that it may be kept until ``standing.holds_until`` says.
    """
    spots = Spots(words(has_waiting_list=whole.event.has_waiting_list))
    subject = Subject(whole.event, now, language(), whole.pools, spots)
    return spots.page(render_to_string("website/event/page.html", _context(subject)))


def _context(subject: Subject) -> Context:
    event, now = subject.event, subject.now
    stands = standing(event, now, subject.language)
    days = subject.days()
    addresses = {code: event_url(event, code) for code in ("nl", "en")}
    return {
        "event": event,
        "organisation": event.organisation,
        "kind": event.behaviour,
        "title": subject.text(event, "title"),
        "has_long_word": max(map(len, subject.text(event, "title").split()), default=0) > LONG,
        "lead": subject.text(event, "lead"),
        "description": subject.text(event, "description"),
        "audience": subject.text(event, "audience"),
        "picture_alt": subject.text(event, "picture_alt"),
        "when_and_where": in_town(event, when(days, subject.language)),
        "dates": format_span(days[0], days[-1], subject.language),
        "hours": list(_hours(subject)),
        "dates_at": next(iter(event.behaviour.page_parts(event)), ""),
        "standing": stands,
        **_sign_up(subject, stands),
        "cards": cards(subject, Kind.ADMISSION),
        "addons": cards(subject, Kind.ADDON),
        "note_on_vat": note_on_vat(subject),
        "discounts": discounts(subject),
        "cancelling": cancelling(subject),
        "texts": [(subject.text(text, "title"), subject.text(text, "body")) for text in event.texts.all()],
        "partners": list(_partners(subject)),
        "parts": list(_parts(subject)),
        "addresses": addresses,
        "address": addresses[subject.language],
        "linked_data": linked_data(subject, addresses[subject.language]),
        "other_language_url": _address("event", event, "nl" if subject.language == "en" else "en"),
        "agenda_url": _address("event_agenda", event),
    }


def _sign_up(subject: Subject, stands: Standing) -> Context:
    """The act of signing up at three places, each with what stands there when all is full."""
    if not stands.is_open:
        return {}
    first = first_price(list(subject.event.ticket_types.all()), subject.now)
    told = {"url": _address("signup", subject.event), "event": subject.event}
    button = render_to_string("website/event/act_open.html", told)
    noted = told | {"with_note": True, "costs": first is not None and first[0].gross}
    with_note = render_to_string("website/event/act_open.html", noted)
    full = render_to_string("website/event/act_full.html", told)
    in_short = render_to_string("website/event/act_full.html", told | {"is_short": True})
    return {
        "act": while_open(subject, button, full),
        "act_with_note": while_open(subject, with_note, full),
        "act_in_short": while_open(subject, button, in_short),
        "first_price": first[0] if first else None,
        "some_free": first[1] if first else False,
        "places": list(_places(subject)),
    }


def _places(subject: Subject) -> Iterator[SafeString]:
    """The places of the whole event, or where those are counted by day, of each day; not that it is full."""
    days = {day.pk: day.date for day in subject.event.days.all()}
    shared = [pool for pool in subject.pools if not (pool.session_id or pool.stand_id or pool.ticket_ids)]
    for pool in shared:
        day = days.get(pool.day_id or 0) if len(shared) > 1 else None
        weekday = format_day(day, subject.language).partition(" ")[0] if day else ""
        label = escape(f"{weekday.capitalize()}: ") if weekday else ""
        yield subject.spots.add(PlacesLeft((pool.id,), label, says_full=bool(day)))


def _hours(subject: Subject) -> Iterator[Context]:
    """The days or meetings with their hours."""
    for part in subject.parts():
        yield {
            "begins_at": part.begins_at.astimezone(subject.event.zone),
            "day": format_day(subject.day_of(part.begins_at), subject.language),
            "hours": format_times(part.begins_at, part.ends_at, subject.event.timezone, subject.language),
        }


def _partners(subject: Subject) -> Iterator[Context]:
    for part in subject.event.partnerships.all():
        yield {"name": part.organisation.name, "role": subject.text(part, "role")}


def _parts(subject: Subject) -> Iterator[SafeString]:
    for name in subject.event.behaviour.page_parts(subject.event):
        part = PARTS[name]
        shown = part.load(subject)
        if any(shown.values()):
            shown |= {"event": subject.event, "kind": subject.event.behaviour}
            shown["agenda_url"] = _address("event_agenda", subject.event)
            yield mark_safe(render_to_string(part.template, shown))  # noqa: S308  drawn by a template


def _address(name: str, event: Event, code: str | None = None) -> str:
    with translation.override(code or translation.get_language()):
        return reverse(name, args=(event.kind, event.slug))
