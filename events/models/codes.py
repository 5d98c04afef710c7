"""What somebody types to pay less, or to come by a partner."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from django.db import models
from django.db.models import Q

from events.models.event import Event
from events.models.partnerships import Partnership
from events.models.tickets import TicketType


class Code(models.Model):
    """A code of one event: never changed, so that what was shown stays charged; only switched off.

    ``value`` is a percentage, or euros the way each price is kept. ``text`` is in capitals. How
    often it may be used is the capacity of its seat pool.
    """

    class Effect(models.TextChoices):
        """What it does to the price of what it is for."""

        PERCENT = "percent"
        AMOUNT = "amount"
        PRICE = "price"
        FREE = "free"
        NONE = "none"

    class Counts(models.TextChoices):
        """What one use is."""

        PARTICIPANTS = "participants"
        SIGN_UPS = "sign_ups"

    class Audience(models.TextChoices):
        """Who may use it, apart from having it."""

        ANYBODY = ""
        ORGANISATIONS = "organisations"
        PRIVATE = "private"
        MEMBERS = "members"

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="codes")
    text = models.CharField(max_length=40)
    effect = models.CharField(max_length=10, choices=Effect)
    value = models.DecimalField(max_digits=9, decimal_places=2, default=Decimal("0.00"))
    counts = models.CharField(max_length=12, choices=Counts, default=Counts.PARTICIPANTS)
    audience = models.CharField(max_length=14, choices=Audience, default=Audience.ANYBODY, blank=True)
    ticket_types: models.ManyToManyField[TicketType, models.Model] = models.ManyToManyField(
        TicketType, blank=True, related_name="codes", help_text="none: all but free staff"
    )
    partnership = models.ForeignKey(
        Partnership, on_delete=models.PROTECT, null=True, blank=True, related_name="codes"
    )
    valid_from = models.DateTimeField(null=True, blank=True)
    valid_until = models.DateTimeField(null=True, blank=True)
    is_off = models.BooleanField(default=False)

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(fields=["event", "text"], name="code_once"),
            models.CheckConstraint(
                condition=Q(effect="percent", value__gt=0, value__lte=100)
                | Q(effect__in=["amount", "price"], value__gt=0)
                | Q(effect__in=["free", "none"], value=0),
                name="code_effect",
            ),
            models.CheckConstraint(condition=Q(counts__in=["participants", "sign_ups"]), name="code_counts"),
        )

    def __str__(self) -> str:
        return self.text

    def holds(self, now: datetime) -> bool:
        """Whether it may be used at ``now`` (UTC), as far as its period and its switch say."""
        begun = self.valid_from is None or self.valid_from <= now
        ended = self.valid_until is not None and self.valid_until <= now
        return begun and not ended and not self.is_off
