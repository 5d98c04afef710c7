"""What was answered to an event's questions, and apart from it what may be erased first."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from events.models import Question
from registrations.models.participant import Participant
from registrations.models.registration import Registration


class Answer(models.Model):
    """The answer of one participant, or (without one) of a whole sign-up; never to a special question.

    ``values`` are as `registrations.answering` writes them: one text, "yes" or "no", a number, a
    date (ISO 8601), a register number without spaces, or the slugs of the options chosen.
    """

    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="answers")
    registration = models.ForeignKey(Registration, on_delete=models.PROTECT, related_name="answers")
    participant = models.ForeignKey(
        Participant, on_delete=models.PROTECT, null=True, blank=True, related_name="answers"
    )
    values = ArrayField(models.TextField())
    answered_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["question", "registration", "participant"],
                nulls_distinct=False,
                name="answer_once",
            ),
            models.CheckConstraint(condition=models.Q(values__len__gt=0), name="answer_says_something"),
        )

    def __str__(self) -> str:
        return f"answer {self.pk}"


class SpecialAnswer(models.Model):
    """A participant's answer to a special question (diet, access needs: GDPR art. 9).

    In a table of its own: who reads answers does not meet these by mistake, and they go first.
    """

    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="special_answers")
    participant = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="special_answers")
    values = ArrayField(models.TextField())
    answered_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["question", "participant"], name="special_answer_once"),
            models.CheckConstraint(
                condition=models.Q(values__len__gt=0), name="special_answer_says_something"
            ),
        )

    def __str__(self) -> str:
        return f"special answer {self.pk}"
