"""Who comes, and where they sit."""

from __future__ import annotations

import uuid

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

from events.models import Event, Session, TicketType
from registrations.models.registration import Registration


class Participant(models.Model):
    """One person who comes (*deelnemer*); may be nameless for now and without address.

    ``event``, ``ticket_type`` and ``signed_up_at`` repeat what the registration and the admission
    line say, so that the attendee list is one index scan; ``sort_name`` and ``search_text`` are
    folded (lib.folding).
    """

    registration = models.ForeignKey(Registration, on_delete=models.PROTECT, related_name="participants")
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="participants")
    ticket_type = models.ForeignKey(TicketType, on_delete=models.PROTECT, related_name="participants")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=200, blank=True)
    given_name = models.CharField(max_length=100, blank=True)
    prefix = models.CharField(max_length=30, blank=True)
    surname = models.CharField(max_length=150, blank=True)
    name_follows = models.BooleanField(default=False)
    email = models.CharField(max_length=254, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    organisation = models.CharField(max_length=200, blank=True)
    job_title = models.CharField(max_length=200, blank=True)
    cost_centre = models.CharField(max_length=60, blank=True)
    is_contact = models.BooleanField(default=False)
    secret = models.CharField(max_length=64, unique=True)
    agenda_secret = models.CharField(max_length=64, unique=True)
    feed_key = models.UUIDField(default=uuid.uuid4)
    sort_name = models.CharField(max_length=300, db_collation="C")
    sort_organisation = models.CharField(max_length=200, blank=True, db_collation="C")
    search_text = models.TextField()
    signed_up_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = (
            models.Index(fields=["event", "sort_name", "id"], name="participant_by_name"),
            models.Index(fields=["event", "signed_up_at", "id"], name="participant_by_moment"),
            models.Index(fields=["event", "sort_organisation", "id"], name="participant_by_employer"),
            models.Index(fields=["event", "email"], name="participant_by_address", condition=~Q(email="")),
            GinIndex(fields=["search_text"], opclasses=["gin_trgm_ops"], name="participant_search"),
        )
        constraints = (
            models.UniqueConstraint(fields=["registration", "position"], name="participant_position_once"),
            models.CheckConstraint(
                condition=~Q(name="") | Q(name_follows=True), name="participant_has_a_name_or_it_follows"
            ),
        )

    def __str__(self) -> str:
        return self.name


class Attending(models.Model):
    """A participant in a chosen or common session, from ``since`` until ``until`` (empty: still)."""

    participant = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="attendings")
    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="attendings")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["session", "participant"], condition=Q(until__isnull=True), name="attending_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.participant_id} in {self.session_id}"
