"""Which of an event's questions are asked of whom, by what they answered before."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import TypeAlias

from events.models import Event, Question
from lib.prepared import Given, Prepared, knows_none

Values: TypeAlias = tuple[str, ...]
Answers: TypeAlias = Mapping[str, Values]
"""By the slug of the question."""

PARTICIPANT, SIGN_UP = Question.Asked.PARTICIPANT, Question.Asked.SIGN_UP


def load_questions(event: Event) -> tuple[Question, ...]:
    """What the event asks now, in order, with options and ticket types."""
    return () if knows_none(event, "questions") else tuple(_QUESTIONS(event=event.pk))


def of(questions: Iterable[Question], asked: str) -> list[Question]:
    """Those that are asked of participants, or once per sign-up."""
    return [question for question in questions if question.asked == asked]


def ticket_ids_of(question: Question) -> frozenset[int]:
    """The only ticket types (ids) whose people are asked; none: all."""
    return frozenset(ticket.pk for ticket in question.ticket_types.all())


def depends_on(question: Question, questions: Iterable[Question]) -> Question | None:
    """The question whose answer decides whether this one is asked, as long as that is asked itself."""
    return next((other for other in questions if other.pk == question.depends_on_id), None)


def is_asked(
    question: Question, questions: Iterable[Question], ticket_ids: Collection[int], answers: Answers
) -> bool:
    """Whether whoever has one of ``ticket_ids``, and gave these ``answers``, is asked ``question``."""
    only = ticket_ids_of(question)
    if only and only.isdisjoint(ticket_ids):
        return False
    if question.depends_on_id is None:
        return True
    other = depends_on(question, questions)
    return other is not None and question.depends_value in answers.get(other.slug, ())


def answered(
    questions: Collection[Question],
    asked: str,
    ticket_ids: Collection[int],
    known: Answers,
    read: Callable[[Question], Values],
) -> dict[str, Values]:
    """What ``read`` gives for each question that is asked, in order; the others are not read.

    ``known`` are answers that conditions may turn on besides these.
    """
    found: dict[str, Values] = {}
    for question in of(questions, asked):
        if is_asked(question, questions, ticket_ids, {**known, **found}) and (values := read(question)):
            found[question.slug] = values
    return found


def missing(
    questions: Collection[Question],
    asked: str,
    ticket_ids: Collection[int],
    answers: Answers,
    known: Answers,
) -> list[Question]:
    """The required questions that are asked and were not answered."""
    return [
        question
        for question in of(questions, asked)
        if question.is_required
        and question.slug not in answers
        and is_asked(question, questions, ticket_ids, {**known, **answers})
    ]


_QUESTIONS = Prepared(
    lambda: Question.objects.filter(event=Given("event"), is_off=False).prefetch_related(
        "options", "ticket_types"
    )
)
