"""How an organisation's bookkeeping calls what is sold, where it is not as Dutch packages propose."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from events.models import Event
from organisations.models import Organisation


class BookkeepingCode(models.Model):
    """One account or VAT code of an organisation's own; ``key`` is one of payments.bookkeeping."""

    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="bookkeeping", db_index=False
    )
    key = models.CharField(max_length=40)
    code = models.CharField(max_length=20)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["organisation", "key"], name="bookkeeping_code_once"),
            models.CheckConstraint(condition=~Q(code=""), name="bookkeeping_code_says_something"),
        )

    def __str__(self) -> str:
        return f"{self.key} = {self.code}"


class CostCentre(models.Model):
    """The cost centre of an event; an event without one has its slug."""

    event = models.OneToOneField(
        Event, on_delete=models.CASCADE, primary_key=True, related_name="cost_centre"
    )
    code = models.CharField(max_length=50)

    class Meta:
        constraints = (models.CheckConstraint(condition=~Q(code=""), name="cost_centre_says_something"),)

    def __str__(self) -> str:
        return self.code
