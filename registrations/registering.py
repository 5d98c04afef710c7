"""From a basket to rows: the registration, its people, its lines, where they sit."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from events.models import Session
from lib.folding import fold, sortable
from lib.insertion import insert_new
from lib.names import sort_key, split_name
from lib.references import new_reference, new_secret
from organisations.models import Customer
from registrations.basket import Basket, Person
from registrations.cancellation_rules import rules_of
from registrations.codes import came_by
from registrations.models import Attending, Billing, Line, Participant, Registration
from registrations.offering import Offering
from registrations.pricing import PricedLine, Quote
from registrations.vat_reasons import reason_for


@dataclass(frozen=True)
class Registered:
    """What a sign-up became. ``sold`` pairs each priced line with its row, in one order."""

    registration: Registration
    participants: tuple[Participant, ...]
    sold: tuple[tuple[PricedLine, Line], ...]
    sessions: Mapping[int, Sequence[Session]]
    quote: Quote


def add_registration(
    offering: Offering,
    basket: Basket,
    quote: Quote,
    customer: Customer | None,
    now: datetime,
    source: str,
    terms_version: int | None,
) -> tuple[Registration, bool]:
    """Store the sign-up itself, of ``now``; the same submission key gives the first one back.

    Returns the registration and whether it is new.
    """
    row = registration_row(offering, basket, quote, customer, now, source, terms_version)
    if insert_new([row]):
        return row, True
    return Registration.objects.get(event=offering.event, submission_key=basket.submission_key), False


def registration_row(
    offering: Offering,
    basket: Basket,
    quote: Quote,
    customer: Customer | None,
    now: datetime,
    source: str,
    terms_version: int | None,
) -> Registration:
    """The sign-up itself, confirmed at ``now`` unless it is to be paid online first; not stored yet."""
    event = offering.event
    waits = not quote.is_free and basket.payment_method == Registration.PaymentMethod.ONLINE
    return Registration(
        event=event,
        reference=new_reference(),
        secret=new_secret(),
        submission_key=basket.submission_key,
        basket_sha256=basket.sha256(),
        state=Registration.State.AWAITING_PAYMENT if waits else Registration.State.CONFIRMED,
        source=source,
        language=basket.language,
        contact_name=basket.contact.name,
        contact_email=basket.contact.email,
        contact_phone=basket.contact.phone,
        contact_organisation=basket.contact.organisation,
        customer=customer,
        **came_by(offering),
        payment_method=Registration.PaymentMethod.NONE if quote.is_free else basket.payment_method,
        terms_version=terms_version,
        terms_accepted_at=now if basket.accepts_terms else None,
        cancellation_rules=[] if quote.is_free else rules_of(event),
        wants_newsletter=basket.wants_newsletter,
        signed_up_at=now,
        confirmed_at=None if waits else now,
    )


def add_billing(registration: Registration, basket: Basket) -> None:
    """Keep who pays as it was typed, and whether the customer wants a number that was not typed."""
    if basket.bill is None:
        return
    payer, customer = basket.bill.payer, registration.customer
    has_number = bool(basket.bill.order_number) or basket.bill.number_follows
    on_invoice = registration.payment_method == Registration.PaymentMethod.INVOICE
    wants_number = on_invoice and customer is not None and customer.needs_order_number
    Billing(
        registration=registration,
        organisation=payer.organisation,
        attention=payer.attention,
        street=payer.street,
        postcode=payer.postcode,
        city=payer.city,
        country=payer.country,
        kvk=payer.kvk,
        oin=payer.oin,
        vat_number=payer.vat_number,
        peppol=payer.peppol,
        email=payer.email,
        reference=basket.bill.reference,
        order_number=basket.bill.order_number,
        number_follows=basket.bill.number_follows,
        number_wanted=wants_number and not has_number,
    ).save(force_insert=True)


def add_participants(registration: Registration, people: Sequence[tuple[Person, int]]) -> list[Participant]:
    """Store the people, each with the id of their ticket type, in order."""
    rows = [
        participant_row(registration, person, ticket_id, number)
        for number, (person, ticket_id) in enumerate(people)
    ]
    return Participant.objects.bulk_create(rows)


def add_lines(
    registration: Registration, offering: Offering, participants: Sequence[Participant], quote: Quote
) -> list[tuple[PricedLine, Line]]:
    """Store what was sold, a row for each piece."""
    rows = line_rows(registration, offering, participants, quote)
    Line.objects.bulk_create(rows)
    return list(zip(quote.lines, rows, strict=True))


def line_rows(
    registration: Registration, offering: Offering, participants: Sequence[Participant], quote: Quote
) -> list[Line]:
    """What was sold, a row for each of the quote's lines, not stored yet."""
    return [
        Line(
            registration=registration,
            participant=None if priced.person is None else participants[priced.person],
            ticket_type_id=priced.ticket.id,
            stand=None if priced.stand is None else offering.stand(priced.stand),
            text=priced.text,
            unit_price=priced.ticket.price,
            price_includes_vat=priced.ticket.includes_vat,
            allowance=priced.allowance,
            allowance_reason=priced.allowance_reason,
            vat_category=priced.ticket.category,
            vat_percent=priced.ticket.percent,
            vat_reason=reason_for(priced.ticket.category),
        )
        for priced in quote.lines
    ]


def add_attendings(
    participants: Sequence[Participant], sessions: Mapping[int, Sequence[Session]], now: datetime
) -> None:
    """Store who sits where: ``sessions`` by the participant's index."""
    rows = [
        Attending(participant=participants[number], session=session, since=now)
        for number, taken in sessions.items()
        for session in taken
    ]
    if rows:
        Attending.objects.bulk_create(rows)


def participant_row(registration: Registration, person: Person, ticket_id: int, position: int) -> Participant:
    """One of the people, with a ticket type (id), not stored yet."""
    parts = person.parts or split_name(person.name)
    employer = person.organisation or registration.contact_organisation
    searched = (person.name, person.email, employer, person.job_title, registration.reference)
    return Participant(
        registration=registration,
        event_id=registration.event_id,
        ticket_type_id=ticket_id,
        position=position,
        name=person.name,
        given_name=parts.given_name,
        prefix=parts.prefix,
        surname=parts.surname,
        name_follows=person.name_follows,
        email=person.email,
        phone=person.phone,
        organisation=employer,
        job_title=person.job_title,
        cost_centre=person.cost_centre,
        is_contact=person.is_contact,
        secret=new_secret(),
        agenda_secret=new_secret(),
        feed_key=uuid.uuid4(),
        sort_name=sort_key(parts),
        sort_organisation=sortable(employer),
        search_text=" ".join(fold(text) for text in searched if text),
        signed_up_at=registration.signed_up_at,
    )
