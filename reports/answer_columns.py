"""Answers as columns of the attendee list's file, for whoever asks for them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import OuterRef, QuerySet, Subquery

from events.models import Event, Question
from lib.spreadsheets import Cell
from organisations.access import Actor
from registrations.answering import answer_text
from registrations.models import Answer, SpecialAnswer

LANGUAGE: Final = "nl"  # as the other columns
PLAIN, SPECIAL = "on", "special"
"""What a file may be asked to hold: answers, or answers with diet and the like."""


@dataclass(frozen=True)
class AnswerColumn:
    """One question: its column in CSV, its label in XLSX, and what is read of each participant."""

    name: str
    label: str
    question: Question
    read: Subquery

    def text(self, values: object) -> Cell:
        """What stands in the cell of somebody who answered ``values``."""
        return answer_text(self.question, list(values), LANGUAGE) if isinstance(values, list) else ""


def answer_columns(actor: Actor, event: Event, asked: str) -> list[AnswerColumn] | None:
    """The columns that are asked for (PLAIN, SPECIAL, else none); None where ``actor`` may not have them."""
    if asked not in (PLAIN, SPECIAL):
        return []
    needed = ["participants.answers"] + ["participants.special"] * (asked == SPECIAL)
    if not all(actor.may(capability, event.pk) for capability in needed):
        return None
    rows = event.questions.prefetch_related("options")
    return [_column(row) for row in (rows if asked == SPECIAL else rows.filter(is_special=False))]


def texts(columns: list[AnswerColumn], rows: Iterator[tuple[Cell, ...]]) -> Iterator[tuple[Cell, ...]]:
    """Turn the last cells of each row, one for each of ``columns``, into words."""
    for row in rows:
        own = len(row) - len(columns)
        told = (column.text(values) for column, values in zip(columns, row[own:], strict=True))
        yield (*row[:own], *told)


def _column(question: Question) -> AnswerColumn:
    own: QuerySet[Any, Any]
    if question.is_special:
        own = SpecialAnswer.objects.filter(question=question, participant=OuterRef("pk")).values("values")
    elif question.asked == Question.Asked.SIGN_UP:
        of_all = Answer.objects.filter(question=question, participant=None)
        own = of_all.filter(registration=OuterRef("registration_id")).values("values")
    else:
        own = Answer.objects.filter(question=question, participant=OuterRef("pk")).values("values")
    return AnswerColumn(f"question_{question.slug}", question.title, question, Subquery(own[:1]))
