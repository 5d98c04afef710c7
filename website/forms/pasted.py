"""The pasted list of a sign-up: its people become rows, what is not understood stays in the box."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.models import Event
from lib.folding import fold
from lib.identifiers import InvalidIdentifier, normalise_email
from lib.pasted.people import PastedList, PastedPerson, Reason, UnreadLine
from lib.pasted.printing import print_people
from lib.pasted.reading import read_people
from lib.plain_text import without_controls
from website.forms.people import MOST_ROWS, TOTAL
from website.forms.reading import Posted

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

BOX = "participants_text"
REASONS: dict[Reason, _StrPromise] = {
    Reason.NO_PERSON: gettext_lazy("no name or email address was recognised here"),
    Reason.WRONG_ADDRESS: gettext_lazy("this email address is not complete"),
    Reason.SECOND_ADDRESS: gettext_lazy("a second email address of the same person"),
    Reason.NO_PLACE: gettext_lazy("it is not clear what this is"),
    Reason.TOO_MANY: gettext_lazy("above the number that can be registered at a time"),
}
UNREAD = gettext_lazy(
    "Not every line of your list was recognised. Correct what is left in the box, or empty it."
)
TOO_MANY = gettext_lazy(
    "At most %(most)s people can register at a time. Send a longer list as a spreadsheet to %(address)s: the "
    "organisation can import it. What does not fit is kept in the box."
)
GUESSED = gettext_lazy("This name was guessed from the email address: is it right? Then send the form again.")
_ROW = re.compile(r"participants-(\d{1,2})-", re.ASCII)


@dataclass(frozen=True)
class Pasted:
    """What became of the list: how many people it gave, and the lines that are still in the box."""

    recognised: int = 0
    unread: tuple[UnreadLine, ...] = ()
    has_too_many: bool = False

    @property
    def lines(self) -> list[tuple[str, _StrPromise]]:
        """Each line that is left, with the reason."""
        return [(left.text[:200], REASONS[left.reason]) for left in self.unread[:MOST_ROWS]]


def spread(data: QueryDict, most: int) -> tuple[QueryDict, Pasted, dict[int, PastedPerson]]:
    """Return ``data`` with the people of its list in rows that were free, at most ``most`` rows in all.

    Whoever is in a row already (the same name and address) comes once. The last value tells who
    was read into which row. Where the number of rows cannot be read nothing is done.
    """
    text, sent = data.get(BOX, ""), data.get(TOTAL, "").strip() or "0"
    is_number = sent.isascii() and sent.isdecimal() and len(sent) < 4 and int(sent) <= MOST_ROWS
    if not text.strip() or not is_number:
        return data, Pasted(), {}
    read, rows = read_people(text), data.copy()
    taken = _taken(rows)
    known = {_who(rows.get(f"{_key(n)}-name", ""), rows.get(f"{_key(n)}-email", "")) for n in taken}
    people = list(_distinct(read, known))
    free = [number for number in range(MOST_ROWS) if number not in taken][: max(0, most - len(taken))]
    placed = dict(zip(free, people, strict=False))
    for number, person in placed.items():
        _fill(rows, number, person)
    rows[TOTAL] = str(max(int(sent), *(number + 1 for number in placed), 0))
    rest = people[len(placed) :]
    kept = [line.text for line in read.unread] + ([print_people(rest)] if rest else [])
    rows[BOX] = without_controls("\n".join(kept))
    return rows, Pasted(len(placed), read.unread, has_too_many=bool(rest)), placed


def box_text(posted: Posted) -> str:
    """Return what stands in the box again, all of it."""
    return without_controls(posted.data.get(BOX, ""))


def refuse_doubts(posted: Posted, pasted: Pasted, placed: dict[int, PastedPerson], event: Event) -> None:
    """Ask to look at names that were guessed, and at what is left of the list."""
    if pasted.has_too_many or any(line.reason is Reason.TOO_MANY for line in pasted.unread):
        address = event.organisation.email or _("the organisation")
        posted.refuse(BOX, "over_limit", TOO_MANY, most=event.most_per_sign_up, address=address)
    elif pasted.unread:
        posted.refuse(BOX, "invalid", UNREAD)
    for number, person in placed.items():
        if person.is_guessed and person.name:
            posted.refuse(f"{_key(number)}-name", "invalid", GUESSED)


def _distinct(read: PastedList, known: set[tuple[str, str]]) -> Iterator[PastedPerson]:
    for person in read.people:
        who = _who(person.name, person.email)
        if not person.email or who not in known:
            known.add(who)
            yield person


def _fill(rows: QueryDict, number: int, person: PastedPerson) -> None:
    said = {
        "name": person.name,
        "email": person.email,
        "organisation": person.organisation,
        "job_title": person.job_title,
        "phone": person.phone,
    }
    for name, value in said.items():
        if value:
            rows[f"{_key(number)}-{name}"] = value


def _taken(rows: QueryDict) -> set[int]:
    """The numbers of the rows in which something stands."""
    filled = (
        found for name in rows if (found := _ROW.match(name)) and any(map(str.strip, rows.getlist(name)))
    )
    return {int(found[1]) for found in filled}


def _key(number: int) -> str:
    return f"participants-{number}"


def _who(name: str, email: str) -> tuple[str, str]:
    try:
        return fold(name), normalise_email(email)
    except InvalidIdentifier:
        return fold(name), email
