"""What one address has in its calendar (RFC 5545, RFC 5546)."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from events.models import Day, Event, Session
from notifications.models import Message
from registrations.models.participant import Participant


class Invitation(models.Model):
    """One calendar entry of one address for one part (a day or a session) of one event.

    ``uid``, ``organizer_email`` and the part never change (design §3.6).
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True)
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="invitations")
    day = models.ForeignKey(Day, on_delete=models.PROTECT, null=True, blank=True, related_name="invitations")
    session = models.ForeignKey(
        Session, on_delete=models.PROTECT, null=True, blank=True, related_name="invitations"
    )
    attendee_email = models.CharField(max_length=254)
    attendee_name = models.CharField(max_length=200, blank=True)
    organizer_email = models.CharField(max_length=254)
    organizer_name = models.CharField(max_length=200)
    sequence = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    participants: models.ManyToManyField[Participant, InvitationParticipant] = models.ManyToManyField(
        Participant, through="InvitationParticipant", related_name="invitations"
    )

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(day__isnull=False, session__isnull=True)
                | Q(day__isnull=True, session__isnull=False),
                name="invitation_about_one_part",
            ),
            models.UniqueConstraint(
                fields=["attendee_email", "event", "day", "session"],
                condition=Q(ended_at__isnull=True),
                nulls_distinct=False,
                name="invitation_once_per_address_and_part",
            ),
        )

    def __str__(self) -> str:
        return f"{self.uid} for {self.attendee_email}"


class InvitationParticipant(models.Model):
    """Whom an invitation is for; several people may share an address."""

    invitation = models.ForeignKey(Invitation, on_delete=models.CASCADE, related_name="links")
    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="invitation_links")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["invitation", "participant"], name="invitation_participant_once"),
        )

    def __str__(self) -> str:
        return f"{self.invitation_id} {self.participant_id}"


class InvitationMail(models.Model):
    """What was sent about an invitation: which mail, with which SEQUENCE and content."""

    class Method(models.TextChoices):
        """iTIP method (RFC 5546 §1.4)."""

        REQUEST = "REQUEST"
        CANCEL = "CANCEL"

    invitation = models.ForeignKey(Invitation, on_delete=models.PROTECT, related_name="mails")
    message = models.ForeignKey(Message, on_delete=models.PROTECT, related_name="invitation_mails")
    method = models.CharField(max_length=7, choices=Method)
    sequence = models.PositiveIntegerField()
    content_sha256 = models.CharField(max_length=64, help_text="of what SEQUENCE depends on")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["message"], name="invitation_mail_one_per_message"),
            models.CheckConstraint(
                condition=Q(method__in=["REQUEST", "CANCEL"]), name="invitation_mail_method_known"
            ),
        )

    def __str__(self) -> str:
        return f"{self.method} {self.sequence} of {self.invitation_id}"
