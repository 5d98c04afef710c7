"""Sign-ups that are stored as the real one stores them, without their mails; and crowds."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

from django.db import transaction

from events.models import Event
from flows.signup import CONTACT, register
from lib.folding import fold, sortable
from lib.names import sort_key, split_name
from lib.references import new_reference, new_secret
from payments.invoicing import invoice_registration
from registrations.basket import Basket
from registrations.models import Participant, Registration
from registrations.offering import load_offering
from registrations.seats import claim_seats
from tests.making import NOON


def make_registration(event: Event, basket: Basket, now: datetime = NOON) -> Registration:
    """Store a sign-up with its people, lines, seats, invoice and trail."""
    offering = load_offering(event, now, basket.language)
    with transaction.atomic():
        wanted = register(offering, basket, now, source="website", actor=CONTACT)
        claim_seats(wanted.seats)
        invoice_registration(wanted.registered.registration, [l for _, l in wanted.registered.sold], now)
    return wanted.registered.registration


def make_crowd(event: Event, people: int, now: datetime = NOON) -> list[Participant]:
    """Store ``people`` participants in one free registration: "Deelnemer Abc", each with an own name."""
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
    ticket = event.ticket_types.first()
    assert ticket is not None
    rows = []
    for number in range(people):
        name = f"{FIRST[number % len(FIRST)]} {LAST[number // len(FIRST) % len(LAST)]}{_letters(number)}"
        parts, employer = split_name(name), f"Gemeente {LAST[number % len(LAST)].title()}"
        rows.append(
            Participant(
                registration=registration,
                event=event,
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
                signed_up_at=now + timedelta(minutes=number % 1000),
            )
        )
    return Participant.objects.bulk_create(rows, batch_size=5000)


FIRST = ("Joke", "Rachid", "Tineke", "Sander", "Dilara", "Koen", "Anouk", "Willemijn", "Chiara", "Menno")
LAST = ("van den Berg", "Visser", "de Boer", "Akkerman", "ten Brink", "Postma", "Kuiper", "Hendriks")


def _letters(number: int) -> str:
    return "".join("abcdefghij"[int(digit)] for digit in str(number))
