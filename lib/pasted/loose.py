"""Lines with one thing each, as in a signature or a plain list: a name, and below it what belongs to it."""

from __future__ import annotations

from lib.names import NameParts, full_name, is_prefix
from lib.pasted.columns import Column, column_of
from lib.pasted.entries import is_name, parts_of, place
from lib.pasted.guessing import fits, guess_name, is_of_desk
from lib.pasted.people import Draft, Reason, UnreadLine
from lib.pasted.pieces import split_outside, split_sides
from lib.pasted.words import Kind, kind_of

_BESIDE = (Kind.ORGANISATION, Kind.JOB, Kind.PHONE)
_BESIDES = ("organisation", "job_title", "phone")
_FAR = 8  # lines of a signature between the name and the address


class LooseLines:
    """The people that were read, and the one to whom the lines that follow belong."""

    def __init__(self) -> None:
        self.drafts: list[Draft] = []
        self.unread: list[UnreadLine] = []
        self._current: Draft | None = None
        self._is_signature = False
        self._nameless = 0  # how many names in a row have no address yet
        self._bare: Draft | None = None  # an address alone, just above

    def add(self, draft: Draft) -> None:
        """Take somebody who is known from one line."""
        self.drafts.append(draft)
        self._current, self._bare, self._nameless, self._is_signature = None, None, 0, False

    def add_bare(self, draft: Draft) -> None:
        """Take an address that stands alone: of the name above it where that fits, else of somebody new."""
        owner = self._owner_of(draft)
        if owner is None:
            self.drafts.append(draft)
            self._current = self._bare = draft
        else:
            self._join(owner, draft)
            self._current, self._bare = owner, None
        self._nameless = 0

    def leave(self, line: int, text: str, reason: Reason) -> None:
        """Note a line of which nothing comes."""
        self.unread.append(UnreadLine(line, text, reason))

    def read(self, line: int, text: str) -> None:
        """Read a line without an address."""
        label, colon, value = text.partition(":")
        if colon and (column := column_of(label)):
            if value.strip():
                self._read_labelled(line, column, value.strip())
            return
        kind = kind_of(text)
        if kind is Kind.GREETING:
            self._current, self._bare, self._nameless, self._is_signature = None, None, 0, True
        elif kind in _BESIDE or kind is Kind.PLACE:
            self._read_beside(line, kind, text)
        elif kind is not Kind.EMPTY and not self._read_names(line, text, kind):
            self.leave(line, text, Reason.NO_PERSON)

    def _read_labelled(self, line: int, column: Column, value: str) -> None:
        current = self._current
        if column is Column.NAME:
            if not self._read_names(line, value, kind_of(value)):
                self.leave(line, value, Reason.NO_PERSON)
        elif column in (Column.GIVEN_NAME, Column.INITIALS):
            self._begin(line, NameParts(value, "", ""), is_sure=True)
        elif current and column is Column.PREFIX:
            current.parts = NameParts(current.parts.given_name, value, current.parts.surname)
        elif current and column is Column.SURNAME:
            family = parts_of(f"{value}, x")
            prefix = current.parts.prefix or family.prefix
            current.parts = NameParts(current.parts.given_name, prefix, family.surname)
        elif column in (Column.ORGANISATION, Column.JOB_TITLE, Column.PHONE):
            if current and not getattr(current, column.value):
                setattr(current, column.value, value)
            else:
                self.leave(line, value, Reason.NO_PERSON)

    def _read_beside(self, line: int, kind: Kind, text: str) -> None:
        if self._current is None:
            if not self._read_first_of_several(line, text):
                self.leave(line, text, Reason.NO_PERSON)
            return
        pieces = split_sides(text) if kind is Kind.PHONE else [text]
        for piece in pieces if kind in _BESIDE else ():
            place(self._current, piece)

    def _read_first_of_several(self, line: int, text: str) -> bool:
        """Read "Jan de Vries, adviseur": a name and what belongs to it."""
        first, *rest = split_sides(text) or [""]
        if not rest or kind_of(first) is not Kind.NAME:
            return False
        self._begin(line, parts_of(first), is_sure=True)
        for piece in rest:
            place(self.drafts[-1], piece)
        return True

    def _read_names(self, line: int, text: str, kind: Kind) -> bool:
        """Read one name, or several that are parted; False where there is none."""
        several = [piece.strip() for piece in split_outside(text, ";,") if piece.strip()]
        if len(several) > 1 and all(kind_of(piece) is Kind.NAME for piece in several):
            for piece in several:
                self._begin(line, parts_of(piece), is_sure=True)
            return True
        parted = [piece.strip() for piece in split_outside(text, ";") if piece.strip()]
        if len(parted) > 1 and all(map(is_name, parted)):
            for piece in parted:
                self._begin(line, parts_of(piece), is_sure=kind_of(piece) is Kind.NAME)
            return True
        if kind is Kind.NAME or (kind is Kind.PERHAPS and self._may_be_somebody(text)):
            self._take_or_begin(line, text, kind)
            return True
        return self._read_first_of_several(line, text)

    def _may_be_somebody(self, text: str) -> bool:
        """A name in small letters, or of one word: not in a signature, where towns and teams stand."""
        words = text.split()
        if text == text.lower():
            return len(words) == 2 or any(map(is_prefix, words[1:-1]))
        return not (self._is_signature and self._current) and len(words) <= 4

    def _take_or_begin(self, line: int, text: str, kind: Kind) -> None:
        parts = parts_of(text)
        if self._bare is not None and fits(parts, self._bare.email):
            self._bare.parts, self._bare.is_guessed, self._bare = parts, False, None
            return
        self._begin(line, parts, is_sure=kind is Kind.NAME)

    def _begin(self, line: int, parts: NameParts, *, is_sure: bool) -> None:
        self.drafts.append(Draft(line, parts, is_guessed=not is_sure))
        self._current, self._bare = self.drafts[-1], None
        self._nameless += 1

    def _owner_of(self, draft: Draft) -> Draft | None:
        """Whose address it is: the last name above that fits; a single one where nothing is against it."""
        waiting = self.drafts[-self._nameless :] if self._nameless else []
        near = [one for one in waiting if draft.line - one.line <= _FAR]
        fitting = next((one for one in reversed(near) if fits(one.parts, draft.email)), None)
        if fitting or not near:
            return fitting
        if self._is_signature or (len(near) == 1 and is_of_desk(draft.email)):
            return near[0]
        if len(near) == 1 and near[0] is self._current and not guess_name(draft.email).surname:
            near[0].is_guessed = True
            return near[0]
        return None

    def _join(self, owner: Draft, draft: Draft) -> None:
        owner.email = draft.email
        owner.is_guessed = owner.is_guessed and not fits(owner.parts, draft.email)
        owner.left += draft.left
        for name in _BESIDES:
            setattr(owner, name, getattr(owner, name) or getattr(draft, name))
        for other in self.drafts[self.drafts.index(owner) + 1 :] if self._is_signature else ():
            self._fold_in(owner, other)

    def _fold_in(self, owner: Draft, other: Draft) -> None:
        """In a signature a line that looked like a name is a team, or a town; it took what came below it."""
        self.drafts.remove(other)
        for name in _BESIDES:
            setattr(owner, name, getattr(owner, name) or getattr(other, name))
        owner.job_title = owner.job_title or full_name(other.parts)
