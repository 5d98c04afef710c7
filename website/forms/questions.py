"""The questions of the sign-up form, drawn with what was typed in them."""

from __future__ import annotations

from events.asking import PARTICIPANT, SIGN_UP, of
from lib.plain_text import without_controls
from website.forms.question_fields import QuestionField, field_name, question_field
from website.forms.reading import LONGEST_SHOWN, Posted
from website.forms.signup import SignUpForm


def question_fields(form: SignUpForm, key: str) -> list[QuestionField]:
    """The questions to one person ("contact", "participants-2"), or with "" those of the whole sign-up."""
    questions = form.offering.questions
    return [
        question_field(
            question,
            questions,
            key,
            form.language,
            shown_in(form.posted, field_name(question, key)),
            form.errors_at(field_name(question, key)),
        )
        for question in of(questions, PARTICIPANT if key else SIGN_UP)
    ]


def shown_in(posted: Posted, name: str) -> list[str]:
    """What was typed or ticked under a name, as it may stand in the form again."""
    return [without_controls(text[:LONGEST_SHOWN]) for text in posted.data.getlist(name) if text]
