"""What is chosen for all at once, and by somebody for themselves: ticket types, extras, sessions."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from events.models import Round, Session, TicketType
from lib import dates
from registrations.pricing import Ticket
from website.forms.controls import Choice, Choices, Control, Option
from website.forms.people import MOST_PIECES
from website.forms.signup import SignUpForm
from website.prices import price_both_ways, price_text


def ticket_choices(form: SignUpForm) -> Choices | None:
    """Return the ticket types to choose from; None where there is one, or none."""
    tickets = form.offering.catalogue.of_kind(TicketType.Kind.ADMISSION)
    if len(tickets) < 2:
        return None
    has_staff = bool(form.offering.catalogue.of_kind(TicketType.Kind.STAFF))
    chosen = form.posted.shown("all-ticket_type") or ("" if has_staff else tickets[0].slug)
    cards = [
        _ticket_card(form, ticket, number, chosen, goes_without=has_staff and number == 0)
        for number, ticket in enumerate(tickets)
    ]
    return Choices(
        "all-ticket_type", _("Admission"), cards, errors=form.errors_at("all-ticket_type"), required=True
    )


def addon_fields(form: SignUpForm, key: str) -> list[Control]:
    """Return a number for each extra: of the group where ``key`` is "all"."""
    return [
        _number(form, f"{key}-addon_{addon.slug}", addon)
        for addon in form.offering.catalogue.of_kind(TicketType.Kind.ADDON)
    ]


def round_choices(form: SignUpForm, round_: Round) -> Choices:
    """Return the sessions of a round; a full one stays to be seen."""
    name = f"all-round_{round_.slug}"
    zone, language = form.event.timezone, form.language
    sessions = form.offering.sessions_of(round_)
    hours = (
        dates.format_period(sessions[0].begins_at, sessions[0].ends_at, zone, language) if sessions else ""
    )
    chosen = form.posted.shown(name)
    cards = [_session_card(form, name, session, number, chosen) for number, session in enumerate(sessions)]
    return Choices(
        name,
        round_.text("title", language),
        cards,
        note=hours,
        errors=form.errors_at(name),
        required=round_.is_required,
    )


def has_exceptions(form: SignUpForm) -> bool:
    """Whether there is anything that somebody may choose otherwise than the group."""
    catalogue = form.offering.catalogue
    people = [*catalogue.of_kind(TicketType.Kind.ADMISSION), *catalogue.of_kind(TicketType.Kind.STAFF)]
    return len(people) > 1 or bool(form.offering.rounds) or bool(catalogue.of_kind(TicketType.Kind.ADDON))


def exceptions(form: SignUpForm, key: str) -> list[Control]:
    """Return the selects by which one person deviates from the group."""
    catalogue = form.offering.catalogue
    people = [*catalogue.of_kind(TicketType.Kind.ADMISSION), *catalogue.of_kind(TicketType.Kind.STAFF)]
    same = Option("", _("same choice as the group"))
    found = []
    if len(people) > 1:
        options = [same, *(Option(ticket.slug, _ticket_option(ticket, form.language)) for ticket in people)]
        found.append(_select(form, f"{key}-ticket_type", _("Admission"), options))
    for round_ in form.offering.rounds:
        options = [same, *(_session_option(form, session) for session in form.offering.sessions_of(round_))]
        label = round_.text("title", form.language)
        found.append(_select(form, f"{key}-round_{round_.slug}", label, options))
    return found + addon_fields(form, key)


def places_left(form: SignUpForm, session: Session) -> tuple[int | None, int | None]:
    """Return the seats left and those there are, each None where nothing is scarce."""
    pool = form.offering.pool_of_session(session.pk)
    return (pool.left, pool.capacity) if pool else (None, None)


def _ticket_card(form: SignUpForm, ticket: Ticket, number: int, chosen: str, *, goes_without: bool) -> Choice:
    """With ``goes_without`` it is what one has who chooses nothing, and at a stand another."""
    first, second = price_both_ways(ticket, form.language)
    days = _dates_of(form, ticket)
    told = [dates.format_days(days, form.language)] if days else []
    told += [second] if second else []
    told += [_("With a stand you are stand staff.")] if goes_without else []
    value = "" if goes_without else ticket.slug
    left = form.offering.seats_left(ticket)
    return Choice(
        "all-ticket_type",
        value,
        ticket.title,
        id="all-ticket_type" if number == 0 else "",
        meta=" · ".join(told),
        price=first,
        left=0 if left == 0 else None,
        checked=value == chosen,
        disabled=left == 0 and value != chosen and not form.by_phone,
    )


def _dates_of(form: SignUpForm, ticket: Ticket) -> list[date]:
    """The dates that a ticket type is for; none where it is for all of them."""
    if not ticket.session_ids:
        return [day.date for day in form.offering.days if day.pk in ticket.day_ids]
    common = form.event.behaviour.common_sessions(form.event)
    return [form.event.local_date(session.begins_at) for session in common if ticket.takes(session.pk)]


def _session_card(form: SignUpForm, name: str, session: Session, number: int, chosen: str) -> Choice:
    left, capacity = places_left(form, session)
    room = session.room.text("name", form.language) if session.room else ""
    return Choice(
        name,
        session.slug,
        session.text("title", form.language),
        id=name if number == 0 else "",
        meta=room,
        left=left,
        capacity=capacity,
        checked=session.slug == chosen,
        disabled=left == 0 and session.slug != chosen and not form.by_phone,
        places_id=f"places-{session.slug}" if left is not None else "",
    )


def _session_option(form: SignUpForm, session: Session) -> Option:
    title = session.text("title", form.language)
    left, _capacity = places_left(form, session)
    return (
        Option(session.slug, f"{title} ({_('full')})", is_disabled=not form.by_phone)
        if left == 0
        else Option(session.slug, title)
    )


def _ticket_option(ticket: Ticket, language: str) -> str:
    return f"{ticket.title}, {price_text(ticket, language)}"


def _select(form: SignUpForm, name: str, label: str, options: list[Option]) -> Control:
    return Control(
        name,
        label,
        form.posted.shown(name),
        "select",
        errors=form.errors_at(name),
        options=options,
    )


def _number(form: SignUpForm, name: str, addon: Ticket) -> Control:
    return Control(
        name,
        addon.title,
        form.posted.shown(name),
        "number",
        help_text=price_text(addon, form.language),
        errors=form.errors_at(name),
        attributes={"min": "0", "max": str(MOST_PIECES), "inputmode": "numeric"},
    )
