"""Names of parts of an event that nobody has typed: in both languages, and for addresses."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils import translation
from django.utils.text import slugify
from django.utils.translation import gettext


def in_both(message: str, **values: object) -> tuple[str, str]:
    """A message in Dutch and in English, for two columns."""
    texts = []
    for language in ("nl", "en"):
        with translation.override(language):
            texts.append(gettext(message) % values)
    return texts[0], texts[1]


def free_slug(wanted: str, taken: Sequence[str], longest: int) -> str:
    """``wanted`` as a slug that is not among ``taken``: with a number behind it where it must be."""
    base = slugify(wanted)[:longest].strip("-") or "x"
    slug, number = base, 1
    while slug in taken:
        number += 1
        tail = f"-{number}"
        slug = f"{base[: longest - len(tail)].strip('-')}{tail}"
    return slug
