"""Mail addresses in a text, each where it stands."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lib.identifiers import InvalidIdentifier, normalise_email

_BACKWARDS = re.compile(r"[A-Za-z0-9._%+&'=~!#$*/?^`{|}-]{1,65}")  # one more than a local part may have
_HOST = re.compile(r"[\w.-]{1,255}")
_EDGES = "'.|/=*`{}!#$%&?^~+"  # of a local part: quotes and marks around an address, not of it
_BEFORE = re.compile(r"[\s\"'‘“„«<(\[{|:*_]*(?:mailto:)?[\"'‘“<(\[]*\Z", re.IGNORECASE)
_AFTER = re.compile(r"[\"'’”>)\]|*_]*")
_LOOK_BACK = 80


@dataclass(frozen=True)
class Found:
    """An address as it is compared by, from ``start`` to ``end`` with its brackets and quotes.

    An empty ``email`` is an @ that is of no address.
    """

    email: str
    start: int
    end: int
    is_bracketed: bool


def find_addresses(text: str) -> list[Found]:
    """Return the addresses in ``text`` in order; the work grows with its length alone."""
    found: list[Found] = []
    at, end = text.find("@"), 0
    while at >= 0:
        found.append(_address_at(text, at, end))
        end = max(found[-1].end, at + 1)
        at = text.find("@", end)
    return found


def without(text: str, found: list[Found]) -> str:
    """Return ``text`` with a blank for each of ``found``."""
    pieces, end = [], 0
    for address in found:
        pieces.append(text[end : address.start])
        end = address.end
    return " ".join([*pieces, text[end:]]).strip()


def _address_at(text: str, at: int, least: int) -> Found:
    run = _BACKWARDS.match(text[max(least, at - 65) : at][::-1])
    local = run[0][::-1].lstrip(_EDGES) if run else ""
    host_run = _HOST.match(text, at + 1)
    host = host_run[0].rstrip("._-") if host_run else ""
    begin, end = at - len(local), at + 1 + len(host)
    email = _normal(local, host)
    if begin > least and text[begin - 1].isalnum():  # a letter that no local part may have
        email = ""
    if not email:
        return Found("", begin, end, is_bracketed=False)
    before = _BEFORE.search(text, max(least, begin - _LOOK_BACK), begin)
    after = _AFTER.match(text, end)
    start = before.start() if before else begin
    stop = after.end() if after else end
    is_bracketed = "<" in text[start:begin] and ">" in text[end:stop]
    return Found(email, start, stop, is_bracketed)


def _normal(local: str, host: str) -> str:
    if not local or "." not in host:
        return ""
    try:
        return normalise_email(f"{local}@{host}")
    except InvalidIdentifier:
        return ""
