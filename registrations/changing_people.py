"""Another name or address for a participant, or a colleague who comes in their place: the seats stay."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from lib.folding import fold
from lib.names import sort_key, split_name
from lib.references import new_secret
from registrations.answers import clear_answers
from registrations.models import Participant, Registration

COMING = (
    Registration.State.AWAITING_APPROVAL,
    Registration.State.AWAITING_PAYMENT,
    Registration.State.CONFIRMED,
)


@dataclass(frozen=True)
class NewDetails:
    """What somebody is called and reached by from now on; ``email`` is normalised, "" for none."""

    name: str
    email: str


def change_details(person: Participant, new: NewDetails) -> None:
    """Give the same person another name or address, and new secret links with another address.

    The old address may be a stranger's: what was mailed there opens nothing any more.
    """
    if new.email != person.email:
        _renew_links(person)
    _become(person, new)


def put_in_place(person: Participant, new: NewDetails) -> None:
    """Let a colleague sit where ``person`` sat, with links of their own and nothing that was theirs."""
    _renew_links(person)
    person.phone = person.job_title = ""
    person.is_contact = False
    clear_answers([person.pk])
    _become(person, new)


def _renew_links(person: Participant) -> None:
    person.secret, person.agenda_secret, person.feed_key = new_secret(), new_secret(), uuid.uuid4()


def _become(person: Participant, new: NewDetails) -> None:
    parts = split_name(new.name)
    person.name, person.email, person.name_follows = new.name, new.email, False
    person.given_name, person.prefix, person.surname = parts.given_name, parts.prefix, parts.surname
    person.sort_name = sort_key(parts)
    searched = (new.name, new.email, person.organisation, person.job_title, person.registration.reference)
    person.search_text = " ".join(fold(text) for text in searched if text)
    person.save()
