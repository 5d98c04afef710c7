"""What only an industry day has."""

from django.db import models

from events.models import Event
from events.models.bilingual import Bilingual


class Branchedag(Bilingual):
    """When exhibitors build up, and the terms that they agree to."""

    event = models.OneToOneField(Event, on_delete=models.CASCADE, primary_key=True, related_name="branchedag")
    build_up = models.TextField(blank=True)
    build_up_en = models.TextField(blank=True)
    exhibitor_terms = models.TextField(blank=True, help_text="Markdown")
    exhibitor_terms_en = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"branchedag {self.event_id}"
