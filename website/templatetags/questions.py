"""Questions as the sign-up form asks them, to look at."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import template

from events.models import Question
from website.forms.question_fields import question_field
from website.templatetags.display import language

register = template.Library()


@register.inclusion_tag("website/questions/fields.html")
def question_preview(questions: Sequence[Question]) -> dict[str, Any]:
    """{% question_preview questions %} draws each as a field that goes nowhere."""
    return {"questions": [question_field(row, questions, "preview", language()) for row in questions]}
