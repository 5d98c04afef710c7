"""Answers as rows: stored with a sign-up, changed later, and taken away; special ones go first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from events.asking import Answers, Values
from events.models import Question
from registrations.basket import Basket
from registrations.models import Answer, Participant, Registration, SpecialAnswer


def add_answers(
    registration: Registration,
    participants: Sequence[Participant],
    questions: Iterable[Question],
    basket: Basket,
    now: datetime,
) -> None:
    """Store what was answered with a new sign-up; ``participants`` as the basket has its people."""
    by_slug = {question.slug: question for question in questions}
    rows = [
        Answer(question=by_slug[slug], registration=registration, values=list(values), answered_at=now)
        for slug, values in basket.answers.items()
    ]
    special = []
    for participant, person in zip(participants, basket.people, strict=True):
        for slug, values in person.answers.items():
            row = _row(by_slug[slug], participant, values, now)
            if isinstance(row, SpecialAnswer):
                special.append(row)
            else:
                rows.append(row)
    if rows:
        Answer.objects.bulk_create(rows)
    if special:
        SpecialAnswer.objects.bulk_create(special)


def answers_of_person(participant: Participant, *, special: bool) -> dict[int, Values]:
    """What somebody answered, by the question's id; ``special``: of diet and the like too."""
    rows: list[Answer | SpecialAnswer] = list(Answer.objects.filter(participant=participant))
    if special:
        rows += SpecialAnswer.objects.filter(participant=participant)
    return {row.question_id: tuple(row.values) for row in rows}


def answers_of_sign_up(registration_id: int) -> dict[int, Values]:
    """What was answered once for a sign-up, by the question's id: one statement."""
    rows = Answer.objects.filter(registration=registration_id, participant=None)
    return {row.question_id: tuple(row.values) for row in rows}


def plain_answers_of(registration_id: int) -> dict[int | None, dict[int, Values]]:
    """What the contact may see: answers by participant (id; None: the sign-up's own), never special ones."""
    found: dict[int | None, dict[int, Values]] = defaultdict(dict)
    for row in Answer.objects.filter(registration=registration_id):
        found[row.participant_id][row.question_id] = tuple(row.values)
    return found


def change_answers(
    participant: Participant, questions: Iterable[Question], answers: Answers, now: datetime
) -> list[Question]:
    """Let somebody's answers to ``questions`` be these at ``now`` (UTC); returns those that changed.

    What is not among ``answers`` is taken away. Only plain values are compared; the caller holds
    the sign-up's row.
    """
    before = answers_of_person(participant, special=True)
    changed = []
    for question in questions:
        values = tuple(answers.get(question.slug, ()))
        if before.get(question.pk, ()) == values:
            continue
        model = SpecialAnswer if question.is_special else Answer
        model.objects.filter(question=question, participant=participant).delete()
        if values:
            _row(question, participant, values, now).save(force_insert=True)
        changed.append(question)
    return changed


def is_answered(question: Question) -> bool:
    """Whether anybody answered it, whatever became of their sign-up."""
    rows = question.special_answers if question.is_special else question.answers
    return rows.exists()


def clear_answers(participant_ids: Iterable[int]) -> None:
    """Take away all that these people answered."""
    ids = list(participant_ids)
    Answer.objects.filter(participant__in=ids).delete()
    erase_special(ids)


def erase_special(participant_ids: Iterable[int]) -> int:
    """Erase what these people said of diet, access and the like; returns how many answers that were."""
    ids = list(participant_ids)
    deleted, _by_model = SpecialAnswer.objects.filter(participant__in=ids).delete()
    if deleted:  # nor may it be guessed from what the digest was made of
        Registration.objects.filter(participants__in=ids).update(basket_sha256="")
    return deleted


def _row(
    question: Question, participant: Participant, values: Sequence[str], now: datetime
) -> Answer | SpecialAnswer:
    told: Mapping[str, object] = {"values": list(values), "answered_at": now}
    if question.is_special:
        return SpecialAnswer(question=question, participant=participant, **told)
    return Answer(
        question=question, registration_id=participant.registration_id, participant=participant, **told
    )
