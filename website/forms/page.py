"""All that the page of the sign-up form shows, from the form."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from django.utils.translation import gettext as _

from events.models import Event, TicketType
from flows.mails.cancellation import cancellation_text
from flows.mails.prices import amount_rows
from lib.dates import format_moment
from lib.money import format_euros
from registrations.cancellation_rules import cancellation_periods, rules_of
from website.discounts import how_they_combine, offers
from website.event_dates import event_dates
from website.forms.choices import addon_fields, ticket_choices
from website.forms.controls import Choice
from website.forms.fields import billing_fields, code_field, contact_fields, last_fields, payment_choices
from website.forms.parts import parts_of
from website.forms.pasted import BOX, box_text
from website.forms.questions import question_fields
from website.forms.rows import rows_of
from website.forms.signup import SignUpForm, button_text
from website.prices import price_text

Values = Mapping[str, object]


class Button(NamedTuple):
    """What the button says: ``precise`` for what is chosen now, ``plain`` where nothing keeps it so."""

    plain: str
    precise: str


def page_values(form: SignUpForm, *, more: int = 0) -> Values:
    """Return what page.html shows, with ``more`` empty rows for people."""
    event = form.event
    dates = event_dates(event, form.offering.days)
    fields = _fields(form, more)
    closed_because = _closed_because(form)
    return {
        **cost_values(form),
        **fields,
        "event": event,
        "organisation": event.organisation,
        "title": event.text("title", form.language),
        "dates": dates,
        "is_open": not closed_because,
        "closed_because": closed_because,
        "is_full": _is_full(form),
        "error_title": _("You are not registered yet") if form.is_conflict else "",
        "errors": form.error_list(),  # last: it asks which fields were drawn
    }


def cost_values(form: SignUpForm) -> Values:
    """Return what changes as the form is filled in: amounts and the words of the button."""
    quote, people = form.quote, len(form.basket.people)
    precise = button_text(quote, people, obliges=not form.by_phone)
    mixed = form.may_cost and not form.must_cost and not form.by_phone
    plain = _("Register, with obligation to pay for what is not free of charge") if mixed else precise
    return {
        "form": form,
        "amounts": amount_rows(quote, form.language),
        "is_due": not quote.is_free,
        "reasons": quote.reasons,
        "total": format_euros(quote.totals.payable, form.language),
        "people": people,
        "wanted": people if people > 1 and form.event.places_shown != Event.Places.NEVER else 0,
        "only_when_due": mixed,
        "button": Button(plain, precise),
    }


def scarce_sessions(form: SignUpForm) -> list[Choice]:
    """Return the sessions whose places are told, each once."""
    cards = []
    for round_ in form.offering.rounds:
        for session in form.offering.sessions_of(round_):
            pool = form.offering.pool_of_session(session.pk)
            if pool is not None and pool.left is not None:
                place = f"places-{session.slug}"
                cards.append(Choice("", "", "", left=pool.left, capacity=pool.capacity, places_id=place))
    return cards


def _fields(form: SignUpForm, more: int) -> Values:
    contact, own = contact_fields(form), question_fields(form, "contact")
    values: dict[str, object] = {
        "contact": contact,
        "contact_is_open": any(
            contact[name].value or contact[name].errors for name in ("organisation", "phone")
        ),
        "tickets": ticket_choices(form),
        "only_price": _only_price(form),
        "offers": _offers(form),
        "rows": rows_of(form, more=more),
        "box": {"value": box_text(form.posted), "errors": form.errors_at(BOX)},
        "addons": addon_fields(form, "all"),
        "parts": parts_of(form),
        "own_questions": own,
        "own_questions_are_open": any(question.is_required or question.is_filled for question in own),
        "questions": question_fields(form, ""),
        "is_simple": not form.may_cost and not form.offering.parts and ticket_choices(form) is None,
        "has_stands": bool(form.offering.stands),
        "code": code_field(form),
        "last": last_fields(form),
    }
    return values | (_paying(form) if form.may_cost else {})


def _paying(form: SignUpForm) -> dict[str, object]:
    billing = billing_fields(form)
    numbers = (billing["kvk"], billing["oin"], billing["vat_number"], billing["peppol"])
    return {
        "billing": billing,
        "numbers_are_open": any(control.value or control.errors for control in numbers),
        "number_follows": form.posted.is_on("billing-number_follows"),
        "payment": payment_choices(form),
        "cancellation": _cancellation(form),
    }


def _only_price(form: SignUpForm) -> tuple[str, str] | None:
    """The one way to take part and its price, where there is nothing to choose and it is not free."""
    tickets = form.offering.catalogue.of_kind(TicketType.Kind.ADMISSION)
    if len(tickets) != 1 or not tickets[0].price:
        return None
    return tickets[0].title, price_text(tickets[0], form.language)


def _offers(form: SignUpForm) -> list[str]:
    """By what rules somebody may pay less, and whether these add up."""
    shop, zone = form.offering.catalogue, form.event.timezone
    found = offers(shop.rules, [t for t in shop.tickets if t.on_sale], zone, form.language)
    note = how_they_combine(shop.rules, shop.together)
    return [*found, note] if note else found


def _cancellation(form: SignUpForm) -> str:
    event = form.event
    first_day = event.local_date(event.begins_at)
    tickets = form.offering.catalogue.tickets
    vat = next(
        ((t.category, t.percent) for t in tickets if t.price), (tickets[0].category, tickets[0].percent)
    )
    periods = cancellation_periods(rules_of(event), first_day, event.local_date(form.now))
    return cancellation_text(periods, first_day, form.language, vat)


def _is_full(form: SignUpForm) -> bool:
    tickets = form.offering.catalogue.of_kind(TicketType.Kind.ADMISSION)
    return bool(tickets) and all(form.offering.seats_left(ticket) == 0 for ticket in tickets)


def _closed_because(form: SignUpForm) -> str:
    """Why nobody can sign up now; empty where they can."""
    event, now = form.event, form.now
    if form.offering.takes_sign_ups(now):
        return ""
    if event.status == Event.Status.CANCELLED:
        return _("This event has been cancelled.")
    opens = event.sign_up_opens_at
    if opens is not None and opens > now and event.status == Event.Status.PUBLISHED and not event.is_closed:
        moment = format_moment(opens, event.timezone, form.language)
        return _("Registration opens on %(moment)s.") % {"moment": moment}
    return _("Registration for this event is closed.")
