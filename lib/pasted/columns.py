"""What the columns of a spreadsheet are called, and the labels in a mail, in Dutch and English."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from lib.folding import fold


class Column(StrEnum):
    """What stands in a column. REST is known, and of no use here."""

    NAME = "name"
    GIVEN_NAME = "given_name"
    INITIALS = "initials"
    PREFIX = "prefix"
    SURNAME = "surname"
    EMAIL = "email"
    ORGANISATION = "organisation"
    JOB_TITLE = "job_title"
    PHONE = "phone"
    REST = "rest"


_CALLED = {
    Column.NAME: (
        "naam;name;volledige naam;full name;naam deelnemer;deelnemer;deelnemers;participant;participants;"
        "participant name;medewerker;collega;contactpersoon;display name;weergavenaam;namen;names"
    ),
    Column.GIVEN_NAME: "voornaam;voornamen;roepnaam;given name;first name;firstname;forename;given names",
    Column.INITIALS: "voorletters;voorletter;initialen;initials",
    Column.PREFIX: (
        "tussenvoegsel;tussenvoegsels;tussenv;tv;tsv;tvs;voorvoegsel;voorvoegsels;prefix;infix;middle name;"
        "middlename;surname prefix"
    ),
    Column.SURNAME: (
        "achternaam;familienaam;surname;last name;lastname;family name;geslachtsnaam;achternamen"
    ),
    Column.EMAIL: (
        "e mail;email;mail;e mailadres;emailadres;mailadres;e mail adres;email adres;email address;"
        "e mail address;mail address;adres e mail;e mailadres deelnemer;e mail deelnemer;e mail zakelijk;e"
    ),
    Column.ORGANISATION: (
        "organisatie;organisation;organization;bedrijf;bedrijfsnaam;company;company name;werkgever;"
        "instelling;naam organisatie;organisatienaam;employer;gemeente;school"
    ),
    Column.JOB_TITLE: "functie;functienaam;functieomschrijving;job title;title;position;rol;role;beroep;job",
    Column.PHONE: (
        "telefoon;telefoonnummer;tel;tel nr;mobiel;mobiele telefoon;mobiel nummer;phone;phone number;mobile;"
        "telephone;mobile phone;gsm;m;t;tel nummer;telnr"
    ),
    Column.REST: (
        "nr;nummer;no;aanhef;titel;titels;titulatuur;geslacht;m v;adres;postcode;plaats;woonplaats;straat;"
        "huisnummer;afdeling;department;opmerking;opmerkingen;remarks;dieet;datum;status;land;country;website;w;i;"
        "personeelsnummer;salutation;gender"
    ),
}
_COLUMNS = {name: column for column, names in _CALLED.items() for name in names.split(";")}
_WHO = frozenset(
    {Column.NAME, Column.GIVEN_NAME, Column.INITIALS, Column.SURNAME, Column.EMAIL},
)


def column_of(label: str) -> Column | None:
    """Return which column a label is of ("Tussenvoegsel", "E-mail"), None where it is not known."""
    return _COLUMNS.get(fold(label)) if len(label) <= 40 else None


def header_of(cells: Sequence[str]) -> tuple[Column, ...] | None:
    """Return the columns where ``cells`` are a header: most of them known, and somebody's name or address."""
    said = [cell for cell in cells if cell.strip()]
    columns = [column_of(cell) for cell in cells]
    known = [column for column in columns if column]
    if len(known) < 2 or 2 * len(known) < len(said) or not _WHO & set(known):
        return None
    return tuple(column or Column.REST for column in columns)
