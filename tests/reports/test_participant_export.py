"""The attendee list as a file: its columns, read back as it was, in flat memory."""

from __future__ import annotations

import io
import tracemalloc
from itertools import islice
from zipfile import ZipFile

import pytest

from events.access import actor_at
from lib.spreadsheets import read, read_csv
from organisations.access import SYSTEM
from registrations.models import Registration
from reports.attendee_list import Wanted
from reports.participant_export import COLUMNS, NotForThisReader, export_participants
from tests.making import NOON, make_basket, make_congress, make_person
from tests.registered import make_crowd, make_registration
from tests.workspace.members import Role, make_member

pytestmark = pytest.mark.django_db
CONTRACT = (
    "reference;participant_id;state;name;given_name;prefix;surname;email;organisation;job_title;ticket_type;"
    "sessions;payment_state;signed_up_at"
)
LABELS = (
    *("Aanmeldnummer", "Deelnemernummer", "Staat", "Naam", "Voornaam", "Tussenvoegsel", "Achternaam"),
    *("E-mailadres", "Organisatie", "Functie", "Deelname", "Sessies", "Betaling", "Aangemeld op"),
)


def make_jose() -> Registration:
    event = make_congress(price="495.00", rounds=2, days=2)
    rounds = {"ronde-1": "ronde-1-b", "ronde-2": "ronde-2-a"}
    person = make_person("José van den Berg", "jose@berg.example", job_title="=1+1; 'x'", rounds=rounds)
    return make_registration(event, make_basket(event, [person]))


def test_the_csv_is_what_the_contract_says() -> None:
    registration = make_jose()
    text = b"".join(export_participants(SYSTEM, registration.event, Wanted(), "csv")).decode()
    person = registration.participants.get()
    assert text == (
        f"\ufeff{CONTRACT}\r\n"
        f"{registration.reference};{person.pk};confirmed;"
        f"José van den Berg;José;van den;Berg;jose@berg.example;"
        f"Gemeente Westerkoog;\"'=1+1; 'x'\";regulier;ronde-1-b|ronde-2-a;open;2026-11-25 13:00:00\r\n"
    )


def test_both_files_are_read_back_as_they_were() -> None:
    registration = make_jose()
    sheets = {
        f: b"".join(export_participants(SYSTEM, registration.event, Wanted(), f)) for f in ("csv", "xlsx")
    }
    tables = {name: read(data) for name, data in sheets.items()}
    assert tables["csv"].labels == tuple(CONTRACT.split(";"))
    assert tables["xlsx"].labels == LABELS == tuple(COLUMNS.values())
    assert [row.cells for row in tables["csv"].rows] == [row.cells for row in tables["xlsx"].rows]
    assert tables["xlsx"].rows[0].cells[9] == "=1+1; 'x'"


def test_the_workbook_holds_no_formula() -> None:
    data = b"".join(export_participants(SYSTEM, make_jose().event, Wanted(), "xlsx"))
    sheet = ZipFile(io.BytesIO(data)).read("xl/worksheets/sheet1.xml")
    assert b"<f>" not in sheet


def test_only_who_may_take_the_list_along_gets_a_file() -> None:
    event = make_jose().event
    today = NOON.date()
    for role, may in (
        (Role.OWNER, True),
        (Role.ORGANISER, True),
        (Role.FINANCE, False),
        (Role.FRONTDESK, False),
    ):
        actor = actor_at(event.organisation_id, make_member(event.organisation, role), today)
        assert actor is not None
        if may:
            assert list(export_participants(actor, event, Wanted(), "csv"))
        else:
            with pytest.raises(NotForThisReader):
                export_participants(actor, event, Wanted(), "csv")


def test_a_file_begins_before_all_rows_are_read_and_memory_stays_flat() -> None:
    event = make_congress()
    make_crowd(event, 8000)
    peaks = []
    for pieces_read in (1 + 10, 1 + 40):  # the byte order mark, then two hundred rows each
        tracemalloc.start()
        pieces = export_participants(SYSTEM, event, Wanted(), "csv")
        size = sum(len(piece) for piece in islice(pieces, pieces_read))
        pieces.close()  # type: ignore[attr-defined]
        peaks.append((size, tracemalloc.get_traced_memory()[1]))
        tracemalloc.stop()
    (little, first), (much, second) = peaks
    assert much > 3.5 * little
    assert second < 1.2 * first < 5_000_000


def test_the_rows_of_a_crowd_are_all_there() -> None:
    event = make_congress()
    crowd = make_crowd(event, 2500)
    table = read_csv(b"".join(export_participants(SYSTEM, event, Wanted(sort="signed_up_at"), "csv")))
    assert len(table.rows) == 2500
    assert {row.cells[1] for row in table.rows} == {str(person.pk) for person in crowd}
    moments = [row.cells[13] for row in table.rows]
    assert moments == sorted(moments, reverse=True)
