"""Tables as CSV and XLSX: written as a stream of bytes, and read back as text.

CSV opens right in a Dutch spreadsheet: UTF-8 with a byte order mark, ``;``, a decimal comma.
Text that a spreadsheet would take for a formula gets an apostrophe before it, which reading
takes away again; XLSX needs none, since its cells say that they are text.
"""

import csv
import io
import re
import tempfile
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from itertools import islice
from typing import Any, Final
from zoneinfo import ZoneInfo

import openpyxl
import xlsxwriter  # type: ignore[import-untyped]

from lib.folding import fold

Cell = str | Decimal | date | datetime | int | None

CSV_TYPE: Final = "text/csv; charset=utf-8"
XLSX_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MAX_BYTES: Final = 20_000_000
MAX_BYTES_UNPACKED: Final = 200_000_000
MAX_CELL_LENGTH: Final = 32_767  # what a cell of XLSX holds
_TOO_LONG_FOR_A_FLOAT: Final = 10**13
_AMSTERDAM: Final = "Europe/Amsterdam"
# Apostrophes before it count, so that the guard's own can be told from one that was typed.
_FORMULA: Final = re.compile("'*[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")
_ESCAPED: Final = re.compile("_x([0-9A-Fa-f]{4})_")  # ECMA-376 22.9.2.19: characters that XML cannot hold
_ROWS_AT_ONCE: Final = 200


class UnreadableTable(ValueError):
    """A file is no table that can be read.

    ``code`` is "empty", "encoding", "format", "too_large" or "double_column".
    """

    def __init__(self, code: str) -> None:
        super().__init__(f"unreadable table: {code}")
        self.code = code


@dataclass(frozen=True)
class Row:
    """A row that is not blank; ``number`` is the one that spreadsheets show (labels are mostly in 1).

    ``line`` is where it begins in the file: in CSV cells may have line breaks, in XLSX it is the number.
    """

    number: int
    cells: tuple[str, ...]
    line: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Table:
    """The first sheet of a file: its labels and the rows below them, all as text, as it stands.

    Numbers have a decimal comma, dates are "2027-03-11", moments "2027-03-11 09:30:00".
    """

    labels: tuple[str, ...]
    rows: tuple[Row, ...]

    def records(self, names: Mapping[str, str]) -> Iterator[tuple[int, dict[str, str]]]:
        """Yield each row's line in the file and its cells by name.

        ``names`` maps labels, however they are written ("E-mailadres", "e-mailadres "), to names;
        a label that is not in it is its own name. Cells without a label are left out, missing
        ones are "". Raises UnreadableTable("double_column") where two columns have one name.
        """
        columns = self.columns(names)
        for row in self.rows:
            cells = dict(zip(columns, [*row.cells, *[""] * len(columns)], strict=False))
            yield row.line, {name: cell for name, cell in cells.items() if name}

    def columns(self, names: Mapping[str, str]) -> list[str]:
        """The columns in order as ``records`` names them, "" where there is no label."""
        known = {fold(label): name for label, name in names.items()}
        columns = [known.get(fold(label), label) for label in self.labels]
        named = [name for name in columns if name]
        if len(set(named)) < len(named):
            raise UnreadableTable("double_column")
        return columns


def write_csv(
    labels: Sequence[str], rows: Iterable[Sequence[Cell]], zone: str = _AMSTERDAM
) -> Iterator[bytes]:
    """Yield a CSV file in pieces, ``labels`` in row 1; ``rows`` may be a stream.

    Aware datetimes are written on the clock of ``zone``; a naive one raises ValueError.
    """
    yield "\N{ZERO WIDTH NO-BREAK SPACE}".encode()
    lines = ([_csv_text(cell, zone) for cell in row] for row in _with_labels(labels, rows))
    while batch := list(islice(lines, _ROWS_AT_ONCE)):
        text = io.StringIO()
        csv.writer(text, delimiter=";").writerows(batch)
        yield text.getvalue().encode()


def write_xlsx(
    labels: Sequence[str], rows: Iterable[Sequence[Cell]], sheet: str = "Blad1", zone: str = _AMSTERDAM
) -> Iterator[bytes]:
    """Yield an XLSX file in pieces once it is complete; memory stays flat however many ``rows`` there are.

    Labels are bold, stay in view and filter the rows. Aware datetimes are written on the clock of ``zone``; a
    naive one raises ValueError. Text over 32,767 characters is cut there.
    """
    with tempfile.TemporaryFile() as file:
        _fill_workbook(file, labels, rows, sheet, zone)
        file.seek(0)
        while piece := file.read(65_536):
            yield piece


def read(data: bytes) -> Table:
    """Read CSV or XLSX, whichever ``data`` is. Raises UnreadableTable."""
    return read_xlsx(data) if data.startswith(b"PK\x03\x04") else read_csv(data)


def read_csv(data: bytes) -> Table:
    """Read what spreadsheets save as CSV or as text.

    Taken are UTF-8 with or without byte order mark, UTF-16 with one, and Windows-1252;
    ``;``, comma and tab, told by a line "sep=;" or by the labels. Raises UnreadableTable.
    """
    if len(data) > MAX_BYTES:
        raise UnreadableTable("too_large")
    text = _decoded(data)
    separator, rest = _separator(text)
    begins_at = 1 if rest is text else 2
    reader = csv.reader(io.StringIO(rest, newline=""), delimiter=separator, strict=True)
    lines, begins = [], []
    try:
        for line in reader:
            lines.append([_without_guard(cell) for cell in line])
            begins.append(begins_at)
            begins_at = reader.line_num + (1 if rest is text else 2)
    except csv.Error as error:
        raise UnreadableTable("format") from error
    return _table(lines, begins)


def read_xlsx(data: bytes) -> Table:
    """Read the first sheet of an XLSX file; of a formula the value that was last computed.

    Raises UnreadableTable.
    """
    if len(data) > MAX_BYTES:
        raise UnreadableTable("too_large")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            unpacked = sum(part.file_size for part in parts.infolist())
    except zipfile.BadZipFile as error:
        raise UnreadableTable("format") from error
    if unpacked > MAX_BYTES_UNPACKED:
        raise UnreadableTable("too_large")
    try:
        workbook = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        sheet: Any = workbook.worksheets[0]
        sheet.reset_dimensions()  # some programs write a wrong one
        lines = [[_read_text(value) for value in line] for line in sheet.iter_rows(values_only=True)]
        workbook.close()
    except Exception as error:  # a broken file may break the parser anywhere
        raise UnreadableTable("format") from error
    return _table(lines, range(1, len(lines) + 1))


def _with_labels(labels: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[Sequence[Cell]]:
    yield labels
    yield from rows


def _csv_text(cell: Cell, zone: str) -> str:
    if isinstance(cell, str):
        return f"'{cell}" if _FORMULA.match(cell) else cell
    if isinstance(cell, Decimal):
        return f"{cell:f}".replace(".", ",")
    if isinstance(cell, datetime):
        return _local(cell, zone).isoformat(" ", "seconds")
    return "" if cell is None else str(cell)


def _without_guard(text: str) -> str:
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text


def _local(moment: datetime, zone: str) -> datetime:
    if moment.tzinfo is None:
        raise ValueError(f"a moment needs a time zone: {moment.isoformat()}")
    return moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None)


def _fill_workbook(
    file: Any, labels: Sequence[str], rows: Iterable[Sequence[Cell]], sheet: str, zone: str
) -> None:
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(file, options) as workbook:
        page = workbook.add_worksheet(_sheet_name(sheet))
        formats = {
            Decimal: workbook.add_format({"num_format": "#,##0.00"}),
            date: workbook.add_format({"num_format": "dd-mm-yyyy"}),
            datetime: workbook.add_format({"num_format": "dd-mm-yyyy hh:mm"}),
        }
        bold = workbook.add_format({"bold": True})
        page.freeze_panes(1, 0)
        for column, label in enumerate(labels):
            page.set_column(column, column, max(12, len(label) + 2))
            page.write_string(0, column, label, bold)
        number = 0
        for number, row in enumerate(rows, start=1):
            for column, cell in enumerate(row):
                value = _xlsx_value(cell, zone)
                if isinstance(value, str):
                    page.write_string(number, column, value)
                elif value is not None:
                    page.write(number, column, value, formats.get(type(cell)))
        if labels:
            page.autofilter(0, 0, number, len(labels) - 1)


def _sheet_name(text: str) -> str:
    return " ".join(re.sub(r"[\[\]:*?/\\']", " ", text).split())[:31].strip() or "Blad1"


def _xlsx_value(cell: Cell, zone: str) -> Cell:
    """Return what XLSX keeps as it is meant: local time, text that fits, numbers with all their digits."""
    if isinstance(cell, datetime):
        return _local(cell, zone)
    if isinstance(cell, str):
        return cell[:MAX_CELL_LENGTH] or None
    if isinstance(cell, Decimal | int) and not -_TOO_LONG_FOR_A_FLOAT < cell < _TOO_LONG_FOR_A_FLOAT:
        return _csv_text(cell, zone)
    return cell


def _decoded(data: bytes) -> str:
    utf16 = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if utf16 else ("utf-8-sig", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UnreadableTable("encoding")


def _separator(text: str) -> tuple[str, str]:
    """Return what parts the cells and the text without the line that tells it."""
    first, _, rest = text.partition("\n")
    if told := re.fullmatch(r'"?sep=([;,\t|])"?\r?', first, re.IGNORECASE):
        return told[1], rest
    labels = re.sub(r'"[^"]*"', "", next((line for line in text.splitlines() if line.strip()), ""))
    return max(";\t,", key=labels.count), text


def _table(lines: Sequence[Sequence[str]], begins: Sequence[int]) -> Table:
    """``begins`` are the lines of the file at which ``lines`` begin."""
    filled = [
        Row(number, tuple(line), begin)
        for number, (line, begin) in enumerate(zip(lines, begins, strict=True), start=1)
        if any(cell.strip() for cell in line)
    ]
    if not filled:
        raise UnreadableTable("empty")
    return Table(filled[0].cells, tuple(filled[1:]))


def _read_text(value: object) -> str:
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "seconds")
    if isinstance(value, float):
        return f"{Decimal(repr(value)).normalize():f}".replace(".", ",")
    return "" if value is None else _ESCAPED.sub(lambda found: chr(int(found[1], 16)), str(value))
