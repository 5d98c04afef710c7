"""A participant's own answers, on the page behind their link: as they are, and as they are sent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import QueryDict

from events.asking import PARTICIPANT, Answers, answered, is_asked, load_questions, of, ticket_ids_of
from events.models import Question
from registrations.answers import answers_of_person, answers_of_sign_up
from registrations.models import Participant
from registrations.questions import REQUIRED
from registrations.refusals import Refusal
from website.forms.answers import reader
from website.forms.question_fields import QuestionField, field_name, question_field
from website.forms.questions import shown_in
from website.forms.reading import Posted
from website.templatetags.components import FormError

OWN = "own"


@dataclass(frozen=True)
class Asked:
    """What is asked of one participant: ``questions`` of the event, what they and the sign-up answered."""

    participant: Participant
    questions: tuple[Question, ...]
    stored: Answers
    known: Answers


def asked_of(participant: Participant) -> Asked:
    """What a participant may answer on their own page; diet and the like with it."""
    questions = load_questions(participant.event)
    if not of(questions, PARTICIPANT):
        return Asked(participant, (), {}, {})
    own = answers_of_person(participant, special=True)
    of_all = answers_of_sign_up(participant.registration_id)
    return Asked(
        participant,
        questions,
        {question.slug: own[question.pk] for question in questions if question.pk in own},
        {question.slug: of_all[question.pk] for question in questions if question.pk in of_all},
    )


class OwnAnswersForm:
    """The questions with what was answered before (where ``data`` is None), or with what is sent."""

    def __init__(self, asked: Asked, language: str, data: QueryDict | None = None) -> None:
        self.asked, self.language = asked, language
        self.posted = None if data is None else Posted(data)
        self.refusals: list[Refusal] = []
        self.answers: Answers = asked.stored
        if self.posted is not None:
            tickets = [asked.participant.ticket_type_id]
            read = reader(self.posted, [OWN])
            self.answers = answered(asked.questions, PARTICIPANT, tickets, asked.known, read)
            self.refusals = list(self.posted.problems)

    def refuse_missing(self, questions: Sequence[Question]) -> None:
        """Say which required questions were not answered."""
        wrong = {refusal.field for refusal in self.refusals}
        names = [field_name(question, OWN) for question in questions]
        self.refusals += [Refusal(name, "required", REQUIRED) for name in names if name not in wrong]

    @property
    def fields(self) -> list[QuestionField]:
        """Those that this participant may be asked, in order."""
        questions = self.asked.questions
        return [self._field(row) for row in of(questions, PARTICIPANT) if self._may_be_asked(row)]

    @property
    def errors(self) -> list[FormError]:
        """All that is wrong, each with the id of its field."""
        return [FormError(r.field, r.code, r.field, r.sentence) for r in self.refusals]

    def _may_be_asked(self, question: Question) -> bool:
        """Whether the ticket fits; and, where the sign-up's own answers decide, those."""
        only = ticket_ids_of(question)
        if only and self.asked.participant.ticket_type_id not in only:
            return False
        others = [row for row in self.asked.questions if row.pk == question.depends_on_id]
        if others and others[0].asked == PARTICIPANT:
            return self._may_be_asked(others[0])
        return is_asked(
            question, self.asked.questions, [self.asked.participant.ticket_type_id], self.asked.known
        )

    def _field(self, question: Question) -> QuestionField:
        name = field_name(question, OWN)
        shown = self.asked.stored.get(question.slug, ())
        if self.posted is not None:
            shown = tuple(shown_in(self.posted, name))
        errors = tuple(refusal.sentence for refusal in self.refusals if refusal.field == name)
        return question_field(question, self.asked.questions, OWN, self.language, shown, errors)
