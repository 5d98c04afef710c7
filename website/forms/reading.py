"""Reads what a browser sent, field by field, and collects all that is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from lib.identifiers import InvalidIdentifier, normalise_email
from lib.plain_text import NotPlainText, one_line, without_controls
from registrations.refusals import Refusal

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

Sentence: TypeAlias = "str | _StrPromise"
LONGEST_SHOWN = 2000  # characters of a text that come back in its field
_ROW = re.compile(r"(participants-\d{1,3}|contact|all)-(.+)", re.ASCII)

TOO_LONG = _("This is too long: at most %(limit)s characters fit here.")
NOT_PLAIN = _("This holds a character that cannot be used. Type it again, on one line.")
LINE_BREAK = _("This must be one line. Take out the line break.")
REQUIRED_EMAIL = _("Fill in an email address.")
WRONG_EMAIL = _("Fill in a complete email address, for example facturen@westerkoog.example.")
TWO_VALUES = _("Two different choices were sent for this. Choose one.")
WRONG_NUMBER = _("Fill in a whole number, from 0 to %(most)s.")


class Posted:
    """The fields of a form as sent. What is read is normalised; what is wrong goes to ``problems``."""

    def __init__(self, data: QueryDict) -> None:
        self.data = data
        self.problems: list[Refusal] = []

    def refuse(self, field: str, code: str, sentence: Sentence, **params: object) -> None:
        """Note that ``field`` is wrong, once: what the group chose is read for each person."""
        refusal = Refusal(field, code, sentence, params)
        if refusal not in self.problems:
            self.problems.append(refusal)

    def shown(self, name: str) -> str:
        """The text of a field as it may stand in the form again: what was typed, less what no page holds."""
        text = self.data.get(name, "")
        return without_controls(text[:LONGEST_SHOWN])

    def is_there(self, name: str) -> bool:
        """Whether something was typed or chosen in a field."""
        return any(value.strip() for value in self.data.getlist(name))

    def is_on(self, name: str) -> bool:
        """Whether a box is ticked."""
        return "on" in self.data.getlist(name)

    def line(self, name: str, limit: int, required: Sentence | None = None) -> str:
        """Read one line of at most ``limit`` characters; ``required`` is said where it is empty."""
        try:
            text = one_line(self.data.get(name, ""), limit)
        except NotPlainText as error:
            sentences = {"too_long": TOO_LONG, "line_break": LINE_BREAK, "control": NOT_PLAIN}
            self.refuse(name, "invalid", sentences[error.code], limit=limit)
            return ""
        if not text and required is not None:
            self.refuse(name, "required", required)
        return text

    def email(self, name: str, *, required: bool = False) -> str:
        """Read an address, in lower case; "" where there is none or it is wrong."""
        if not self.is_there(name):
            if required:
                self.refuse(name, "required", REQUIRED_EMAIL)
            return ""
        return self.identifier(name, normalise_email, WRONG_EMAIL)

    def identifier(self, name: str, normalise: Callable[[str], str], sentence: Sentence) -> str:
        """Read what ``normalise`` of lib.identifiers knows; "" where it is empty or wrong."""
        if not self.is_there(name):
            return ""
        try:
            return normalise(self.data.get(name, ""))
        except InvalidIdentifier:
            self.refuse(name, "invalid", sentence)
            return ""

    def choice(self, name: str) -> str:
        """Read one choice; two different ones are refused. A slug at most: the text is cut."""
        values = {value.strip() for value in self.data.getlist(name)} - {""}
        if len(values) > 1:
            self.refuse(name, "invalid", TWO_VALUES)
            return ""
        return without_controls(next(iter(values), "")[:100])

    def number(self, name: str, most: int) -> int | None:
        """Read a whole number from 0 to ``most``; None where it is empty or wrong."""
        text = self.choice(name)
        if not text:
            return None
        if not re.fullmatch(r"[0-9]{1,6}", text) or int(text) > most:
            self.refuse(name, "invalid", WRONG_NUMBER, most=most)
            return None
        return int(text)

    @cached_property
    def sections(self) -> dict[str, list[str]]:
        """The names in which something stands, less their beginning, by that ("contact", "all" …)."""
        found: dict[str, list[str]] = {}
        for name in self.data:
            if (parts := _ROW.fullmatch(name)) and self.is_there(name):
                found.setdefault(parts[1], []).append(parts[2])
        return found

    def named(self, section: str, beginning: str) -> list[str]:
        """What follows ``beginning`` in the names of a section: the slugs of its rounds or add-ons."""
        names = self.sections.get(section, ())
        return [name.removeprefix(beginning) for name in names if name.startswith(beginning)]
