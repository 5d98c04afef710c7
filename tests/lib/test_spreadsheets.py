import io
import tracemalloc
import zipfile
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from lib import spreadsheets
from lib.spreadsheets import (
    Cell,
    Row,
    Table,
    UnreadableTable,
    read,
    read_csv,
    read_xlsx,
    write_csv,
    write_xlsx,
)

MOMENT = datetime(2027, 3, 11, 8, 30, tzinfo=UTC)
ROW: list[Cell] = ["José van den Berg", Decimal("1295.00"), date(2027, 3, 11), MOMENT, 3, None]
LABELS = ["Naam", "Bedrag", "Dag", "Aangemeld op", "Aantal", "Leeg"]
READ_BACK = ("José van den Berg", "1295,00", "2027-03-11", "2027-03-11 09:30:00", "3", "")
FORMULAS = [
    "=1+1",
    "+31 6 12345678",
    "-5",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "'=1",
    "''=1",
    "=cmd|' /C calc'!A0",
    "＝1",
]
# What XML can hold, and so XLSX; lines end there as "\n".
printable = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"))


def make_csv(labels: list[str], rows: list[list[Cell]]) -> bytes:
    return b"".join(write_csv(labels, rows))


def make_xlsx(labels: list[str], rows: list[list[Cell]]) -> bytes:
    return b"".join(write_xlsx(labels, rows))


def texts(table: Table) -> list[tuple[str, ...]]:
    return [row.cells for row in table.rows]


def test_csv_is_what_a_dutch_spreadsheet_opens() -> None:
    data = make_csv(LABELS, [ROW, ["a;b", Decimal("-0.50"), None, None, 0, 'zei "ja"\nen ging']])
    assert data.startswith(b"\xef\xbb\xbfNaam;Bedrag;")
    assert data.decode("utf-8-sig").splitlines()[1:] == [
        "José van den Berg;1295,00;2027-03-11;2027-03-11 09:30:00;3;",
        '"a;b";-0,50;;;0;"zei ""ja""',
        'en ging"',
    ]


def test_both_formats_are_read_back_as_the_same_text() -> None:
    assert read(make_csv(LABELS, [ROW])) == Table(tuple(LABELS), (Row(2, READ_BACK),))
    sheet = read(make_xlsx(LABELS, [ROW]))
    assert sheet.labels == tuple(LABELS)
    assert sheet.rows[0].cells == ("José van den Berg", "1295", *READ_BACK[2:5])


@pytest.mark.parametrize("text", FORMULAS)
def test_a_formula_in_csv_is_text_and_is_read_back_unchanged(text: str) -> None:
    data = make_csv(["name"], [[text]])
    written = data.decode("utf-8-sig").split("\r\n", 1)[1]
    assert written.lstrip('"').startswith("'")
    assert texts(read_csv(data)) == [(text,)]


@pytest.mark.parametrize("text", ["'t Hof", "'s-Hertogenbosch", "'", "a=1", "1-2", "jan@x.example"])
def test_other_text_gets_no_apostrophe(text: str) -> None:
    data = make_csv(["name"], [[text]])
    assert data.decode("utf-8-sig") == f"name\r\n{text}\r\n"
    assert texts(read_csv(data)) == [(text,)]


def test_a_formula_in_xlsx_is_a_cell_of_text() -> None:
    data = make_xlsx(["name"], [[text] for text in FORMULAS])
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        cells = etree.fromstring(parts.read("xl/worksheets/sheet1.xml")).findall(".//{*}c")
    assert {cell.get("t") for cell in cells} == {"inlineStr"}
    assert not any(cell.findall("{*}f") for cell in cells)
    unguarded = [cell.findtext("{*}is/{*}t") for cell in cells][1:4]
    assert unguarded == FORMULAS[:3]


def test_xlsx_keeps_numbers_and_dates_as_such() -> None:
    page = openpyxl.load_workbook(io.BytesIO(make_xlsx(LABELS, [ROW]))).worksheets[0]
    assert [cell.value for cell in page[2]][:5] == [
        "José van den Berg",
        1295,
        datetime(2027, 3, 11),  # noqa: DTZ001
        datetime(2027, 3, 11, 9, 30),  # noqa: DTZ001
        3,
    ]
    assert (page["B2"].number_format, page["A1"].font.bold, page.freeze_panes) == ("#,##0.00", True, "A2")


def test_xlsx_loses_no_digit_and_no_row() -> None:
    oin = 10**19 + 1
    rows: list[list[Cell]] = [[oin, Decimal("12345678901234.56")], ["x" * 40_000, "'; drop"], ["", None]]
    table = read_xlsx(make_xlsx(["a", "b"], rows))
    assert texts(table) == [(str(oin), "12345678901234,56"), ("x" * 32_767, "'; drop")]


@given(st.lists(st.lists(printable, min_size=3, max_size=3), max_size=6))
def test_any_text_comes_back_from_csv(rows: list[list[str]]) -> None:
    table = read_csv(make_csv(["a", "b", "c"], [[*row] for row in rows]))
    assert texts(table) == [tuple(row) for row in rows if any(cell.strip() for cell in row)]


@given(st.lists(st.lists(printable.filter(bool), min_size=3, max_size=3), max_size=4))
def test_any_text_comes_back_from_xlsx(rows: list[list[str]]) -> None:
    table = read_xlsx(make_xlsx(["a", "b", "c"], [[*row] for row in rows]))
    assert texts(table) == [tuple(row) for row in rows if any(cell.strip() for cell in row)]


@given(st.text(st.sampled_from("'=+-@\t\r\n;\",x ")))
def test_the_guard_is_undone_exactly(text: str) -> None:
    table = read_csv(make_csv(["a", "b"], [[text, "x"]]))
    assert texts(table) == [(text, "x")]


PEOPLE = "name;email\r\nBé Özcan;be@x.example\r\n\r\n;;\r\nCato d'Ancona;cato@x.example\r\n"
SAVED = {
    "utf-8": PEOPLE.encode(),
    "utf-8 with mark": PEOPLE.encode("utf-8-sig"),
    "utf-16 with tabs": PEOPLE.replace(";", "\t").encode("utf-16"),
    "utf-16 big endian": b"\xfe\xff" + PEOPLE.replace(";", "\t").encode("utf-16-be"),
    "told by sep": b"\xef\xbb\xbfsep=;\r\n" + PEOPLE.encode(),
    "told by sep though commas are more": b"sep=;\r\n" + PEOPLE.replace("email", '"e,m,a,i,l"').encode(),
    "commas": PEOPLE.replace(";", ",").encode(),
    "quoted": '"name";"email"\n"Bé Özcan";"be@x.example"\n\n;;\nCato d\'Ancona;cato@x.example'.encode(),
    "old Mac line ends": PEOPLE.replace("\r\n", "\r").encode(),
}


@pytest.mark.parametrize("how", SAVED)
def test_people_are_read_however_the_file_was_saved(how: str) -> None:
    table = read(SAVED[how])
    assert table.rows == (Row(2, ("Bé Özcan", "be@x.example")), Row(5, ("Cato d'Ancona", "cato@x.example")))


def test_records_tell_the_line_of_the_file_where_cells_have_line_breaks() -> None:
    data = b'sep=;\r\nname;job\r\n"Jan";"a\r\nb"\r\n\r\nEls;c\r\n'
    table = read(data)
    assert [line for line, _record in table.records({})] == [3, 6]
    assert [row.number for row in table.rows] == [2, 4]
    assert [line for line, _record in read(make_xlsx(["name"], [["a\nb"], ["c"]])).records({})] == [2, 3]


def test_windows_1252_is_read_too() -> None:
    data = "name;email\r\nBé €;be@x.example\r\n".encode("cp1252")
    assert texts(read(data)) == [("Bé €", "be@x.example")]


def test_records_take_labels_of_people_and_names_of_machines_alike() -> None:
    names = {"Naam": "name", "E-mailadres": "email"}
    dutch = read(make_xlsx(["NAAM ", "e-mailadres", ""], [["Jan", "jan@x.example", "weg"], ["Els"]]))
    assert list(dutch.records(names)) == [
        (2, {"name": "Jan", "email": "jan@x.example"}),
        (3, {"name": "Els", "email": ""}),
    ]
    assert list(read(b"name;email;shoe\nJan;j@x;42").records(names)) == [
        (2, {"name": "Jan", "email": "j@x", "shoe": "42"})
    ]
    with pytest.raises(UnreadableTable, match="double_column"):
        list(read(b"name;Naam\na;b").records(names))


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf\r\n ; \r\n", "empty"),
        (b"a;b\n\x81\x8d", "encoding"),
        (b"\xff\xfea", "encoding"),
        (b'a;b\n"open;', "format"),
        (b"a;b\n" + b"x" * 200_000, "format"),
        (b"PK\x03\x04 no zip", "format"),
        (b"a" * (spreadsheets.MAX_BYTES + 1), "too_large"),
        (b"PK\x03\x04" + b"a" * spreadsheets.MAX_BYTES, "too_large"),
    ],
)
def test_a_file_that_is_no_table_is_refused_by_reason(data: bytes, code: str) -> None:
    with pytest.raises(UnreadableTable) as refused:
        read(data)
    assert refused.value.code == code


def test_a_zip_that_grows_too_large_is_refused_unopened() -> None:
    bomb = io.BytesIO()
    with (
        zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as parts,
        parts.open("xl/workbook.xml", "w") as part,
    ):
        for _ in range(210):
            part.write(b"\0" * 1_000_000)
    with pytest.raises(UnreadableTable, match="too_large"):
        read(bomb.getvalue())


def test_a_zip_of_something_else_is_refused() -> None:
    other = io.BytesIO()
    with zipfile.ZipFile(other, "w") as parts:
        parts.writestr("word/document.xml", "<w/>")
    with pytest.raises(UnreadableTable, match="format"):
        read(other.getvalue())


def test_formulas_of_others_are_read_as_their_value() -> None:
    workbook = openpyxl.Workbook()
    page = workbook.worksheets[0]
    page.append(["a", "b", "c", "d"])
    page.append([True, 12.5, 1e21, "_x0041_"])
    saved = io.BytesIO()
    workbook.save(saved)
    assert texts(read(saved.getvalue())) == [("ja", "12,5", "1000000000000000000000", "A")]


@pytest.mark.parametrize("write", [write_csv, write_xlsx])
def test_a_moment_without_a_zone_is_refused(write: object) -> None:
    assert callable(write)
    with pytest.raises(ValueError, match="time zone"):
        list(write(["a"], [[datetime(2027, 3, 11)]]))  # noqa: DTZ001


def test_a_long_list_is_written_as_a_stream() -> None:
    drawn: list[int] = []

    def rows() -> Iterator[list[Cell]]:
        for number in range(10_000):
            drawn.append(number)
            yield [number, "x" * 100]

    pieces = write_csv(["n", "text"], rows())
    assert next(pieces) == b"\xef\xbb\xbf"
    next(pieces)
    assert len(drawn) < 500
    tracemalloc.start()
    size = sum(len(piece) for piece in write_xlsx(["n", "text"], rows()))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert size > 50_000
    assert peak < 3_000_000


def test_sheet_names_may_hold_anything(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    path.write_bytes(b"".join(write_xlsx(["a"], [], sheet="Congres: dag 1/2 [concept] van de vereniging")))
    assert openpyxl.load_workbook(path).sheetnames == ["Congres dag 1 2 concept van de"]
