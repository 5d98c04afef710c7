"""Reads what is said of one person: a name, an address, and what stands beside them."""

from __future__ import annotations

import re

from lib.names import NameParts, full_name, split_name, written
from lib.pasted.addresses import Found, find_addresses
from lib.pasted.columns import Column, column_of
from lib.pasted.guessing import guess_name, is_in_domain
from lib.pasted.people import Draft, Reason
from lib.pasted.pieces import split_sides
from lib.pasted.words import Kind, kind_of, name_words, phone_in, without_opening

_BRACKETS = re.compile(r"\(([^()]*)\)")
_INITIALS = re.compile(r"(?:\w\.?[ -]?)+")


def read_entry(line: int, text: str) -> Draft | None:
    """Read the piece of a line that is of one person; None where no address in it is right."""
    found = find_addresses(text)
    right = [address for address in found if address.email]
    if not right:
        return None
    draft = Draft(line, email=right[0].email)
    for address in found:
        if address.email != draft.email:
            reason = Reason.SECOND_ADDRESS if address.email else Reason.WRONG_ADDRESS
            draft.leave(text[address.start : address.end].strip(), reason)
    before, after = _around(text, found)
    take_name(draft, without_opening(before), is_display=right[0].is_bracketed)
    for piece in split_sides(after):
        place(draft, piece)
    return draft


def take_name(draft: Draft, text: str, *, is_display: bool = False) -> None:
    """Read the name in ``text``, and what else stands there. Before an address in brackets it is a name."""
    text = text.strip(" \t:,;|-–—\"'‘’“”")
    if not text or column_of(text) in (Column.EMAIL, Column.PHONE):
        return
    bare = " ".join(_BRACKETS.sub(" ", text).split()).strip(" ,")
    if is_name(bare) or (is_display and name_words(bare) and kind_of(bare) is Kind.OTHER):
        draft.parts = parts_of(bare)
        for aside in _BRACKETS.findall(text):
            _take_aside(draft, aside.strip())
        return
    for piece in split_sides(text):
        place(draft, piece)


def place(draft: Draft, text: str) -> None:
    """Put ``text`` where it belongs with somebody; what has no place is left over."""
    kind = kind_of(text)
    label, colon, value = text.partition(":")
    if colon and column_of(label) and value.strip():
        return place(draft, value.strip())
    if kind in (Kind.NAME, Kind.PERHAPS):
        return _place_name(draft, text)
    if kind is Kind.PHONE:
        return _set(draft, "phone", phone_in(text), text)
    if kind in (Kind.ORGANISATION, Kind.JOB):
        return _set(draft, "organisation" if kind is Kind.ORGANISATION else "job_title", text, text)
    if kind is Kind.OTHER and not column_of(text) and any(map(str.isalnum, text)):
        draft.leave(text)
    return None


def is_name(text: str) -> bool:
    """Whether ``text`` may be the name of one person."""
    return kind_of(text) in (Kind.NAME, Kind.PERHAPS)


def parts_of(name: str) -> NameParts:
    """Return the parts of a name as somebody typed it, capitals alone written as names are."""
    return written(split_name(name))


def guess(draft: Draft) -> Draft:
    """Give somebody without a name what their address tells of it."""
    if not full_name(draft.parts) and draft.email:
        draft.parts, draft.is_guessed = guess_name(draft.email), True
    return draft


def _around(text: str, found: list[Found]) -> tuple[str, str]:
    """What stands before the first address, and between and after the addresses."""
    first = next(at for at, address in enumerate(found) if address.email)
    pieces = [text[: found[first].start]]
    ends = [*(address.start for address in found[first + 1 :]), len(text)]
    pieces += [text[address.end : end] for address, end in zip(found[first:], ends, strict=True)]
    return pieces[0], " | ".join(piece for piece in pieces[1:] if piece.strip())


def _place_name(draft: Draft, text: str) -> None:
    if not full_name(draft.parts):
        draft.parts = parts_of(text)
        draft.is_guessed = len(text.split()) == 1 and not is_in_domain(text, draft.email)
    elif draft.email and is_in_domain(text, draft.email):
        _set(draft, "organisation", text, text)
    else:
        draft.leave(text)


def _set(draft: Draft, name: str, value: str, text: str) -> None:
    if getattr(draft, name):
        draft.leave(text)
    else:
        setattr(draft, name, value)


def _take_aside(draft: Draft, text: str) -> None:
    """In brackets behind a name: what somebody is called, "Berg, P. van den (Pieter)", or where they work."""
    given = draft.parts.given_name
    is_called = (
        " " not in text and _INITIALS.fullmatch(given) and text[:1].isalpha() and text[:1] == given[:1]
    )
    if is_called and len(text) > 1:
        draft.parts = NameParts(text, draft.parts.prefix, draft.parts.surname)
    elif text.isupper() and " " not in text and not draft.organisation:
        draft.organisation = text
    else:
        place(draft, text)
