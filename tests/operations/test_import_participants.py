"""``import_participants``: what spreadsheets save, all or nothing, and nobody twice."""

from __future__ import annotations

from decimal import Decimal
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from events.models import Event
from flows import participant_import
from lib.spreadsheets import write_xlsx
from notifications.models import Message
from organisations.models import Trail
from registrations.models import Attending, Line, Participant, Registration, SeatClaim, SeatPool
from tests.integrity import all_broken
from tests.making import make_basket, make_branchedag, make_congress, make_leergang
from tests.registered import make_registration

pytestmark = pytest.mark.django_db
WHO = [("Aad van 't Hof", "aad@x.example"), ("Bé Özcan", "be@x.example"), ("Cato d'Ancona", "cato@x.example")]
EXCEL = (
    "sep=;\r\nname;email;job_title;\r\n"
    + "".join(f'{name};{email} ;"Adviseur;\nteam";\r\n' for name, email in WHO)
    + ";;;\r\n;;;\r\n"
)
UNICODE = "name\temail\r\n" + "".join(f"{name}\t{email}\u00a0\r\n" for name, email in WHO) + "\t\r\n"
SAVED = {
    "cp1252": EXCEL.encode("cp1252"),
    "utf-8": EXCEL.replace("sep=;\r\n", "").encode(),
    "utf-8 with mark": EXCEL.encode("utf-8-sig"),
    "utf-16": UNICODE.encode("utf-16"),
    "xlsx": b"".join(write_xlsx(["Naam", "E-mailadres"], WHO)),
}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "deelnemers.csv"


def run(file: Path, data: bytes | str, *words: str, event: str = "kracht") -> tuple[str, str]:
    """What is said on stdout and stderr; raises CommandError."""
    file.write_bytes(data if isinstance(data, bytes) else data.encode())
    out, err = StringIO(), StringIO()
    try:
        call_command("import_participants", str(file), *words, event=event, stdout=out, stderr=err)
    except CommandError as refused:
        refused.args = (f"{err.getvalue()}{refused}",)
        raise
    return out.getvalue(), err.getvalue()


def refused(file: Path, data: bytes | str, *words: str) -> str:
    with pytest.raises(CommandError) as error:
        run(file, data, *words)
    assert error.value.returncode == 1
    return str(error.value)


def people() -> list[tuple[str, str]]:
    return sorted(Participant.objects.values_list("name", "email"))


@pytest.mark.parametrize("how", SAVED)
def test_what_a_spreadsheet_saves_is_taken_once(file: Path, how: str) -> None:
    make_congress(slug="kracht", seats=9)
    out, _ = run(file, SAVED[how], "--dry-run")
    assert "dry run, nothing stored: 3 registered" in out
    assert people() == []
    run(file, SAVED[how])
    assert people() == sorted(WHO)
    out, _ = run(file, SAVED[how])
    assert people() == sorted(WHO)
    assert out.count("is there already") == 3
    assert "0 registered, 3 passed over" in out
    pool = SeatPool.objects.get()
    assert pool.taken == SeatClaim.objects.filter(released_at=None).count() == 3


def test_each_is_a_confirmed_sign_up_of_one_without_a_mail(file: Path) -> None:
    make_congress(slug="kracht")
    run(file, "name;email;organisation;job_title\nJosé van den Berg;JOSE@x.example;Gemeente Oost;Adviseur\n")
    person = Participant.objects.get()
    registration = person.registration
    assert (person.given_name, person.prefix, person.surname) == ("José", "van den", "Berg")
    assert (person.organisation, person.job_title, person.is_contact) == ("Gemeente Oost", "Adviseur", True)
    assert (registration.state, registration.source, registration.payment_method) == (
        *("confirmed", "import"),
        "none",
    )
    assert (registration.contact_name, registration.contact_email) == ("José van den Berg", "jose@x.example")
    assert Trail.objects.get().facts == {"people": 1, "source": "import", "payable": "0.00"}
    assert Message.objects.count() == 0
    assert all_broken() == []


def test_mails_go_out_where_they_are_asked_for(file: Path) -> None:
    make_congress(slug="kracht")
    run(file, SAVED["utf-8"], "--mail")
    assert set(Message.objects.values_list("to_address", flat=True)) == {email for _, email in WHO}


def test_an_export_is_taken_back(file: Path, tmp_path: Path) -> None:
    event = make_congress(slug="kracht", rounds=2)
    make_registration(event, make_basket(event, 2, rounds={"ronde-1": "ronde-1-a", "ronde-2": "ronde-2-b"}))
    other = make_congress(slug="elders", rounds=2)
    for file_format in ("csv", "xlsx"):
        out = tmp_path / file_format
        call_command("export_participants", event="kracht", format=file_format, out=out, stdout=StringIO())
        said, _ = run(file, out.read_bytes())
        assert "0 registered, 2 passed over" in said
    run(file, (tmp_path / "xlsx").read_bytes(), event="elders")
    taken = Attending.objects.filter(participant__event=other).values_list("session__slug", flat=True)
    assert sorted(taken) == ["ronde-1-a", "ronde-1-a", "ronde-2-b", "ronde-2-b"]
    assert all_broken() == []


def test_who_is_in_the_event_by_number_or_by_name_and_address_is_named(file: Path) -> None:
    event = make_congress(slug="kracht")
    one, two = make_registration(event, make_basket(event, 2)).participants.order_by("position")
    text = (
        "participant_id;name;email\n"
        f"{one.pk};Een Ander;ander@x.example\n"
        f";DEELNEMER  2;{two.email.upper()}\n"
        f";Deelnemer 3;{two.email}\n"
        f";Deelnemer 3;{two.email}\n"
    )
    out, _ = run(file, text)
    assert out.splitlines()[1:] == [
        "line 2: Een Ander: is there already (participant_id)",
        "line 3: DEELNEMER 2: is there already",
        "line 5: Deelnemer 3: is there already",
        "1 registered, 3 passed over",
    ]


def test_who_cancelled_elsewhere_does_not_come(file: Path) -> None:
    make_congress(slug="kracht")
    out, _ = run(file, "name;email;state\nJan;jan@x.example;cancelled\nEls;els@x.example;confirmed\n")
    assert people() == [("Els", "els@x.example")]
    assert "line 2: Jan: does not come (state cancelled)" in out


def test_every_wrong_cell_is_named_by_line_and_column(file: Path) -> None:
    make_congress(slug="kracht", rounds=2, seats=50)
    text = (
        'name;email;ticket_type;sessions;state\n"Anna\nGoed";goed@x.example;;;\n'
        "Bram Fout;bram@fout;;;\n"
        f";els@x.example;geen;;\n{'x' * 201};x@x.example;;;\n"
        "Jan;jan@x.example;;ronde-1-a|ronde-1-b;\nPiet;piet@x.example;;geen;komt\n"
    )
    assert refused(file, text).splitlines() == [
        "line 4, email: is no e-mail address: bram@fout",
        "line 5, name: is missing",
        "line 5, ticket_type: is no ticket type of this event: geen",
        "line 6, name: more than 200 characters",
        "line 7, sessions: names two of one round: ronde-1-a, ronde-1-b",
        "line 8, state: is no state: komt",
        "line 8, sessions: cannot be chosen with regulier: geen",
        "7 cells are wrong; nobody has been registered",
    ]
    assert people() == []


def test_a_file_without_the_columns_is_refused(file: Path) -> None:
    make_congress(slug="kracht")
    assert "line 1, email: the file has no such column" in refused(file, "name;mail\nJan;jan@x.example\n")
    assert "neither" in refused(file, b"\xff\xfea")
    assert "no CSV and no XLSX" in refused(file, b"PK\x03\x04broken")
    assert "two columns" in refused(file, "name;Naam;email\na;b;c")


def test_one_seat_too_few_stores_nobody_and_says_so_in_one_line(file: Path) -> None:
    make_congress(slug="kracht", seats=2)
    said = refused(file, SAVED["utf-8"])
    assert said == "dag-1 has 2 seats left, 3 are needed; nobody has been registered"
    assert people() == []
    assert SeatPool.objects.get().taken == 0


def test_seats_of_chosen_sessions_are_claimed_too(file: Path) -> None:
    make_congress(slug="kracht", rounds=1, round_seats=1)
    rows = "".join(f"{name};{email};ronde-1-a\n" for name, email in WHO)
    assert "session-ronde-1-a has 1 seats left, 3 are needed" in refused(file, "name;email;sessions\n" + rows)


def test_a_seat_that_goes_meanwhile_takes_all_back(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_congress(slug="kracht", seats=2)
    monkeypatch.setattr(participant_import, "_refuse_at_sight", lambda *_rows: None)
    assert "dag-1 has 2 seats left, 3 are needed" in refused(file, SAVED["utf-8"])
    assert (people(), SeatClaim.objects.count(), SeatPool.objects.get().taken) == ([], 0, 0)


def test_nothing_is_invoiced_whatever_a_ticket_costs(file: Path) -> None:
    event = make_congress(slug="kracht", price="150.00", day_tickets=True)
    event.ticket_types.filter(slug="alleen-dag-1").update(price_includes_vat=True)
    out, _ = run(file, "name;email;ticket_type\nJan;j@x.example;\nEls;e@x.example;Alleen dag-1\n")
    assert "2 have a ticket that costs money: nothing is invoiced" in out
    assert [(line.ticket_type.slug, line.amount) for line in Line.objects.all()] == [
        ("regulier", Decimal(0)),
        ("alleen-dag-1", Decimal(0)),
    ]
    assert {row.payment_method for row in Registration.objects.all()} == {"none"}
    assert all_broken() == []


def test_a_closed_event_takes_people_and_a_course_gives_them_its_meetings(file: Path) -> None:
    make_leergang(slug="kracht", meetings=2, is_closed=True)
    run(file, "name;email;sessions\nJan;jan@x.example;bijeenkomst-1|bijeenkomst-2\n")
    assert Attending.objects.count() == 2
    assert all_broken() == []


def test_staff_of_a_stand_cannot_be_imported_without_it(file: Path) -> None:
    make_branchedag(slug="kracht", stands=2)
    text = "name;email;ticket_type\nJan;jan@x.example;standhouder\n"
    assert "line 2, ticket_type: admits nobody by itself: standhouder" in refused(file, text)


def test_who_has_no_address_is_the_organisations(file: Path) -> None:
    event: Event = make_congress(slug="kracht")
    run(file, "name;email\nJan;\n")
    run(file, "name;email\nJan;\n")
    person = Participant.objects.get()
    assert (person.email, person.is_contact) == ("", False)
    assert person.registration.contact_email == event.organisation.email


def test_a_missing_file_is_wrong_usage(tmp_path: Path) -> None:
    make_congress(slug="kracht")
    with pytest.raises(CommandError, match="No such file") as error:
        call_command("import_participants", str(tmp_path / "geen.csv"), event="kracht")
    assert error.value.returncode == 2


def test_thousands_are_told_how_far_it_is_with_few_statements(
    file: Path, django_assert_max_num_queries: object
) -> None:
    make_congress(slug="kracht", seats=None)
    rows = "".join(f"Deelnemer {n};d{n}@x.example\n" for n in range(5000))
    with django_assert_max_num_queries(120):  # type: ignore[operator]
        out, _ = run(file, "name;email\n" + rows)
    assert "500 of 5000\n" in out
    assert "5000 registered, 0 passed over" in out
    assert SeatPool.objects.get().taken == 5000
