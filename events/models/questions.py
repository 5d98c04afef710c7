"""What a sign-up asks besides names and addresses."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from events.models.bilingual import Bilingual
from events.models.event import Event
from events.models.tickets import TicketType


class Question(Bilingual):
    """Asked of each participant, or once per sign-up. What was answered is switched off, never removed.

    ``depends_on``: only asked where that one was answered with ``depends_value`` (an option's slug,
    or "yes" or "no"). A special one (*bijzonder persoonsgegeven*, GDPR art. 9) is of participants
    alone and never required.
    """

    class Kind(models.TextChoices):
        """What an answer looks like."""

        TEXT = "text"
        LONG_TEXT = "long_text"
        CHOICE = "choice"
        SEVERAL = "several"
        YES_NO = "yes_no"
        NUMBER = "number"
        DATE = "date"
        REGISTER = "register"

    class Asked(models.TextChoices):
        """Whom it is asked of."""

        PARTICIPANT = "participant"
        SIGN_UP = "sign_up"

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="questions")
    slug = models.SlugField(max_length=40)
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=Kind)
    asked = models.CharField(max_length=12, choices=Asked, default=Asked.PARTICIPANT)
    title = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200, blank=True)
    hint = models.CharField(max_length=300, blank=True)
    hint_en = models.CharField(max_length=300, blank=True)
    register = models.CharField(max_length=20, blank=True, help_text="a name of lib.registers")
    is_required = models.BooleanField(default=False)
    is_special = models.BooleanField(default=False)
    is_off = models.BooleanField(default=False)
    ticket_types: models.ManyToManyField[TicketType, models.Model] = models.ManyToManyField(
        TicketType, blank=True, related_name="questions", help_text="none: all"
    )
    depends_on = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="dependents"
    )
    depends_value = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering = ("position",)
        constraints = (
            models.UniqueConstraint(fields=["event", "slug"], name="question_slug_once"),
            models.UniqueConstraint(fields=["event", "position"], name="question_position_once"),
            models.CheckConstraint(
                condition=Q(
                    kind__in=[
                        "text",
                        "long_text",
                        "choice",
                        "several",
                        "yes_no",
                        "number",
                        "date",
                        "register",
                    ]
                ),
                name="question_kind_known",
            ),
            models.CheckConstraint(
                condition=Q(asked__in=["participant", "sign_up"]), name="question_asked_of_known"
            ),
            models.CheckConstraint(
                condition=Q(is_special=False) | Q(asked="participant", is_required=False),
                name="question_special_is_of_a_person_and_free",
            ),
            models.CheckConstraint(
                condition=Q(kind="register") & ~Q(register="") | ~Q(kind="register") & Q(register=""),
                name="question_register_named",
            ),
            models.CheckConstraint(
                condition=Q(depends_on__isnull=True, depends_value="")
                | Q(depends_on__isnull=False) & ~Q(depends_value=""),
                name="question_depends_on_an_answer",
            ),
        )

    def __str__(self) -> str:
        return self.title


class QuestionOption(Bilingual):
    """One of the answers to choose from; what was chosen is switched off, never removed."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="options")
    slug = models.SlugField(max_length=60)
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=150)
    title_en = models.CharField(max_length=150, blank=True)
    is_off = models.BooleanField(default=False)

    class Meta:
        ordering = ("position", "id")
        constraints = (
            models.UniqueConstraint(fields=["question", "slug"], name="question_option_slug_once"),
        )

    def __str__(self) -> str:
        return self.title
