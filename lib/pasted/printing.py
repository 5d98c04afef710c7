"""Writes people as a list that reads back as the same people."""

from __future__ import annotations

from collections.abc import Iterable

from lib.pasted.people import PastedPerson
from lib.pasted.pieces import quoted

HEADER = ("Voornaam", "Tussenvoegsel", "Achternaam", "E-mail", "Organisatie", "Functie", "Telefoon")


def print_people(people: Iterable[PastedPerson]) -> str:
    """Return ``people`` as rows parted by tabs, under a header: what a spreadsheet takes and gives."""
    rows = [HEADER, *map(_cells, people)]
    return "\n".join("\t".join(map(quoted, row)) for row in rows)


def _cells(person: PastedPerson) -> tuple[str, ...]:
    name = person.parts
    return (
        *(name.given_name, name.prefix, name.surname),
        *(person.email, person.organisation, person.job_title, person.phone),
    )
