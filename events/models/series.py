"""What comes back: a course with its starts, a yearly day."""

from django.db import models

from events.kinds import kind_choices
from events.models.pictures import Pictured, picture_is_told
from organisations.models import Organisation


class Series(Pictured):
    """Owns the text and the public page of its editions, which are events."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="series")
    kind = models.CharField(max_length=20, choices=kind_choices)
    slug = models.SlugField(max_length=80, unique=True)
    title = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200, blank=True)
    description = models.TextField(blank=True)
    description_en = models.TextField(blank=True)

    class Meta:
        verbose_name_plural = "series"
        constraints = (picture_is_told("series"),)

    def __str__(self) -> str:
        return self.title
