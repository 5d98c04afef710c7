"""What somebody typed as the answer to a question, as it is stored, and as it is read again."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.models import Question
from lib.dates import format_day
from lib.identifiers import InvalidIdentifier
from lib.plain_text import NotPlainText, many_lines, one_line
from lib.registers import REGISTERS, normalise_register_number
from lib.typed_dates import read_date

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

Kind = Question.Kind
LONGEST_LINE, LONGEST_TEXT = 200, 2000  # characters

TOO_LONG = gettext_lazy("This is too long: at most %(limit)s characters fit here.")
NOT_PLAIN = gettext_lazy("This holds a character that cannot be used. Type it again.")
WRONG_CHOICE = gettext_lazy("This answer cannot be chosen here. Choose another.")
WRONG_NUMBER = gettext_lazy("Fill in a number, for example 12 or 2,5.")
WRONG_DATE = gettext_lazy("Fill in a date, for example 11-03-2027.")
WRONG_REGISTER = gettext_lazy(
    "This is not a number of %(register)s. It looks like this: %(example)s. Check it, or leave it empty."
)
WRONG_REQUIRED_REGISTER = gettext_lazy(
    "This is not a number of %(register)s. It looks like this: %(example)s. Check it."
)


class WrongAnswer(Exception):
    """What was typed is no answer; ``template`` with ``params`` is the sentence for the reader."""

    def __init__(self, template: str | _StrPromise, **params: object) -> None:
        super().__init__("no answer to this question")
        self.template, self.params = template, params


def read_answer(question: Question, typed: Sequence[str]) -> tuple[str, ...]:
    """Return what was ``typed`` as ``Answer.values`` holds it; () where it is empty.

    Raises WrongAnswer.
    """
    texts = [text for text in typed if text.strip()]
    return _READERS[Kind(question.kind)](question, texts) if texts else ()


def answer_text(question: Question, values: Sequence[str], language: str) -> str:
    """Return stored values as people read them, in ``language`` ("nl" or "en"), which is active."""
    kind = Kind(question.kind)
    if kind in (Kind.CHOICE, Kind.SEVERAL):
        titles = {option.slug: option.text("title", language) for option in question.options.all()}
        return ", ".join(titles.get(value, value) for value in values)
    text = values[0] if values else ""
    if kind is Kind.YES_NO and text:
        return {"yes": _("Yes"), "no": _("No")}[text]
    if kind is Kind.DATE and text:
        return format_day(date.fromisoformat(text), language, weekday=False)
    if kind is Kind.NUMBER and language == "nl":
        return text.replace(".", ",")
    return text


def _plain(read: Callable[[str, int], str], limit: int, text: str) -> tuple[str, ...]:
    try:
        found = read(text, limit)
    except NotPlainText as error:
        if error.code == "too_long":
            raise WrongAnswer(TOO_LONG, limit=limit) from error
        raise WrongAnswer(NOT_PLAIN) from error
    return (found,) if found else ()


def _text(_question: Question, typed: Sequence[str]) -> tuple[str, ...]:
    return _plain(one_line, LONGEST_LINE, typed[0])


def _long_text(_question: Question, typed: Sequence[str]) -> tuple[str, ...]:
    return _plain(many_lines, LONGEST_TEXT, typed[0])


def _several(question: Question, typed: Sequence[str]) -> tuple[str, ...]:
    chosen = {text.strip() for text in typed}
    known = [option.slug for option in question.options.all() if not option.is_off]
    if not chosen <= set(known):
        raise WrongAnswer(WRONG_CHOICE)
    return tuple(slug for slug in known if slug in chosen)


def _choice(question: Question, typed: Sequence[str]) -> tuple[str, ...]:
    chosen = _several(question, typed)
    if len(chosen) > 1:
        raise WrongAnswer(WRONG_CHOICE)
    return chosen


def _yes_no(_question: Question, typed: Sequence[str]) -> tuple[str, ...]:
    chosen = {text.strip() for text in typed}
    if len(chosen) > 1 or not chosen <= {"yes", "no"}:
        raise WrongAnswer(WRONG_CHOICE)
    return (chosen.pop(),)


def _number(_question: Question, typed: Sequence[str]) -> tuple[str, ...]:
    text = typed[0].strip().replace(",", ".")
    found = re.fullmatch(r"(-?)0*([0-9]{1,9})(?:\.([0-9]{1,4}))?", text)
    if found is None:
        raise WrongAnswer(WRONG_NUMBER)
    places = (found[3] or "").rstrip("0")
    number = found[2] + (f".{places}" if places else "")
    return (found[1] + number if number != "0" else "0",)


def _date(_question: Question, typed: Sequence[str]) -> tuple[str, ...]:
    day = read_date(typed[0][:40])
    if day is None:
        raise WrongAnswer(WRONG_DATE)
    return (day.isoformat(),)


def _register(question: Question, typed: Sequence[str]) -> tuple[str, ...]:
    register = REGISTERS[question.register]
    try:
        return (normalise_register_number(typed[0][:60], question.register),)
    except InvalidIdentifier as wrong:
        sentence = WRONG_REQUIRED_REGISTER if question.is_required else WRONG_REGISTER
        raise WrongAnswer(sentence, register=register.name, example=register.example) from wrong


_READERS: Mapping[Kind, Callable[[Question, Sequence[str]], tuple[str, ...]]] = {
    Kind.TEXT: _text,
    Kind.LONG_TEXT: _long_text,
    Kind.CHOICE: _choice,
    Kind.SEVERAL: _several,
    Kind.YES_NO: _yes_no,
    Kind.NUMBER: _number,
    Kind.DATE: _date,
    Kind.REGISTER: _register,
}
