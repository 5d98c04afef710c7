"""Reads a pasted list, line by line. Pure: no clock, no database, no language."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lib.names import full_name
from lib.pasted.columns import Column, column_of, header_of
from lib.pasted.entries import guess, is_name, parts_of, place, read_entry
from lib.pasted.loose import LooseLines
from lib.pasted.people import Draft, PastedList, Reason, UnreadLine
from lib.pasted.pieces import delimiter_of, split_cells, split_people
from lib.pasted.rows import make_row, read_rows, read_under_header
from lib.pasted.words import without_opening
from lib.plain_text import without_controls

MOST_CHARACTERS = 200_000
MOST_LINES = 2000
MOST_ADDRESSES = 2000
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))


def read_people(text: str) -> PastedList:
    """Return the people in ``text``, a list as somebody pastes it, and the lines that say nothing of them.

    Every mail address in it is with somebody or in an unread line. What is above the limits of
    this module is unread too, so that the work has a bound.
    """
    reader = _Reader()
    for line, said in _lines(text, reader.lines.unread):
        reader.read(line, said)
    return reader.finish()


def _lines(text: str, unread: list[UnreadLine]) -> Iterator[tuple[int, str]]:
    characters = lines = addresses = 0
    for number, raw in enumerate(text.splitlines(), 1):
        if not raw.strip():
            continue
        characters, lines, addresses = characters + len(raw), lines + 1, addresses + raw.count("@")
        if characters > MOST_CHARACTERS or lines > MOST_LINES or addresses > MOST_ADDRESSES:
            unread.append(UnreadLine(number, raw, Reason.TOO_MANY))
        elif plain := _plain(raw):
            yield number, plain


def _plain(raw: str) -> str:
    """One line without what cannot be seen; blanks of other kinds as plain ones, tabs kept."""
    seen = without_controls(raw.translate(_INVISIBLE))
    return "".join(" " if char.isspace() and char != "\t" else char for char in seen).strip(" ")


@dataclass
class _Block:
    """Rows that follow each other, parted in the same way."""

    delimiter: str = ""
    rows: list[tuple[int, str]] = field(default_factory=list)


class _Reader:
    def __init__(self) -> None:
        self.lines = LooseLines()
        self.columns: tuple[Column, ...] | None = None
        self.delimiter = ""
        self.block = _Block()

    def read(self, line: int, text: str) -> None:
        """Read one line that is not blank."""
        if self._is_header(text):
            return
        if self.columns and self._is_under_header(text):
            draft = read_under_header(line, split_cells(text, self.delimiter), self.columns)
            self._add(line, text, draft)
            return
        delimiter = delimiter_of(text)
        if delimiter != self.block.delimiter:
            self._end_block()
        if delimiter:
            self.block.delimiter = delimiter
            self.block.rows.append((line, text))
        elif "@" in text:
            self._read_addresses(line, text)
        else:
            self.lines.read(line, without_opening(text))

    def finish(self) -> PastedList:
        """Return all that was read, in the order of the lines."""
        self._end_block()
        drafts, unread = self.lines.drafts, list(self.lines.unread)
        for draft in drafts:
            unread += draft.left
        return PastedList(
            tuple(draft.person() for draft in sorted(drafts, key=lambda draft: draft.line)),
            tuple(sorted(unread, key=lambda left: left.line)),
        )

    def _is_header(self, text: str) -> bool:
        if "@" in text:
            return False
        for delimiter in ("\t", ";", ",", "|", "  "):
            columns = header_of(split_cells(text, delimiter))
            if columns:
                self._end_block()
                self.columns, self.delimiter = columns, delimiter
                return True
        return column_of(text) is not None

    def _is_under_header(self, text: str) -> bool:
        """A row has the header's delimiter, or is a single cell; several addresses are another list."""
        return self.delimiter in text and text.count("@") <= len(split_cells(text, self.delimiter))

    def _end_block(self) -> None:
        block, self.block = self.block, _Block()
        if not block.rows:
            return
        rows = [make_row(line, split_cells(text, block.delimiter)) for line, text in block.rows]
        drafts = read_rows(rows, reverses=all(", " in text for _, text in block.rows))
        for (line, text), draft in zip(block.rows, drafts, strict=True):
            self._add(line, text, draft)

    def _add(self, line: int, text: str, draft: Draft | None) -> None:
        if draft is not None:
            self.lines.add(draft)
        elif any(map(str.isalnum, text)):
            self.lines.leave(line, text, Reason.WRONG_ADDRESS if "@" in text else Reason.NO_PERSON)

    def _read_addresses(self, line: int, text: str) -> None:
        for piece in split_people(text):
            draft = read_entry(line, piece) if "@" in piece else self._without_address(line, piece)
            if draft is None:
                reason = Reason.WRONG_ADDRESS if "@" in piece else Reason.NO_PERSON
                self.lines.leave(line, piece.strip(), reason)
            elif full_name(draft.parts) or not draft.email:
                self.lines.add(draft)
            else:
                self.lines.add_bare(guess(draft))

    def _without_address(self, line: int, piece: str) -> Draft | None:
        piece = without_opening(piece)
        if not is_name(piece):
            return None
        draft = Draft(line, parts=parts_of(piece))
        place(draft, "")
        return draft
