"""What a pasted list holds: people, and lines that could not be understood."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from lib.names import NameParts, full_name


class Reason(StrEnum):
    """Why something of a line was not taken over."""

    NO_PERSON = "no_person"
    WRONG_ADDRESS = "wrong_address"
    SECOND_ADDRESS = "second_address"
    NO_PLACE = "no_place"  # beside somebody, and none of name, address, organisation, job title, telephone
    TOO_MANY = "too_many"


@dataclass(frozen=True)
class PastedPerson:
    """Somebody in a list; ``line`` counts from 1. The name has no titles, and is empty where none is known.

    ``is_guessed``: the name comes from the address, or it is not sure which part is the surname.
    """

    line: int
    parts: NameParts
    email: str = ""
    organisation: str = ""
    job_title: str = ""
    phone: str = ""
    is_guessed: bool = False

    @property
    def name(self) -> str:
        """The whole name: "José van den Berg"."""
        return full_name(self.parts)


@dataclass(frozen=True)
class UnreadLine:
    """A line, or what is left of it, and why nothing came of that."""

    line: int
    text: str
    reason: Reason


@dataclass(frozen=True)
class PastedList:
    """A list as it was understood, in its own order."""

    people: tuple[PastedPerson, ...] = ()
    unread: tuple[UnreadLine, ...] = ()


NO_NAME = NameParts("", "", "")


@dataclass
class Draft:
    """Somebody while their lines are being read."""

    line: int
    parts: NameParts = NO_NAME
    email: str = ""
    organisation: str = ""
    job_title: str = ""
    phone: str = ""
    is_guessed: bool = False
    left: list[UnreadLine] = field(default_factory=list)

    def person(self) -> PastedPerson:
        """Return them as they are now known."""
        return PastedPerson(
            self.line,
            self.parts,
            self.email,
            self.organisation,
            self.job_title,
            self.phone,
            is_guessed=self.is_guessed,
        )

    def leave(self, text: str, reason: Reason = Reason.NO_PLACE) -> None:
        """Note what has no place with them."""
        self.left.append(UnreadLine(self.line, text, reason))
