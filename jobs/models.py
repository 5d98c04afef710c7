"""The one table of things to do later."""

from django.db import models
from django.db.models import F, Q


class Job(models.Model):
    """One thing to be done at ``due`` or soon after, and again after a pause if it fails.

    ``name`` says which handler does it, ``subject`` (mostly the id of a row) what it is about,
    and ``key`` is unique for ever: what was asked for twice is done once. Keys and subjects
    pass through the broker and the logs, so they hold no secret and no personal data.
    """

    name = models.CharField(max_length=60)
    subject = models.CharField(max_length=200)
    key = models.CharField(max_length=200, unique=True)
    due = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    lease_until = models.DateTimeField(null=True, blank=True)
    lease_token = models.UUIDField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    failed_at = models.DateTimeField(null=True, blank=True)
    last_error = models.TextField(blank=True, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(name="") & ~Q(key=""), name="job_is_named"),
            models.CheckConstraint(
                condition=Q(lease_until=None, lease_token=None)
                | Q(lease_until__isnull=False, lease_token__isnull=False),
                name="job_lease_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(finished_at=None) | Q(failed_at=None), name="job_ends_in_one_way"
            ),
            models.CheckConstraint(
                condition=Q(finished_at=None, failed_at=None) | Q(lease_token=None),
                name="job_that_ended_has_no_lease",
            ),
        ]
        indexes = [
            models.Index(F("due"), F("id"), condition=Q(finished_at=None, failed_at=None), name="job_to_do"),
            models.Index(F("failed_at"), condition=Q(failed_at__isnull=False), name="job_failed"),
        ]

    def __str__(self) -> str:
        return f"job {self.key}"
