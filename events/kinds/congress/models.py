"""What only a congress has."""

from django.db import models

from events.models import Event


class Congress(models.Model):
    """Whether people choose their sessions when they sign up."""

    event = models.OneToOneField(Event, on_delete=models.CASCADE, primary_key=True, related_name="congress")
    chooses_at_sign_up = models.BooleanField(default=True)

    def __str__(self) -> str:
        return f"congress {self.event_id}"
