"""Sign-ups at any moment by the real flow, and crowds."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

from events.models import Event, TicketType
from flows.signup import sign_up
from lib.folding import fold, sortable
from lib.names import sort_key, split_name
from lib.references import new_reference, new_secret
from registrations.basket import Basket
from registrations.models import Participant, Registration
from tests.making import NOON

FIRST = ("Joke", "Rachid", "Tineke", "Sander", "Dilara", "Koen", "Anouk", "Willemijn", "Chiara", "Menno")
LAST = ("van den Berg", "Visser", "de Boer", "Akkerman", "ten Brink", "Postma", "Kuiper", "Hendriks")


def make_registration(event: Event, basket: Basket, now: datetime = NOON) -> Registration:
    """Store a sign-up with all that belongs to it, mails included."""
    return sign_up(Event.objects.select_related("organisation", "venue").get(pk=event.pk), basket, now)


def make_crowd(event: Event, people: int, now: datetime = NOON) -> list[Participant]:
    """Store ``people`` participants in one free registration, quickly, each with a name of their own.

    The first, "Joke van den Bergaa", signed up at ``now``, each next one a minute later, for a thousand
    minutes and again.
    """
    registration = Registration.objects.create(
        event=event,
        reference=new_reference(),
        secret=new_secret(),
        submission_key=uuid.uuid4(),
        basket_sha256="0" * 64,
        state=Registration.State.CONFIRMED,
        contact_name="Marjolein Visser",
        contact_email="m.visser@westerkoog.example",
        signed_up_at=now,
        confirmed_at=now,
    )
    ticket = event.ticket_types.all()[0]
    rows = [_participant(registration, ticket, number) for number in range(people)]
    return Participant.objects.bulk_create(rows, batch_size=5000)


def _participant(registration: Registration, ticket: TicketType, number: int) -> Participant:
    last = LAST[number // len(FIRST) % len(LAST)] + "".join("abcdefghij"[int(n)] for n in f"{number:02}")
    name, employer = f"{FIRST[number % len(FIRST)]} {last}", f"Gemeente {LAST[number % len(LAST)].title()}"
    parts = split_name(name)
    return Participant(
        registration=registration,
        event=registration.event,
        ticket_type=ticket,
        position=number,
        name=name,
        given_name=parts.given_name,
        prefix=parts.prefix,
        surname=parts.surname,
        organisation=employer,
        secret=f"{registration.secret}{number}"[-64:],
        agenda_secret=f"a{registration.secret}{number}"[-64:],
        sort_name=sort_key(parts),
        sort_organisation=sortable(employer),
        search_text=" ".join(map(fold, (name, employer, registration.reference))),
        signed_up_at=registration.signed_up_at + timedelta(minutes=number % 1000),
    )
