"""The attendee list as a file: its columns, read as a stream."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final, TypeAlias

from django.db.models import F

from events.models import Event
from lib.spreadsheets import CSV_TYPE, XLSX_TYPE, Cell, write_csv, write_xlsx
from organisations.access import Actor
from reports.answer_columns import answer_columns, texts
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


def export_participants(
    actor: Actor, event: Event, wanted: Wanted, file_format: str, *, answers: str = ""
) -> Iterator[bytes]:
    """Yield the file of exactly what is wanted, "csv" or "xlsx"; memory stays flat.

    ``answers``: with those to the event's questions too, "on" or "special" (diet and the like as
    well). Raises NotForThisReader at once, KeyError for another format.
    """
    sight = sight_of(actor, event.pk)
    more = answer_columns(actor, event, answers)
    if not sight.export or more is None:
        raise NotForThisReader
    rows = with_sessions(attendees(event, wanted, sight))
    found = rows.values_list(*[_READ.get(name, name) for name in COLUMNS], *[column.read for column in more])
    cells = texts(more, found.iterator(chunk_size=_ROWS_AT_ONCE)) if more else None
    named = COLUMNS | {column.name: column.label for column in more}
    return WRITERS[file_format](named, cells or found.iterator(chunk_size=_ROWS_AT_ONCE), event.timezone)


def _csv(columns: Mapping[str, str], rows: Iterator[tuple[Cell, ...]], zone: str) -> Iterator[bytes]:
    return write_csv(list(columns), rows, zone)


def _xlsx(columns: Mapping[str, str], rows: Iterator[tuple[Cell, ...]], zone: str) -> Iterator[bytes]:
    return write_xlsx(list(columns.values()), rows, "Deelnemers", zone)


Writer: TypeAlias = Callable[[Mapping[str, str], Iterator[tuple[Cell, ...]], str], Iterator[bytes]]
WRITERS: dict[str, Writer] = {
    "csv": _csv,
    "xlsx": _xlsx,
}
