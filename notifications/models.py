"""Addresses and mails. An organisation is known here by its id only."""

from django.db import models
from django.db.models import F, Q

from lib.references import new_secret


class MailAddress(models.Model):
    """What is known of one normalised address; two people may share it, and no foreign key points here."""

    address = models.CharField(max_length=254, unique=True)
    bounced_at = models.DateTimeField(null=True, blank=True)
    suppressed_at = models.DateTimeField(null=True, blank=True)
    feed_secret = models.CharField(max_length=64, unique=True, default=new_secret)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(address="") & ~Q(feed_secret=""), name="address_is_there"),
        ]

    def __str__(self) -> str:
        return self.address


class Message(models.Model):
    """One mail as it was written, and what became of it.

    ``handed_over_at`` is stored just before a mail server may have the mail: set without an
    end below it, the mail may or may not have left, and is not sent again.
    """

    organisation_id = models.BigIntegerField(null=True, blank=True)
    kind = models.CharField(max_length=60)
    key = models.CharField(max_length=200, unique=True)
    about = models.CharField(max_length=40, blank=True, default="")
    language = models.CharField(max_length=15)
    due = models.DateTimeField()

    to_address = models.CharField(max_length=254)
    to_name = models.CharField(max_length=200, blank=True, default="")
    from_address = models.CharField(max_length=254)
    from_name = models.CharField(max_length=200, blank=True, default="")
    reply_to = models.CharField(max_length=254, blank=True, default="")
    message_id = models.CharField(max_length=254, unique=True)
    references = models.TextField(blank=True, default="")
    subject = models.CharField(max_length=250)
    text = models.TextField()
    html = models.TextField()
    calendar_method = models.CharField(max_length=10, blank=True, default="")
    calendar_uid = models.CharField(max_length=255, blank=True, default="")
    calendar = models.TextField(blank=True, default="")

    handed_over_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    perhaps_sent_at = models.DateTimeField(null=True, blank=True)
    failed_at = models.DateTimeField(null=True, blank=True)
    superseded_at = models.DateTimeField(null=True, blank=True)
    last_error = models.TextField(blank=True, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~(
                    Q(kind="")
                    | Q(key="")
                    | Q(to_address="")
                    | Q(from_address="")
                    | Q(subject="")
                    | Q(message_id="")
                    | Q(text="")
                    | Q(html="")
                ),
                name="message_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(calendar_method="", calendar_uid="", calendar="")
                | (Q(calendar_method__in=["REQUEST", "CANCEL"]) & ~Q(calendar_uid="") & ~Q(calendar="")),
                name="message_calendar_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(sent_at=None, perhaps_sent_at=None) | Q(handed_over_at__isnull=False),
                name="message_sent_was_handed_over",
            ),
            models.CheckConstraint(
                condition=Q(failed_at=None, superseded_at=None) | Q(handed_over_at=None),
                name="message_not_sent_was_not_handed_over",
            ),
            models.CheckConstraint(
                condition=(Q(sent_at=None) | Q(perhaps_sent_at=None))
                & (Q(failed_at=None) | Q(superseded_at=None)),
                name="message_ends_in_one_way",
            ),
        ]
        indexes = [
            models.Index(F("about"), F("id"), condition=~Q(about=""), name="message_about"),
            models.Index(
                F("id"),
                condition=Q(sent_at=None, perhaps_sent_at=None, failed_at=None, superseded_at=None),
                name="message_to_send",
            ),
            models.Index(
                F("calendar_uid"),
                condition=~Q(calendar_uid="") & Q(handed_over_at=None, failed_at=None, superseded_at=None),
                name="message_invitation_to_send",
            ),
            models.Index(F("to_address"), F("id"), name="message_to_address"),
        ]

    def __str__(self) -> str:
        return f"message {self.pk} ({self.kind})"

    @property
    def state(self) -> str:
        """ "waiting", "sent", "perhaps_sent", "failed" or "superseded"."""
        for state in ("sent", "perhaps_sent", "failed", "superseded"):
            if getattr(self, f"{state}_at"):
                return state
        return "waiting"


class MessageAttachment(models.Model):
    """A document that goes with a mail; its bytes are asked of ``source`` when the mail leaves."""

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="attachments")
    position = models.PositiveSmallIntegerField()
    file_name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    source = models.CharField(max_length=60)
    source_key = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["message", "position"], name="one_attachment_per_position"),
            models.CheckConstraint(
                condition=~(Q(file_name="") | Q(source="") | Q(source_key="")) & Q(media_type__contains="/"),
                name="attachment_is_whole",
            ),
        ]
        indexes = [models.Index(F("source"), F("source_key"), name="attachment_source")]

    def __str__(self) -> str:
        return self.file_name
