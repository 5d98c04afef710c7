"""Reads who signs up and who comes, by the field names of the contract."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from lib.folding import fold
from registrations import refusals
from registrations.basket import Contact, Person
from registrations.offering import Offering
from website.forms.reading import Posted

TOTAL = "participants-TOTAL_FORMS"
MOST_ROWS = 100
MOST_PIECES = 99  # of one add-on, for one person

YOUR_NAME = _("Fill in your name.")
NAME = _("Fill in a name, or empty this row.")
WRONG_TOTAL = _("The number of participants could not be read. Check the list and send the form again.")
TOO_MANY_ROWS = _("At most %(most)s participants fit in this form.")


def read_contact(posted: Posted) -> Contact:
    """Read the person who signs up."""
    return Contact(
        name=posted.line("contact-name", 200, YOUR_NAME),
        email=posted.email("contact-email", required=True),
        phone=posted.line("contact-phone", 40),
        organisation=posted.line("contact-organisation", 200),
    )


def read_people(posted: Posted, offering: Offering, contact: Contact) -> tuple[Person, ...]:
    """Read those who come: the rows that hold something; the contact where they attend or nobody does."""
    _refuse_unknown_rounds(posted, offering)
    at_stand = posted.is_there("stand")
    rows = [
        _read_row(posted, offering, f"participants-{number}", at_stand=at_stand)
        for number in range(read_total(posted))
        if f"participants-{number}" in posted.sections
    ]
    attends = posted.is_on("contact_attends")
    known = next((n for n, row in enumerate(rows) if _is_contact(row, contact, attends=attends)), None)
    if known is not None:
        rows[known] = replace(rows[known], is_contact=True)
    elif attends or not rows:
        rows.insert(0, _contact_as_person(posted, offering, contact, at_stand=at_stand))
    return tuple(rows)


def read_total(posted: Posted) -> int:
    """Read how many rows were sent; 0 where it is absent, or wrong, which is refused."""
    text = posted.data.get(TOTAL, "").strip()
    if not re.fullmatch(r"[0-9]*", text):
        posted.refuse(TOTAL, "invalid", WRONG_TOTAL)
        return 0
    if len(text) > 9 or int(text or 0) > MOST_ROWS:
        posted.refuse(TOTAL, "over_limit", TOO_MANY_ROWS, most=MOST_ROWS)
        return 0
    return int(text or 0)


def _is_contact(row: Person, contact: Contact, *, attends: bool) -> bool:
    """Two people may share a mailbox: without the tick the name must fit too."""
    same_address = bool(contact.email) and row.email == contact.email
    return same_address and (attends or fold(row.name) == fold(contact.name))


def _read_row(posted: Posted, offering: Offering, key: str, *, at_stand: bool) -> Person:
    follows = posted.is_on(f"{key}-name_follows")
    person = Person(
        key=key,
        name=posted.line(f"{key}-name", 200, None if follows else NAME),
        email=posted.email(f"{key}-email"),
        organisation=posted.line(f"{key}-organisation", 200),
        job_title=posted.line(f"{key}-job_title", 200),
        phone=posted.line(f"{key}-phone", 40),
        cost_centre=posted.line(f"{key}-cost_centre", 60),
        name_follows=follows,
    )
    return _with_choices(posted, offering, person, at_stand=at_stand)


def _contact_as_person(posted: Posted, offering: Offering, contact: Contact, *, at_stand: bool) -> Person:
    person = Person(
        key="contact", name=contact.name, email=contact.email, phone=contact.phone, is_contact=True
    )
    return _with_choices(posted, offering, person, at_stand=at_stand)


def _with_choices(posted: Posted, offering: Offering, person: Person, *, at_stand: bool) -> Person:
    """Add ticket type, sessions and add-ons: their own, and where they have none the group's."""
    slug = posted.choice(f"{person.key}-ticket_type") or posted.choice("all-ticket_type")
    catalogue = offering.catalogue
    ticket = catalogue.ticket(slug) if slug else catalogue.default_for(at_stand=at_stand)
    rounds = dict(_choices(posted, person.key, "round_"))
    for round_ in offering.rounds_for(ticket) if ticket else ():
        if round_.slug not in rounds and (chosen := posted.choice(f"all-round_{round_.slug}")):
            rounds[round_.slug] = chosen
    return replace(person, ticket_type=slug, rounds=rounds, addons=_addons(posted, person.key))


def _choices(posted: Posted, section: str, beginning: str) -> Iterator[tuple[str, str]]:
    for slug in posted.named(section, beginning):
        if chosen := posted.choice(f"{section}-{beginning}{slug}"):
            yield slug, chosen


def _addons(posted: Posted, key: str) -> dict[str, int]:
    own = {slug: posted.number(f"{key}-addon_{slug}", MOST_PIECES) for slug in posted.named(key, "addon_")}
    group = {
        slug: posted.number(f"all-addon_{slug}", MOST_PIECES)
        for slug in posted.named("all", "addon_")
        if slug not in own
    }
    return {slug: number for slug, number in (group | own).items() if number}


def _refuse_unknown_rounds(posted: Posted, offering: Offering) -> None:
    for slug in posted.named("all", "round_"):
        if offering.round(slug) is None:
            posted.refuse(f"all-round_{slug}", "invalid", refusals.WRONG_SESSION)
