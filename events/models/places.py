"""Where it is, and who speaks."""

from django.db import models

from events.models.bilingual import Bilingual
from events.models.pictures import Pictured, picture_is_told
from organisations.models import Organisation


class Venue(Bilingual):
    """A building."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="venues")
    name = models.CharField(max_length=200)
    street = models.CharField(max_length=200, blank=True)
    postcode = models.CharField(max_length=16, blank=True)
    city = models.CharField(max_length=100, blank=True)
    country = models.CharField(max_length=2, default="NL")
    directions = models.TextField(blank=True)
    directions_en = models.TextField(blank=True)

    def __str__(self) -> str:
        return ", ".join(part for part in (self.name, self.street, self.city) if part)


class Room(Bilingual):
    """A room of a venue; its size warns, it does not limit."""

    venue = models.ForeignKey(Venue, on_delete=models.CASCADE, related_name="rooms")
    name = models.CharField(max_length=100)
    name_en = models.CharField(max_length=100, blank=True)
    capacity = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["venue", "name"], name="room_name_once"),)

    def __str__(self) -> str:
        return self.name


class Speaker(Pictured):
    """Somebody who speaks or teaches."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="speakers")
    name = models.CharField(max_length=200)
    role = models.CharField(max_length=200, blank=True)
    role_en = models.CharField(max_length=200, blank=True)
    bio = models.TextField(blank=True)
    bio_en = models.TextField(blank=True)

    class Meta:
        constraints = (picture_is_told("speaker"),)

    def __str__(self) -> str:
        return self.name
