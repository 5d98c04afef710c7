"""What to do about text that no font at hand can draw: PDF/A allows no empty boxes."""

import unicodedata
from collections.abc import Callable
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

import typst

from lib import pdf

TEMPLATE = Path(__file__).parent / "page" / "glyphs.typ"
EVER = datetime(2000, 1, 1, tzinfo=UTC)


def with_glyphs_at_hand(page: dict[str, Any], render: Callable[[dict[str, Any]], bytes]) -> bytes:
    """Return what ``render`` makes of ``page``, with "?" for each character that cannot be drawn.

    Raises typst.TypstError for any other fault.
    """
    try:
        return render(page)
    except typst.TypstError:
        drawable = _each_text(page)
        if drawable == page:
            raise
    return render(drawable)


def _each_text(value: Any) -> Any:
    """Return ``value`` with what can be drawn of each text in its lists, tuples and dicts."""
    if isinstance(value, str):
        return "".join(map(_drawable, value))
    if isinstance(value, dict):
        return {key: _each_text(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(map(_each_text, value))
    return value


@lru_cache(maxsize=4096)
def _drawable(character: str) -> str:
    """Return ``character``, "?" in its place, or nothing for a mark that only joins others."""
    if character.isascii():
        return character
    if unicodedata.category(character) == "Cf":
        return ""
    try:
        pdf.render(TEMPLATE, {"text": character}, EVER)
    except typst.TypstError:
        return "?"
    return character
