"""What the pages behind secret links show of a sign-up and of its people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from events.access import know_days
from events.models import Event, Session
from flows.checkout import takes_online_payments
from flows.mails import links
from flows.mails.cancellation import cancellation_text
from flows.mails.prices import amount_rows
from lib import clock
from lib.dates import format_short_period, format_time
from payments.access import held_until, invoices_of, payment_of
from payments.waiting_for_number import last_date
from registrations.access import lines_of, people_of, quote_of
from registrations.answering import answer_text
from registrations.answers import plain_answers_of
from registrations.calendar_entries import name_of
from registrations.cancellation_rules import cancellation_periods
from registrations.changing_people import COMING
from registrations.models import Line, Participant, Registration
from website.event_dates import event_dates, event_periods
from website.templatetags.display import in_words

Values = Mapping[str, object]
State = Registration.State


@dataclass(frozen=True)
class SessionText:
    """A session that somebody attends: its round or nothing, its title, when and where."""

    round: str
    title: str
    when: str
    room: str


class AnswerText(NamedTuple):
    """A question and what was answered, in words."""

    question: str
    answer: str


@dataclass(frozen=True)
class PersonText:
    """A participant; ``addons`` is what they bought besides; ``is_gone``: taken off the list."""

    name: str
    ticket: str
    addons: tuple[str, ...]
    email: str
    sessions: tuple[SessionText, ...]
    is_gone: bool
    number: int
    agenda_url: str
    subscription_url: str
    answers: tuple[AnswerText, ...] = ()


def registration_values(registration: Registration, language: str) -> Values:
    """Return what the contact's page shows."""
    event, people, lines = registration.event, people_of(registration), lines_of(registration)
    quote = quote_of(lines)
    is_paid = registration.payment_method != Registration.PaymentMethod.NONE
    answered = _answers(registration, language)
    shown = [
        replace(person_text(person, event, lines, language), answers=answered.get(person.pk, ()))
        for person in people
    ]
    agendas = [person for person in shown if not person.is_gone]
    return {
        **event_values(event, language),
        "registration": registration,
        "heading": heading(registration),
        "who": who(registration, people),
        "is_alone": len(people) == 1 and people[0].is_contact,
        "is_confirmed": registration.state == State.CONFIRMED,
        "people": shown,
        "agendas": agendas,
        "has_agendas": registration.state == State.CONFIRMED and len(people) > 1,
        "drawn": registration.contact_organisation or event.text("title", language),
        "answers": answered.get(None, ()),
        "stands": [line.text for line in lines if line.stand_id],
        "amounts": amount_rows(quote, language),
        "invoices": invoices_of(registration.pk) if is_paid else [],
        "billing": getattr(registration, "billing", None) if is_paid else None,
        "last_date": last_date(event),
        "can_cancel": _can_cancel(registration),
        "can_change": registration.state in COMING and clock.now() < event.ends_at,
        "awaited": _awaited(registration, language),
        "takes_online": takes_online_payments(event),
        "cancellation": _cancellation(registration, lines, language) if is_paid else "",
    }


def _answers(registration: Registration, language: str) -> Mapping[int | None, tuple[AnswerText, ...]]:
    """What the contact may see: answers by participant (id), and under None those of the whole sign-up."""
    if not vars(registration).get("has_answers", True):  # known from how it was read
        return {}
    given = plain_answers_of(registration.pk)
    questions = list(registration.event.questions.prefetch_related("options"))
    return {
        whose: tuple(
            AnswerText(row.text("title", language), answer_text(row, own[row.pk], language))
            for row in questions
            if row.pk in own
        )
        for whose, own in given.items()
    }


def _awaited(registration: Registration, language: str) -> Mapping[str, object] | None:
    """What is said while it is to be paid online: until when, or that the money is under way."""
    if registration.state != State.AWAITING_PAYMENT:
        return None
    payment, until = payment_of(registration.pk), held_until(registration.pk)
    zone = registration.event.timezone
    return {
        "is_under_way": payment is not None and payment.state == "processing",
        "until": format_time(until, zone, language) if until else "",
    }


def _can_cancel(registration: Registration) -> bool:
    """Whether the contact may still cancel: until it begins."""
    is_open = registration.state in (State.CONFIRMED, State.AWAITING_PAYMENT, State.AWAITING_APPROVAL)
    return is_open and clock.now() < registration.event.begins_at


def event_values(event: Event, language: str) -> Values:
    """Return what both pages show of the event."""
    know_days(event)
    return {
        "event": event,
        "organisation": event.organisation,
        "title": event.text("title", language),
        "dates": event_dates(event, event.days.all()),
        "periods": event_periods(event, event.days.all(), language),
    }


def person_text(participant: Participant, event: Event, lines: Iterable[Line], language: str) -> PersonText:
    """One participant in words; ``attendings`` are read already, ``lines`` hold all that they bought."""
    sessions = [attending.session for attending in participant.attendings.all()]
    return PersonText(
        name=name_of(participant),
        ticket=participant.ticket_type.text("title", language),
        addons=_addons(participant, lines),
        email=participant.email,
        sessions=tuple(_session_text(session, event, language) for session in sessions),
        is_gone=participant.ended_at is not None,
        number=participant.position + 1,
        agenda_url=links.agenda_url(participant),
        subscription_url=links.subscription_url(participant),
    )


def _addons(participant: Participant, lines: Iterable[Line]) -> tuple[str, ...]:
    own = [line for line in lines if line.participant_id == participant.pk]
    bought = Counter(line.text for line in own if line.ticket_type_id != participant.ticket_type_id)
    return tuple(f"{number} × {text}" if number > 1 else text for text, number in bought.items())


def heading(registration: Registration) -> str:
    """How a sign-up stands, as a heading."""
    return {
        State.AWAITING_APPROVAL: _("Your registration awaits approval"),
        State.AWAITING_PAYMENT: _("Your registration awaits payment"),
        State.CONFIRMED: _("Your registration is confirmed"),
        State.DECLINED: _("Your registration was declined"),
        State.EXPIRED: _("Your registration has expired"),
        State.CANCELLED: _("Your registration is cancelled"),
    }[State(registration.state)]


def who(registration: Registration, people: Sequence[Participant]) -> str:
    """Return "Zes deelnemers van Gemeente Westerkoog", or the name of the only one."""
    coming = [person for person in people if person.ended_at is None] or list(people)
    if len(coming) == 1:
        return name_of(coming[0])
    said = {"number": in_words(len(coming)).capitalize(), "organisation": registration.contact_organisation}
    if registration.contact_organisation:
        return (
            ngettext(
                "%(number)s participant of %(organisation)s",
                "%(number)s participants of %(organisation)s",
                len(coming),
            )
            % said
        )
    return ngettext("%(number)s participant", "%(number)s participants", len(coming)) % said


def _session_text(session: Session, event: Event, language: str) -> SessionText:
    return SessionText(
        round=session.round.text("title", language) if session.round else "",
        title=session.text("title", language),
        when=format_short_period(session.begins_at, session.ends_at, event.timezone, language),
        room=session.room.text("name", language) if session.room else "",
    )


def _cancellation(registration: Registration, lines: Sequence[Line], language: str) -> str:
    event = registration.event
    first_day, today = event.local_date(event.begins_at), event.local_date(clock.now())
    periods = cancellation_periods(registration.cancellation_rules, first_day, today)
    line = next((line for line in lines if line.unit_price), None)
    return (
        cancellation_text(periods, first_day, language, (line.vat_category, line.vat_percent)) if line else ""
    )
