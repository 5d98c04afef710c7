"""Another organisation's part in one event."""

from django.db import models
from django.db.models import Q

from events.models.bilingual import Bilingual
from events.models.event import Event
from organisations.models import Organisation


class Partnership(Bilingual):
    """What another organisation does in an event, and what its people may see until ``ends_on``."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="partnerships")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="partnerships")
    position = models.PositiveSmallIntegerField(default=0)
    role = models.CharField(max_length=150, blank=True)
    role_en = models.CharField(max_length=150, blank=True)
    sees_totals = models.BooleanField(default=False)
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("position", "id")
        constraints = (
            models.UniqueConstraint(fields=["event", "organisation"], name="partnership_once"),
            models.CheckConstraint(condition=Q(position__gte=0), name="partnership_position"),
        )

    def __str__(self) -> str:
        return f"{self.organisation_id} in {self.event_id}"
