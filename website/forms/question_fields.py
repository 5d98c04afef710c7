"""Questions as fields: on the sign-up form, on a participant's own page, and to look at beforehand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from django.utils.translation import gettext as _

from events.asking import PARTICIPANT, depends_on, ticket_ids_of
from events.models import Question
from lib.registers import REGISTERS
from website.forms.controls import Control, Group, Option

Kind = Question.Kind
FEW_OPTIONS = 5  # so many are shown as radio buttons, more as a list
Field: TypeAlias = Control | Group


@dataclass(frozen=True)
class QuestionField:
    """A field, and when it is asked: where ``when_name`` has ``when_value``, for which ``tickets`` (slugs).

    Without a script it is always there; the server ignores what was not asked.
    """

    field: Field
    is_required: bool
    is_special: bool
    when_name: str = ""
    when_value: str = ""
    tickets: str = ""

    @property
    def is_filled(self) -> bool:
        """Whether something stands in it, or is wrong with it."""
        chosen = self.field.chosen if isinstance(self.field, Group) else self.field.value
        return bool(chosen or self.field.errors)


def field_name(question: Question, key: str) -> str:
    """The name of the contract: of a person's own field, or of the whole sign-up's."""
    return f"{key}-question_{question.slug}" if question.asked == PARTICIPANT else f"question_{question.slug}"


def question_field(
    question: Question,
    questions: Iterable[Question],
    key: str,
    language: str,
    shown: Sequence[str] = (),
    errors: tuple[str, ...] = (),
) -> QuestionField:
    """A question of ``questions`` with what was typed in it, for the person at ``key``."""
    name = field_name(question, key)
    other = depends_on(question, questions)
    only = ticket_ids_of(question)
    return QuestionField(
        field=_field(question, name, language, shown, errors),
        is_required=question.is_required,
        is_special=question.is_special,
        when_name=field_name(other, key) if other else "",
        when_value=question.depends_value,
        tickets=" ".join(ticket.slug for ticket in question.ticket_types.all()) if only else "",
    )


def _field(
    question: Question, name: str, language: str, shown: Sequence[str], errors: tuple[str, ...]
) -> Field:
    kind = Kind(question.kind)
    label, hint = question.text("title", language), _hint(question, language)
    options = _options(question, language, shown)
    if kind in (Kind.YES_NO, Kind.SEVERAL) or (kind is Kind.CHOICE and len(options) <= FEW_OPTIONS):
        boxes = "checkbox" if kind is Kind.SEVERAL else "radio"
        return Group(name, label, boxes, options, shown, hint, errors)
    if kind is Kind.CHOICE:
        options = [Option("", _("Choose an answer")), *options]
        return Control(name, label, "".join(shown[:1]), "select", hint, errors, options=options)
    control, attributes = _INPUTS.get(kind, ("text", {}))
    value = "".join(shown[:1])
    return Control(
        name, label, value, control, hint, errors, attributes={"autocomplete": "off", **attributes}
    )


_INPUTS: Mapping[Kind, tuple[str, Mapping[str, str]]] = {
    Kind.LONG_TEXT: ("textarea", {"rows": "3"}),
    Kind.NUMBER: ("text", {"inputmode": "decimal"}),
    Kind.REGISTER: ("text", {"inputmode": "numeric"}),
}


def _options(question: Question, language: str, shown: Sequence[str]) -> list[Option]:
    if question.kind == Kind.YES_NO:
        return [Option("yes", _("Yes")), Option("no", _("No"))]
    rows = [row for row in question.options.all() if not row.is_off or row.slug in shown]
    return [Option(row.slug, row.text("title", language)) for row in rows]


def _hint(question: Question, language: str) -> str:
    own = question.text("hint", language)
    if own:
        return own
    if question.kind == Kind.DATE:
        return _("For example 11-03-2027.")
    if question.kind == Kind.REGISTER:
        return _("Your number of %(register)s.") % {"register": REGISTERS[question.register].name}
    return ""
