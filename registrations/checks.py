"""What a basket must satisfy before it becomes a registration; each check says all that is wrong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from itertools import combinations

from events.models import Session, TicketType
from registrations import refusals
from registrations.basket import Basket, Person
from registrations.models import Participant, Registration
from registrations.offering import Offering
from registrations.pricing import Quote, Ticket
from registrations.refusals import Refusal

WITHOUT_POSTCODES = frozenset({"AW", "BQ", "CW", "SR", "SX"})


def check(offering: Offering, basket: Basket, now: datetime) -> list[Refusal]:
    """All that is wrong with ``basket`` by the event's own rules at ``now`` (UTC), prices apart."""
    if not offering.takes_sign_ups(now):
        return [Refusal("__all__", "closed", refusals.CLOSED)]
    return [
        *_check_number(offering, basket),
        *_check_stand(offering, basket),
        *_check_tickets(offering, basket),
        *_check_minimum(offering, basket),
        *_check_sessions(offering, basket),
        *_check_duplicates(offering, basket),
    ]


def check_payment(offering: Offering, quote: Quote, basket: Basket, methods: list[str]) -> list[Refusal]:
    """What is wrong with how it is paid; where nothing is due nothing is asked."""
    if quote.is_free:
        return []
    found = list(_check_address(basket))
    if basket.payment_method not in methods:
        is_blocked = offering.favour is not None and not methods
        sentence = refusals.BLOCKED_PAYER if is_blocked else refusals.WRONG_PAYMENT
        found.append(Refusal("payment_method", "invalid", sentence))
    if not basket.accepts_terms:
        found.append(Refusal("accept_terms", "required", refusals.REQUIRED_TERMS))
    return found


def _check_address(basket: Basket) -> Iterator[Refusal]:
    """An organisation is invoiced at an address; a private person needs none."""
    if basket.bill is None or not basket.bill.payer.organisation:
        return
    payer = basket.bill.payer
    if not payer.street:
        yield Refusal("billing-street", "required", refusals.REQUIRED_STREET)
    if not payer.postcode and payer.country not in WITHOUT_POSTCODES:
        yield Refusal("billing-postcode", "required", refusals.REQUIRED_POSTCODE)
    if not payer.city:
        yield Refusal("billing-city", "required", refusals.REQUIRED_CITY)


def chosen_sessions(offering: Offering, person: Person) -> list[Session]:
    """The sessions that ``person`` chose, of the rounds that exist."""
    found = (offering.session(round_slug, slug) for round_slug, slug in person.rounds.items())
    return [session for session in found if session is not None]


def ticket_of(offering: Offering, basket: Basket, person: Person) -> Ticket | None:
    """The ticket type of ``person``: the one named, else the default."""
    if person.ticket_type:
        return offering.catalogue.ticket(person.ticket_type)
    return offering.catalogue.default_for(at_stand=basket.stand in offering.catalogue.stands)


def _check_number(offering: Offering, basket: Basket) -> Iterator[Refusal]:
    most = offering.event.most_per_sign_up
    if len(basket.people) > most:
        yield Refusal("participants-TOTAL_FORMS", "over_limit", refusals.TOO_MANY, {"most": most})


def _check_stand(offering: Offering, basket: Basket) -> Iterator[Refusal]:
    if basket.stand is None:
        return
    if not offering.stands:
        yield Refusal("stand", "invalid", refusals.NO_STAND_HERE)
        return
    size = offering.catalogue.ticket(offering.catalogue.stands.get(basket.stand, ""))
    if size is None or not size.on_sale:
        yield Refusal("stand", "invalid", refusals.WRONG_STAND)
        return
    staff = [p for p in basket.people if (t := ticket_of(offering, basket, p)) and t.kind == "staff"]
    if len(staff) > size.most_staff:
        most = {"most": size.most_staff}
        yield Refusal("participants-TOTAL_FORMS", "over_limit", refusals.TOO_MANY_STAFF, most)


def _check_tickets(offering: Offering, basket: Basket) -> Iterator[Refusal]:
    counted: Counter[str] = Counter()
    for person in basket.people:
        field = f"{person.key}-ticket_type"
        ticket = ticket_of(offering, basket, person)
        if ticket is None or not ticket.on_sale or ticket.kind not in ("admission", "staff"):
            yield Refusal(field, "invalid", refusals.NOT_ON_SALE)
            continue
        if ticket.kind == TicketType.Kind.STAFF and basket.stand is None:
            yield Refusal(field, "invalid", refusals.ONLY_WITH_STAND)
        counted[ticket.slug] += 1
        if ticket.maximum is not None and counted[ticket.slug] == ticket.maximum + 1:
            said = {"most": ticket.maximum, "title": ticket.title}
            yield Refusal(field, "over_limit", refusals.TOO_MANY_OF_TICKET, said)
        for slug in person.addons:
            addon = offering.catalogue.ticket(slug)
            if addon is None or addon.kind != TicketType.Kind.ADDON or not addon.on_sale:
                yield Refusal(f"{person.key}-addon_{slug}", "invalid", refusals.NOT_ON_SALE)


def _check_minimum(offering: Offering, basket: Basket) -> Iterator[Refusal]:
    """Some ticket types are for groups: fewer people than its minimum is said at the first of them."""
    chosen = [(person, ticket_of(offering, basket, person)) for person in basket.people]
    counted = Counter(ticket.slug for _, ticket in chosen if ticket)
    for person, ticket in chosen:
        if ticket and 0 < counted.pop(ticket.slug, 0) < ticket.minimum:
            said = {"least": ticket.minimum, "title": ticket.title}
            yield Refusal(f"{person.key}-ticket_type", "invalid", refusals.TOO_FEW_OF_TICKET, said)


def _check_sessions(offering: Offering, basket: Basket) -> Iterator[Refusal]:
    for person in basket.people:
        ticket = ticket_of(offering, basket, person)
        expected = {r.slug: r for r in offering.rounds_for(ticket)} if ticket else {}
        for slug, chosen in person.rounds.items():
            if slug not in expected or offering.session(slug, chosen) is None:
                yield Refusal(f"{person.key}-round_{slug}", "invalid", refusals.WRONG_SESSION)
        for slug, round_ in expected.items():
            if round_.is_required and slug not in person.rounds and offering.sessions_of(round_):
                said = {"round": round_.text("title")}
                yield Refusal(f"{person.key}-round_{slug}", "required", refusals.CHOOSE_SESSION, said)
        yield from _check_overlap(offering, person)


def _check_overlap(offering: Offering, person: Person) -> Iterator[Refusal]:
    chosen = [(slug, s) for slug, picked in person.rounds.items() if (s := offering.session(slug, picked))]
    for (_, one), (slug, other) in combinations(chosen, 2):
        if one.begins_at < other.ends_at and other.begins_at < one.ends_at:
            titles = {"first": one.text("title"), "second": other.text("title")}
            yield Refusal(f"{person.key}-round_{slug}", "overlap", refusals.OVERLAP, titles)


def _check_duplicates(offering: Offering, basket: Basket) -> Iterator[Refusal]:
    if basket.confirms_duplicate:
        return
    seen: set[tuple[str, str]] = set()
    for person in basket.people:
        who = (person.name.casefold(), person.email)
        if person.email and who in seen:
            yield Refusal(f"{person.key}-email", "duplicate", refusals.SAME_PERSON, {"name": person.name})
        seen.add(who)
    known = _known_addresses(offering, {p.email for p in basket.people if p.email}, basket)
    for person in basket.people:
        if person.email in known:
            said = {"email": person.email}
            yield Refusal(f"{person.key}-email", "already_registered", refusals.ALREADY_HERE, said)


def _known_addresses(offering: Offering, addresses: set[str], basket: Basket) -> set[str]:
    """Those of ``addresses`` that come to this event already, by another sign-up than this very one."""
    if not addresses:
        return set()
    here = Participant.objects.filter(event=offering.event, email__in=addresses, ended_at=None)
    here = here.filter(registration__state__in=COMING).exclude(
        registration__submission_key=basket.submission_key
    )
    return set(here.values_list("email", flat=True))


COMING = (
    Registration.State.AWAITING_APPROVAL,
    Registration.State.AWAITING_PAYMENT,
    Registration.State.CONFIRMED,
)
