"""The attendee list as a file: its columns, read as a stream."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from django.db.models import F

from events.models import Event
from lib.spreadsheets import CSV_TYPE, XLSX_TYPE, Cell, write_csv, write_xlsx
from organisations.access import Actor
from reports.attendee_list import Wanted, attendees, with_sessions
from reports.sight import sight_of

# Column in CSV → label in XLSX: an import takes both, so they are of the contract, not of a language.
COLUMNS: Final = {
    "reference": "Aanmeldnummer",
    "participant_id": "Deelnemernummer",
    "state": "Staat",
    "name": "Naam",
    "given_name": "Voornaam",
    "prefix": "Tussenvoegsel",
    "surname": "Achternaam",
    "email": "E-mailadres",
    "organisation": "Organisatie",
    "job_title": "Functie",
    "ticket_type": "Deelname",
    "sessions": "Sessies",
    "payment_state": "Betaling",
    "signed_up_at": "Aangemeld op",
}
TYPES: Final = {"csv": CSV_TYPE, "xlsx": XLSX_TYPE}
_READ: Final = {
    "reference": F("registration__reference"),
    "participant_id": F("pk"),
    "ticket_type": F("ticket_type__slug"),
    "sessions": F("session_slugs"),
}
_ROWS_AT_ONCE: Final = 1000


class NotForThisReader(Exception):
    """The actor may not take the list along."""


def export_participants(actor: Actor, event: Event, wanted: Wanted, file_format: str) -> Iterator[bytes]:
    """Yield the file of exactly what is wanted, "csv" or "xlsx"; memory stays flat.

    Raises NotForThisReader at once, KeyError for another format.
    """
    sight = sight_of(actor, event.pk)
    if not sight.export:
        raise NotForThisReader
    rows = with_sessions(attendees(event, wanted, sight))
    found = rows.values_list(*[_READ.get(name, name) for name in COLUMNS])
    return WRITERS[file_format](found.iterator(chunk_size=_ROWS_AT_ONCE), event.timezone)


def _csv(rows: Iterator[tuple[Cell, ...]], zone: str) -> Iterator[bytes]:
    return write_csv(list(COLUMNS), rows, zone)


def _xlsx(rows: Iterator[tuple[Cell, ...]], zone: str) -> Iterator[bytes]:
    return write_xlsx(list(COLUMNS.values()), rows, "Deelnemers", zone)


WRITERS: dict[str, Callable[[Iterator[tuple[Cell, ...]], str], Iterator[bytes]]] = {
    "csv": _csv,
    "xlsx": _xlsx,
}
