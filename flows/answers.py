"""A participant answers, or changes an answer, after the sign-up."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from events.asking import PARTICIPANT, Answers, load_questions, missing, of
from events.models import Question
from flows.changing_people import ChangeRefused, outlook_of
from organisations import trail
from organisations.access import Actor
from registrations import moves
from registrations.answers import answers_of_sign_up, change_answers
from registrations.models import Participant

__all__ = ["AnswersMissing", "ChangeRefused", "answer_questions"]


class AnswersMissing(Exception):
    """Nothing was stored: these required questions were not answered."""

    def __init__(self, questions: Sequence[Question]) -> None:
        super().__init__(", ".join(question.slug for question in questions))
        self.questions = tuple(questions)


@transaction.atomic(durable=True)
def answer_questions(participant_id: int, answers: Answers, now: datetime, *, actor: Actor) -> bool:
    """Let a participant's answers be these (by slug) at ``now`` (UTC); False where nothing changed.

    Raises ChangeRefused where they come no more or the event is over, AnswersMissing.
    """
    registration_id = Participant.objects.values_list("registration_id", flat=True).get(pk=participant_id)
    moves.lock_registration(registration_id)
    person = Participant.objects.select_related("registration__event").get(pk=participant_id)
    if refused := outlook_of(person, now).refused:
        raise ChangeRefused(refused)
    event = person.registration.event
    questions = load_questions(event)
    own = answers_of_sign_up(registration_id)
    known = {question.slug: own.get(question.pk, ()) for question in questions}
    if absent := missing(questions, PARTICIPANT, [person.ticket_type_id], answers, known):
        raise AnswersMissing(absent)
    changed = change_answers(person, of(questions, PARTICIPANT), answers, now)
    if changed:
        trail.record(
            event.organisation_id,
            "participant",
            person.pk,
            "answered",
            at=now,
            actor=actor,
            event_id=event.pk,
            facts={"questions": [question.slug for question in changed if not question.is_special]},
        )
    return bool(changed)
