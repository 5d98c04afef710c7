"""Questions of events, made with few words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from events.models import Event, Question, QuestionOption

DIETS = ("Vegetarisch", "Veganistisch", "Glutenvrij")


def make_question(
    event: Event, slug: str, kind: str = "text", options: Sequence[str] = (), **fields: Any
) -> Question:
    """Store a question, the last of its event; options have their titles in lower case as slugs."""
    usual: dict[str, Any] = {"title": slug.capitalize(), "position": event.questions.count()}
    question = Question.objects.create(event=event, slug=slug, kind=kind, **usual | fields)
    QuestionOption.objects.bulk_create(
        QuestionOption(question=question, slug=title.lower(), title=title, position=number)
        for number, title in enumerate(options)
    )
    return question


def make_diet(event: Event, **fields: Any) -> Question:
    """Store a special question: which diet."""
    return make_question(event, "dieet", "several", DIETS, **{"is_special": True, **fields})
