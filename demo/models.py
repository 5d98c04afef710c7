"""What only the demo stores: how far its time was moved, and the mails that were sent in it."""

from datetime import timedelta

from django.db import models
from django.db.models import Q


class ClockOffset(models.Model):
    """How far the demo's time is ahead of the real time; there is at most one row, with id 1."""

    offset = models.DurationField(default=timedelta(0))

    class Meta:
        constraints = (models.CheckConstraint(condition=Q(id=1), name="clock_offset_once"),)

    def __str__(self) -> str:
        return str(self.offset)


class MailboxMail(models.Model):
    """One mail to one address, as it would have gone to a mail server."""

    to_address = models.CharField(max_length=254)
    subject = models.TextField()
    message_id = models.TextField()
    sent_at = models.DateTimeField()
    attachments = models.JSONField(default=list, help_text='[{"name": …, "type": …}]')
    raw = models.BinaryField()

    class Meta:
        indexes = (models.Index(fields=["to_address", "id"], name="mailbox_mail_to"),)

    def __str__(self) -> str:
        return f"{self.subject} ({self.to_address})"
