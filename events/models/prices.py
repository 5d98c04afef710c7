"""By what rules somebody pays less for an event than its ticket types cost."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from django.db import models
from django.db.models import Q

from events.models.bilingual import Bilingual
from events.models.event import Event
from events.models.tickets import TicketType


class PriceRule(Bilingual):
    """An early bird, a step of a group discount, or what members pay; who has registered keeps theirs.

    ``value`` is a percentage, or euros off each line the way its price is kept. An early bird ends
    at ``until``, or when ``first`` so many were sold, whichever comes first. A group needs ``least``
    people: of one sign-up, or (``counts``) of their payer at this event. Of each member organisation
    it may hold for the ``first`` so many people only. How many of those are left is a seat pool.
    """

    class Kind(models.TextChoices):
        """For whom it is."""

        EARLY = "early"
        GROUP = "group"
        MEMBER = "member"

    class Effect(models.TextChoices):
        """What it does to each price that it is for."""

        PERCENT = "percent"
        AMOUNT = "amount"
        PRICE = "price"
        FREE = "free"

    class Counts(models.TextChoices):
        """Whose people make a group."""

        SIGN_UP = "sign_up"
        CUSTOMER = "customer"

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="price_rules")
    kind = models.CharField(max_length=10, choices=Kind)
    title = models.CharField(max_length=45, blank=True, help_text="empty: what it is")
    title_en = models.CharField(max_length=45, blank=True)
    effect = models.CharField(max_length=10, choices=Effect)
    value = models.DecimalField(max_digits=9, decimal_places=2, default=Decimal("0.00"))
    ticket_types: models.ManyToManyField[TicketType, models.Model] = models.ManyToManyField(
        TicketType, blank=True, related_name="price_rules", help_text="none: all that admit"
    )
    until = models.DateTimeField(null=True, blank=True)
    first = models.PositiveIntegerField(null=True, blank=True)
    least = models.PositiveSmallIntegerField(default=0)
    counts = models.CharField(max_length=10, choices=Counts, default=Counts.SIGN_UP)
    is_off = models.BooleanField(default=False)

    class Meta:
        ordering = ("id",)
        constraints = (
            models.CheckConstraint(
                condition=Q(effect="percent", value__gt=0, value__lte=100)
                | Q(effect__in=["amount", "price"], value__gt=0)
                | Q(effect="free", value=0),
                name="price_rule_effect",
            ),
            models.CheckConstraint(
                condition=(Q(kind="early") & (Q(until__isnull=False) | Q(first__gte=1)) & Q(least=0))
                | Q(kind="group", least__gte=2, until__isnull=True, first__isnull=True)
                | (Q(kind="member", least=0, until__isnull=True) & (Q(first__isnull=True) | Q(first__gte=1))),
                name="price_rule_kind",
            ),
            models.CheckConstraint(
                condition=Q(counts="sign_up") | Q(counts="customer", kind="group"), name="price_rule_counts"
            ),
        )

    def __str__(self) -> str:
        return self.title or self.kind

    def holds(self, now: datetime) -> bool:
        """Whether it is in use at ``now`` (UTC), as far as its moment and its switch say."""
        return not self.is_off and (self.until is None or now < self.until)
