"""The one path of every sign-up: basket → pricing → rows, seats, invoice, mails."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction

from events.models import Event, Session
from flows import checkout
from flows.mails.confirmation import post_confirmation
from flows.mails.document import post_document
from flows.one_more import record_growth
from flows.payment_methods import payment_methods
from flows.refused_seats import refuse_at_sight, refuse_seats
from organisations import customers, trail
from organisations.access import Actor, legal_text
from organisations.models import Customer, LegalText
from payments.invoicing import invoice_registration
from registrations import checks, refusals
from registrations.answers import add_answers
from registrations.basket import Basket
from registrations.codes import check_code, with_code
from registrations.favours import Mails, check_favour, facts_of, mails_of
from registrations.models import Line, Registration
from registrations.offering import Offering, load_offering, seats_wanted
from registrations.price_rules import for_whom
from registrations.pricing import Quote, is_as_shown, price
from registrations.questions import check_answers
from registrations.refusals import Refusal, SignUpRefused
from registrations.registering import (
    Registered,
    add_attendings,
    add_billing,
    add_lines,
    add_participants,
    add_registration,
)
from registrations.seats import PoolFull, claim_seats

CONTACT = Actor("contact")


class KeyUsed(Exception):
    """The submission key is that of an earlier sign-up; ``is_same``: of the same basket."""

    def __init__(self, registration: Registration, *, is_same: bool) -> None:
        super().__init__(f"used for {registration.reference}")
        self.registration, self.is_same = registration, is_same


@dataclass(frozen=True)
class Wanted:
    """A sign-up that is stored but has no seats yet: lines by the pool (id) that they need."""

    registered: Registered
    seats: Mapping[int, Sequence[Line]]


def sign_up(
    event: Event,
    basket: Basket,
    now: datetime,
    *,
    source: str = Registration.Source.WEBSITE,
    actor: Actor = CONTACT,
    offering: Offering | None = None,
) -> Registration:
    """Register ``basket`` at ``now`` (UTC) with its seats; the same key again changes nothing.

    ``offering`` is what the caller just read of the event, if it did. Raises SignUpRefused, and
    then nothing is stored; KeyUsed where the key was used for another basket.
    """
    offering = with_code(offering or load_offering(event, now, basket.language), basket.code, now)
    offering = for_whom(offering, basket)
    basket = replace(basket, favour=offering.favour.digest()) if offering.favour else basket
    try:
        return _sign_up(offering, basket, now, source, actor)
    except KeyUsed as used:
        if used.is_same:
            return used.registration
        raise
    except PoolFull as full:
        raise SignUpRefused(refuse_seats(offering, basket, full.pool_id)) from full


@transaction.atomic(durable=True)
def _sign_up(offering: Offering, basket: Basket, now: datetime, source: str, actor: Actor) -> Registration:
    wanted = register(offering, basket, now, source=source, actor=actor)
    registration = wanted.registered.registration
    if registration.state == Registration.State.AWAITING_PAYMENT:
        checkout.begin(wanted.registered, wanted.seats, now)
    else:
        grown = claim_seats(wanted.seats, {pool.id for pool in offering.pools if offering.may_grow(pool)})
        record_growth(offering, registration, grown, now, actor)
        finish(wanted.registered, offering, now)
    return registration


def register(offering: Offering, basket: Basket, now: datetime, *, source: str, actor: Actor) -> Wanted:
    """Store ``basket`` inside somebody's transaction, and say which seats it needs.

    Raises SignUpRefused or KeyUsed: the caller rolls back.
    """
    quote = price(offering.catalogue, basket)
    _check(offering, basket, quote, now)
    customer = _customer(offering, basket, quote, now)
    terms = None if quote.is_free else legal_text(offering.event.organisation_id, LegalText.Kind.TERMS)
    version = terms.version if terms else None
    registration, is_new = add_registration(offering, basket, quote, customer, now, source, version)
    if not is_new:
        raise KeyUsed(registration, is_same=registration.basket_sha256 == basket.sha256())
    registered = _add_rows(registration, offering, basket, quote, now)
    trail.record(
        offering.event.organisation_id,
        "registration",
        registration.pk,
        "signed_up",
        at=now,
        actor=actor,
        event_id=offering.event.pk,
        facts={
            "people": len(basket.people),
            "source": str(source),
            "payable": str(quote.totals.payable),
            **facts_of(offering.favour),
        },
    )
    chosen = {number: [s.pk for s in taken] for number, taken in registered.sessions.items()}
    return Wanted(registered, seats_wanted(offering, registered.sold, chosen))


def finish(registered: Registered, offering: Offering, now: datetime) -> None:
    """Once the seats are claimed: invoice it where it is to be paid so, and tell whom it concerns."""
    invoice = invoice_registration(registered.registration, [line for _, line in registered.sold], now)
    mails = mails_of(offering.favour)
    if mails == Mails.ALL:
        post_confirmation(registered, offering.event, invoice, now)
    elif mails == Mails.INVOICE and invoice is not None:
        post_document(invoice, now)


def _refuse_known_key(event: Event, basket: Basket) -> None:
    earlier = Registration.objects.filter(event=event, submission_key=basket.submission_key).first()
    if earlier is not None:
        raise KeyUsed(earlier, is_same=earlier.basket_sha256 == basket.sha256())


def find_refusals(offering: Offering, basket: Basket, quote: Quote, now: datetime) -> list[Refusal]:
    """All that is wrong with ``basket`` at ``now`` (UTC), but for seats that are short."""
    found = checks.check(offering, basket, now)
    if not offering.takes_sign_ups(now):
        return found
    found += check_answers(offering, basket)
    found += check_code(offering, quote)
    methods = payment_methods(offering, quote, basket, now)
    found += checks.check_payment(offering, quote, basket, methods)
    found += check_favour(offering, quote)
    if not is_as_shown(offering.catalogue, basket):
        found.append(Refusal("prices_seen", "price_changed", refusals.PRICE_CHANGED))
    return found


def _check(offering: Offering, basket: Basket, quote: Quote, now: datetime) -> None:
    if found := find_refusals(offering, basket, quote, now) or refuse_at_sight(offering, basket):
        _refuse_known_key(offering.event, basket)  # what it registered itself may be why it is refused now
        raise SignUpRefused(found)


def _customer(offering: Offering, basket: Basket, quote: Quote, now: datetime) -> Customer | None:
    if quote.is_free or basket.bill is None:
        return None
    return customers.find_or_add_customer(offering.event.organisation_id, basket.bill.payer, now)


def _add_rows(
    registration: Registration, offering: Offering, basket: Basket, quote: Quote, now: datetime
) -> Registered:
    if not quote.is_free:
        add_billing(registration, basket)
    people = []
    sessions: dict[int, list[Session]] = {}
    common = list(offering.event.behaviour.common_sessions(offering.event))
    for number, person in enumerate(basket.people):
        ticket = checks.ticket_of(offering, basket, person)
        assert ticket is not None  # noqa: S101 - checked above
        people.append((person, ticket.id))
        taken = [session for session in common if ticket.takes(session.pk)]
        sessions[number] = [*checks.chosen_sessions(offering, person), *taken]
    participants = add_participants(registration, people)
    add_answers(registration, participants, offering.questions, basket, now)
    sold = add_lines(registration, offering, participants, quote)
    if registration.state == Registration.State.CONFIRMED:
        add_attendings(participants, sessions, now)
    return Registered(registration, tuple(participants), tuple(sold), sessions, quote)
