"""Who changed what when: appended, never edited (a trigger refuses it)."""

from django.db import models

from organisations.models.organisation import Organisation
from organisations.models.user import User


class Trail(models.Model):
    """One act on one row: ids, field names and impersonal values, sealed by a SHA-256."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="trail")
    event_id = models.BigIntegerField(null=True, blank=True)
    subject = models.CharField(max_length=40, help_text="model name, lower case")
    subject_id = models.BigIntegerField()
    verb = models.CharField(max_length=60)
    at = models.DateTimeField()
    actor_kind = models.CharField(max_length=20)
    actor = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True)
    facts = models.JSONField(default=dict)
    sha256 = models.CharField(max_length=64)

    class Meta:
        indexes = (models.Index(fields=["subject", "subject_id", "id"], name="trail_by_subject"),)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(actor_kind__in=["user", "contact", "participant", "system", "command"]),
                name="trail_actor_kind_known",
            ),
        )

    def __str__(self) -> str:
        return f"{self.verb} {self.subject} {self.subject_id}"


class TrailValue(models.Model):
    """A personal value of an act, old and new; may be erased, the act stays."""

    trail = models.ForeignKey(Trail, on_delete=models.CASCADE, related_name="values")
    field = models.CharField(max_length=40)
    old = models.TextField(blank=True)
    new = models.TextField(blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["trail", "field"], name="trail_value_once"),)

    def __str__(self) -> str:
        return self.field
