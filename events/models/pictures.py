"""A picture of something that people read about, and what it shows for whoever cannot see it."""

from django.db import models
from django.db.models import Q

from events.models.bilingual import Bilingual
from lib.pictures import NAME


class Pictured(Bilingual):
    """A row that may have a picture: ``picture`` is the name of its files (lib.pictures), or empty."""

    picture = models.CharField(max_length=60, blank=True)
    picture_alt = models.CharField(max_length=250, blank=True)
    picture_alt_en = models.CharField(max_length=250, blank=True)

    class Meta:
        abstract = True


def picture_is_told(model: str) -> models.CheckConstraint:
    """Whoever shows a picture says in both languages what is on it."""
    told = Q(picture__regex=f"^{NAME}$") & ~Q(picture_alt="") & ~Q(picture_alt_en="")
    return models.CheckConstraint(condition=Q(picture="") | told, name=f"{model}_picture_is_told")
