"""Another organisation's part in one event."""

from django.db import models
from django.db.models import Q

from events.models.bilingual import Bilingual
from events.models.event import Event
from organisations.models import Organisation


class Partnership(Bilingual):
    """What another organisation does in an event, and what its people may see until ``ends_on``.

    All that they see is about the people who came by it: by one of its codes.
    """

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="partnerships")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="partnerships")
    position = models.PositiveSmallIntegerField(default=0)
    role = models.CharField(max_length=150, blank=True)
    role_en = models.CharField(max_length=150, blank=True)
    sees_totals = models.BooleanField(default=False)
    sees_names = models.BooleanField(default=False, help_text="names, states and sessions")
    sees_details = models.BooleanField(default=False, help_text="employer and admission as well")
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("position", "id")
        constraints = (
            models.UniqueConstraint(fields=["event", "organisation"], name="partnership_once"),
            models.CheckConstraint(condition=Q(position__gte=0), name="partnership_position"),
            models.CheckConstraint(
                condition=Q(sees_details=False) | Q(sees_names=True), name="partnership_details_need_names"
            ),
            models.CheckConstraint(
                condition=Q(sees_names=False) | Q(sees_totals=True), name="partnership_names_need_totals"
            ),
        )

    def __str__(self) -> str:
        return f"{self.organisation_id} in {self.event_id}"
