"""Takes one line apart: into the cells of a row, or into people who stand one after the other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from lib.pasted.addresses import find_addresses

_TOP = re.compile(r'"[^"]*"|<[^<>]*>|\([^()]*\)|[;,|]')
_WIDE = re.compile(r" {2,}")
_SIDES = re.compile(r"[,;|\t()\[\]]|\s[-–—/•·]\s|\s[-–—]\Z|\A[-–—]\s")
DELIMITERS = ("\t", ";", "|", ",", "  ")


def split_cells(line: str, delimiter: str) -> list[str]:
    """Return the cells of a row, without their quotes; a delimiter in quotes or brackets parts nothing."""
    if delimiter == "\t":
        cells = line.split("\t")
    elif delimiter == "  ":
        cells = _WIDE.split(line)
    else:
        cells = split_outside(line, delimiter)
    return [unquoted(cell.strip()) for cell in cells]


def split_outside(text: str, separators: str) -> list[str]:
    """Split ``text`` at each of ``separators`` that is in no quotes or brackets."""
    pieces, begin = [], 0
    for found in _TOP.finditer(text):
        if found[0] in separators:
            pieces.append(text[begin : found.start()])
            begin = found.end()
    return [*pieces, text[begin:]]


def unquoted(cell: str) -> str:
    """Return a cell as it is without the quotes that a spreadsheet puts around it."""
    if len(cell) > 1 and cell[0] == cell[-1] == '"':
        return cell[1:-1].replace('""', '"').strip()
    return cell


def quoted(cell: str) -> str:
    """Return a cell as a spreadsheet writes it: in quotes where it holds some."""
    return '"' + cell.replace('"', '""') + '"' if '"' in cell else cell


def delimiter_of(line: str) -> str:
    """Return what parts the cells of a row: one address stands alone in its cell, with more beside it.

    A line with tabs is always a row. Nothing where it is no row.
    """
    if "\t" in line:
        return "\t"
    if line.count("@") != 1:
        return ""
    for delimiter in DELIMITERS[1:]:
        cells = [cell for cell in split_cells(line, delimiter) if cell]
        if len(cells) > 1 and any(_is_address(cell) for cell in cells):
            return delimiter
    return ""


def split_people(line: str) -> Iterator[str]:
    """Yield what is of each person in a line with addresses: "Berg, P. van den <p@x.nl>, Jan <j@x.nl>"."""
    for segment in split_outside(line, ";"):
        if segment.count("@") > 1:
            yield from _by_address(segment)
        elif segment.strip():
            yield segment


def split_sides(text: str) -> list[str]:
    """Split what stands beside an address or a name: at commas, bars, brackets and dashes between blanks."""
    return [piece.strip(" :\"'") for piece in _SIDES.split(text) if piece.strip(" :\"'")]


def _by_address(segment: str) -> Iterator[str]:
    """Up to and with each address at a comma, else right after it; what follows the last one by itself."""
    waiting: list[str] = []
    for piece in split_outside(segment, ","):
        waiting.append(piece)
        if "@" in piece:
            yield from _after_each(",".join(waiting))
            waiting = []
    if rest := ",".join(waiting).strip():
        yield rest


def _after_each(text: str) -> Iterator[str]:
    found = find_addresses(text)
    begin = 0
    for this, following in pairwise(found):
        if following.email == this.email:  # jan@x.nl<mailto:jan@x.nl>
            continue
        yield text[begin : this.end]
        begin = this.end
    yield text[begin:]


def _is_address(cell: str) -> bool:
    found = find_addresses(cell)
    return len(found) == 1 and found[0].email != "" and found[0].end - found[0].start == len(cell)
