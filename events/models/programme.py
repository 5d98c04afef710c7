"""Days, rounds and sessions: what is public, and beside it what is being edited."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from events.models.bilingual import Bilingual
from events.models.event import Event
from events.models.places import Room, Speaker
from organisations.models import User


class Day(models.Model):
    """Date, begin and end of one day of an event. ``released_at`` empty: seen only in drafts."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="days")
    slug = models.SlugField(max_length=20)
    date = models.DateField()
    begins_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    released_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("begins_at",)
        constraints = (
            models.UniqueConstraint(fields=["event", "slug"], name="day_slug_once"),
            models.CheckConstraint(condition=Q(ends_at__gt=F("begins_at")), name="day_ends_after_it_begins"),
        )

    def __str__(self) -> str:
        return f"{self.slug} {self.date}"


class DayDraft(models.Model):
    """A day as it is being edited."""

    day = models.OneToOneField(Day, on_delete=models.CASCADE, primary_key=True, related_name="draft")
    date = models.DateField()
    begins_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    is_cancelled = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"draft of {self.day_id}"


class Round(Bilingual):
    """Parallel sessions of which each participant of that day chooses one."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="rounds")
    day = models.ForeignKey(Day, on_delete=models.CASCADE, related_name="rounds")
    slug = models.SlugField(max_length=40)
    title = models.CharField(max_length=100)
    title_en = models.CharField(max_length=100, blank=True)
    position = models.PositiveSmallIntegerField()
    is_required = models.BooleanField(default=True)

    class Meta:
        ordering = ("position",)
        constraints = (models.UniqueConstraint(fields=["event", "slug"], name="round_slug_once"),)

    def __str__(self) -> str:
        return self.title


class Session(Bilingual):
    """Identity and public state of a part of an event. A released row is never deleted."""

    class Kind(models.TextChoices):
        """What sort of part it is; a `meeting` is what every participant takes."""

        PLENARY = "plenary"
        BREAKOUT = "breakout"
        MEETING = "meeting"
        ARRIVAL = "arrival"
        OPEN = "open"
        BREAK = "break"

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="sessions")
    day = models.ForeignKey(Day, on_delete=models.PROTECT, null=True, blank=True, related_name="sessions")
    round = models.ForeignKey(Round, on_delete=models.PROTECT, null=True, blank=True, related_name="sessions")
    slug = models.SlugField(max_length=80)
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.PLENARY)
    title = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200, blank=True)
    description = models.TextField(blank=True)
    description_en = models.TextField(blank=True)
    begins_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    room = models.ForeignKey(Room, on_delete=models.PROTECT, null=True, blank=True, related_name="sessions")
    released_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    speakers: models.ManyToManyField[Speaker, SessionSpeaker] = models.ManyToManyField(
        Speaker, through="SessionSpeaker", related_name="sessions"
    )

    class Meta:
        ordering = ("begins_at", "id")
        constraints = (
            models.UniqueConstraint(fields=["event", "slug"], name="session_slug_once"),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("begins_at")), name="session_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(round__isnull=True) | Q(day__isnull=False), name="session_of_a_round_has_a_day"
            ),
        )

    def __str__(self) -> str:
        return self.title


class SessionDraft(Bilingual):
    """A session as it is being edited; a release copies it to its session."""

    session = models.OneToOneField(Session, on_delete=models.CASCADE, primary_key=True, related_name="draft")
    title = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200, blank=True)
    description = models.TextField(blank=True)
    description_en = models.TextField(blank=True)
    begins_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    room = models.ForeignKey(Room, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    is_cancelled = models.BooleanField(default=False)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("begins_at")), name="session_draft_ends_after_it_begins"
            ),
        )

    def __str__(self) -> str:
        return self.title


class SessionSpeaker(models.Model):
    """Who speaks in a session, in which order."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="session_speakers")
    speaker = models.ForeignKey(Speaker, on_delete=models.PROTECT, related_name="session_speakers")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("position", "id")
        constraints = (models.UniqueConstraint(fields=["session", "speaker"], name="session_speaker_once"),)

    def __str__(self) -> str:
        return f"{self.speaker_id} in {self.session_id}"


class ProgrammeRelease(models.Model):
    """What became public when: number, moment and the changes as JSON, for readers."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="releases")
    number = models.PositiveIntegerField()
    released_at = models.DateTimeField()
    released_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    changes = models.JSONField(default=list)

    class Meta:
        ordering = ("-number",)
        constraints = (
            models.UniqueConstraint(fields=["event", "number"], name="programme_release_number_once"),
        )

    def __str__(self) -> str:
        return f"release {self.number} of {self.event_id}"
