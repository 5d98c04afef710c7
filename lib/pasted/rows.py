"""Reads rows of a spreadsheet: by their header, or by what their columns look like."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from lib.names import NameParts, full_name, is_prefix, split_name, written
from lib.pasted.addresses import find_addresses, without
from lib.pasted.columns import Column
from lib.pasted.entries import guess, parts_of, place
from lib.pasted.guessing import fits, is_in_domain
from lib.pasted.people import Draft, Reason
from lib.pasted.words import Kind, kind_of

_NAMES = (Kind.NAME, Kind.PERHAPS)


@dataclass(frozen=True)
class Row:
    """The cells of one line, less its addresses: those are in ``emails``, what is no address in ``wrong``."""

    line: int
    cells: tuple[str, ...]
    emails: tuple[str, ...]
    wrong: tuple[str, ...]
    email_at: int = -1  # the column of the first address


def make_row(line: int, cells: Sequence[str], email_column: int = -1) -> Row:
    """Take the addresses out of the cells; that of ``email_column`` comes first."""
    bare, emails, wrong = [], [], []
    for at, cell in enumerate(cells):
        found = find_addresses(cell) if "@" in cell else []
        right = [address for address in found if address.email]
        emails += [(at != email_column, at, address.email) for address in right]
        wrong += [cell] if len(right) < len(found) else []
        bare.append(without(cell, right).strip(" ,;\"'") if right else cell)
    ranked = sorted(emails, key=lambda email: email[:2])
    distinct = tuple(dict.fromkeys(email for _, _, email in ranked))
    return Row(line, tuple(bare), distinct, tuple(wrong), ranked[0][1] if ranked else -1)


def read_under_header(line: int, cells: Sequence[str], columns: Sequence[Column]) -> Draft | None:
    """Read a row by its header; None where it names nobody."""
    column = columns.index(Column.EMAIL) if Column.EMAIL in columns else -1
    row = make_row(line, cells, column)
    said: dict[Column, str] = {}
    for at, cell in zip(columns, row.cells, strict=False):
        said[at] = said.get(at) or cell
    draft = _begin(row)
    draft.parts = _named(said, has_surname=Column.SURNAME in columns)
    draft.organisation = said.get(Column.ORGANISATION, "")
    draft.job_title = said.get(Column.JOB_TITLE, "")
    draft.phone = said.get(Column.PHONE, "")
    for cell in row.cells[len(columns) :]:
        place(draft, cell)
    if not draft.email and row.wrong:
        return None
    return guess(draft) if full_name(draft.parts) or draft.email else None


def read_rows(rows: Sequence[Row], *, reverses: bool) -> list[Draft | None]:
    """Read rows without a header; ``reverses``: of two names the first is then likelier the surname."""
    roles = _Roles(rows, reverses=reverses)
    return [roles.read(row) for row in rows]


class _Roles:
    """What each column of some rows is, as far as their cells tell."""

    def __init__(self, rows: Sequence[Row], *, reverses: bool) -> None:
        width = max(len(row.cells) for row in rows)
        self.columns = [[row.cells[at] if at < len(row.cells) else "" for row in rows] for at in range(width)]
        kinds = [_kind_of_column(cells) for cells in self.columns]
        hosts = [row.emails[0] if row.emails else "" for row in rows]
        names = [at for at, kind in enumerate(kinds) if kind in _NAMES]
        own = [at for at in names if not _are_in_domain(self.columns[at], hosts)]
        self.emails, self.names = hosts, own[:2] or names[:1]
        self.prefix = kinds.index(Kind.PREFIX) if Kind.PREFIX in kinds else -1
        self.is_sure = True
        if len(self.names) == 2 and self.prefix < 0 and self._is_whole(self.names[0]):
            self.names = self.names[:1]
        elif len(self.names) == 2 and self._is_reversed(reverses=reverses):
            self.names.reverse()

    def read(self, row: Row) -> Draft | None:
        draft = _begin(row)
        cells = [row.cells[at] if at < len(row.cells) else "" for at in self.names]
        prefix = row.cells[self.prefix] if 0 <= self.prefix < len(row.cells) else ""
        if len(cells) == 2:
            draft.parts = _joined(cells[0], prefix, cells[1])
            draft.is_guessed = not self.is_sure
        elif cells and kind_of(cells[0]) in _NAMES:
            draft.parts = parts_of(cells[0])
        used = {*self.names, self.prefix}
        for cell in (cell for at, cell in enumerate(row.cells) if at not in used):
            place(draft, cell)
        if not draft.email and (row.wrong or not full_name(draft.parts)):
            return None
        return guess(draft)

    def _is_whole(self, at: int) -> bool:
        """Whether a column has whole names, with their surnames in the addresses or nothing against it."""
        whole = [split_name(cell) for cell in self.columns[at] if cell]
        if sum(bool(name.surname and name.given_name) for name in whole) * 2 <= len(whole):
            return False
        pairs = list(zip(self.columns[at], self.columns[self.names[1]], self.emails, strict=True))
        first = sum(_fits(split_name(cell).surname, email) for cell, _, email in pairs)
        second = sum(_fits(other, email) for _, other, email in pairs)
        return first >= second

    def _is_reversed(self, *, reverses: bool) -> bool:
        """Whether the surname comes first: prefixes tell it, then addresses, then the habit."""
        one, other = (self.columns[at] for at in self.names)
        for_it = sum(_begins_with_prefix(cell) or _ends_with_prefix(cell) for cell in one)
        for_it += sum(_ends_with_prefix(cell) for cell in other)
        against = sum(_begins_with_prefix(cell) for cell in other)
        for first, second, email in zip(one, other, self.emails, strict=True):
            for_it += _fits(first, email) and not _fits(second, email)
            against += _fits(second, email) and not _fits(first, email)
        self.is_sure = for_it != against
        return for_it > against if self.is_sure else reverses


def _begin(row: Row) -> Draft:
    draft = Draft(row.line, email=row.emails[0] if row.emails else "")
    for email in row.emails[1:]:
        draft.leave(email, Reason.SECOND_ADDRESS)
    if draft.email:
        for cell in row.wrong:
            draft.leave(cell, Reason.WRONG_ADDRESS)
    return draft


def _named(said: dict[Column, str], *, has_surname: bool) -> NameParts:
    given = said.get(Column.GIVEN_NAME) or said.get(Column.INITIALS, "")
    name, surname = said.get(Column.NAME, ""), said.get(Column.SURNAME, "")
    if not has_surname and given and name and given not in name.split():
        name, surname = "", name
    if given or surname:
        return _joined(given, said.get(Column.PREFIX, ""), surname)
    return parts_of(name)


def _joined(given: str, prefix: str, surname: str) -> NameParts:
    """The name of three cells; the surname's cell may hold the prefix too, before or after it."""
    if prefix or not surname:
        return written(NameParts(given, prefix, surname))
    first = given.split()
    while len(first) > 1 and is_prefix(first[-1]):  # Vries | Jan de
        prefix = f"{first.pop()} {prefix}".strip()
    if prefix:
        return written(NameParts(" ".join(first), prefix, surname))
    family = split_name(f"{surname}, x")
    return written(NameParts(given, family.prefix, family.surname) if family.given_name == "x" else family)


def _kind_of_column(cells: Sequence[str]) -> Kind:
    kinds = Counter(kind for cell in cells if (kind := kind_of(cell)) is not Kind.EMPTY)
    names = kinds[Kind.NAME] + kinds[Kind.PERHAPS]
    if names and 2 * names >= kinds.total():
        return Kind.NAME
    return kinds.most_common(1)[0][0] if kinds else Kind.EMPTY


def _are_in_domain(cells: Sequence[str], emails: Sequence[str]) -> bool:
    told = [is_in_domain(cell, email) for cell, email in zip(cells, emails, strict=True) if cell and email]
    return bool(told) and 2 * sum(told) > len(told)


def _fits(text: str, email: str) -> bool:
    return bool(text) and fits(NameParts("", "", text), email)


def _begins_with_prefix(cell: str) -> bool:
    words = cell.split()
    return len(words) > 1 and is_prefix(words[0])


def _ends_with_prefix(cell: str) -> bool:
    words = cell.split()
    return len(words) > 1 and is_prefix(words[-1])
