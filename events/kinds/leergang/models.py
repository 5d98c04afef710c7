"""What only a course has."""

from django.db import models
from django.db.models import Q

from events.models import Event


class Leergang(models.Model):
    """How many are needed and when that is decided; what counts as having followed it."""

    event = models.OneToOneField(Event, on_delete=models.CASCADE, primary_key=True, related_name="leergang")
    minimum = models.PositiveSmallIntegerField(default=0)
    decide_on = models.DateField(null=True, blank=True, help_text="go or no-go")
    attendance_percent = models.PositiveSmallIntegerField(default=80)
    is_vocational_training = models.BooleanField(default=False)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(attendance_percent__lte=100), name="leergang_attendance_percent"
            ),
        )

    def __str__(self) -> str:
        return f"leergang {self.event_id}"
