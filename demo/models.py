"""What only the demo stores: how far its time was moved, when it was filled, its mails, and its Stripe."""

from datetime import timedelta

from django.db import models
from django.db.models import Q

from demo.stripe.models import StripeAnswer, StripeDelivery, StripeObject

__all__ = ["ClockOffset", "Filling", "MailboxMail", "StripeAnswer", "StripeDelivery", "StripeObject"]


class ClockOffset(models.Model):
    """How far the demo's time is ahead of the real time; there is at most one row, with id 1."""

    offset = models.DurationField(default=timedelta(0))

    class Meta:
        constraints = (models.CheckConstraint(condition=Q(id=1), name="clock_offset_once"),)

    def __str__(self) -> str:
        return str(self.offset)


class Filling(models.Model):
    """The day around which the demo world was filled, and whether that was finished; one row, with id 1."""

    day = models.DateField()
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (models.CheckConstraint(condition=Q(id=1), name="filling_once"),)

    def __str__(self) -> str:
        return f"filled around {self.day}"


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
