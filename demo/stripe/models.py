"""What the sandbox remembers."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q


class StripeObject(models.Model):
    """One object; ``given`` is what the API answers about it, with nothing expanded.

    ``kept`` is what the API does not tell: the line items of a session, and what its payment is to say.
    """

    object_id = models.CharField(max_length=100, unique=True)
    kind = models.CharField(max_length=30, help_text="Stripe's word: checkout.session")
    payment_intent = models.CharField(max_length=100, blank=True)
    given: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField()
    kept = models.JSONField(default=dict)
    due_at = models.DateTimeField(
        null=True, blank=True, help_text="when a session expires, a refund succeeds"
    )
    is_told = models.BooleanField(default=True, help_text="not: an event of a payment that is still to come")

    class Meta:
        indexes = (
            models.Index(fields=["kind", "id"], name="stripe_object_kind"),
            models.Index(fields=["due_at"], name="stripe_object_due", condition=Q(due_at__isnull=False)),
            models.Index(
                fields=["payment_intent"],
                name="stripe_object_intent",
                condition=~Q(payment_intent=""),
            ),
        )

    def __str__(self) -> str:
        return self.object_id


class StripeDelivery(models.Model):
    """An event on its way to the webhook; ``due_at`` is empty where it is held, waits, or has arrived.

    ``brings``: objects (as the API gives them) that become so at the moment that it leaves.
    """

    event = models.ForeignKey(StripeObject, on_delete=models.CASCADE, related_name="deliveries")
    follows = models.ForeignKey(
        "self", on_delete=models.CASCADE, null=True, blank=True, related_name="followers"
    )
    brings = models.JSONField(default=list)
    is_held = models.BooleanField(default=False)
    attempts = models.PositiveIntegerField(default=0)
    answer = models.CharField(max_length=100, blank=True, help_text="what the last attempt met")
    due_at = models.DateTimeField(null=True, blank=True)
    delivered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = (
            models.Index(fields=["due_at"], name="stripe_delivery_due", condition=Q(due_at__isnull=False)),
        )

    def __str__(self) -> str:
        return f"delivery {self.pk}"


class StripeAnswer(models.Model):
    """What a request with an idempotency key was answered, for whoever asks again."""

    key = models.CharField(max_length=255, unique=True)
    fingerprint = models.CharField(max_length=64, help_text="SHA-256 of path and parameters")
    status = models.PositiveSmallIntegerField()
    body = models.JSONField()
    request_id = models.CharField(max_length=40)
    created_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.key
