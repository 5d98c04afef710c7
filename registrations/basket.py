"""What somebody is about to sign up for, as plain values."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from uuid import UUID

from lib.names import NameParts
from organisations.customers import Payer


@dataclass(frozen=True)
class Contact:
    """Who signs up, and is told about all of it."""

    name: str
    email: str
    phone: str = ""
    organisation: str = ""


@dataclass(frozen=True)
class Person:
    """One person who comes. ``key`` is where the form has them ("participants-2"), for its errors.

    ``ticket_type`` is a slug, empty: the first on sale; ``rounds`` maps a round's slug to its
    session's, ``addons`` an add-on's slug to a number, ``answers`` a question's to what was answered.
    """

    key: str
    name: str
    email: str = ""
    parts: NameParts | None = None
    organisation: str = ""
    job_title: str = ""
    phone: str = ""
    cost_centre: str = ""
    ticket_type: str = ""
    rounds: Mapping[str, str] = field(default_factory=dict)
    addons: Mapping[str, int] = field(default_factory=dict)
    name_follows: bool = False
    is_contact: bool = False
    answers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Bill:
    """Who pays, and what they want on the invoice: BT-10 ``reference``, BT-13 ``order_number``."""

    payer: Payer
    reference: str = ""
    order_number: str = ""
    number_follows: bool = False


@dataclass(frozen=True)
class Basket:
    """A whole sign-up. ``stand`` is a stand's number; ``prices_seen`` the digest of the list shown.

    ``favour`` is the digest of what an organiser gives with it.
    """

    submission_key: UUID
    contact: Contact
    people: tuple[Person, ...]
    bill: Bill | None = None
    stand: int | None = None
    code: str = ""
    payment_method: str = ""
    accepts_terms: bool = False
    wants_newsletter: bool = False
    confirms_duplicate: bool = False
    prices_seen: str = ""
    language: str = "nl"
    favour: str = ""
    answers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def sha256(self) -> str:
        """A hex digest of what is asked; what only steers the form does not count."""
        asked = asdict(self)
        for steering in ("submission_key", "confirms_duplicate", "prices_seen", "language"):
            del asked[steering]
        for later in ("code", "favour"):  # as digests were before there were any
            if not asked[later]:
                del asked[later]
        for answering in (asked, *asked["people"]):  # nor questions
            if not answering["answers"]:
                del answering["answers"]
        for person in asked["people"]:
            del person["key"]
        return hashlib.sha256(json.dumps(asked, sort_keys=True).encode()).hexdigest()
