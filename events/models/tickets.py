"""What is sold."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from events.models.bilingual import Bilingual
from events.models.event import Event
from events.models.programme import Day, Session


class TicketType(Bilingual):
    """A way to take part (*deelname*), a stand of one size, or an add-on, with its price in euros."""

    class Kind(models.TextChoices):
        """What it gives: `admission` takes a place, `staff` (free, with a stand) takes none."""

        ADMISSION = "admission"
        STAFF = "staff"
        STAND = "stand"
        ADDON = "addon"

    class Audience(models.TextChoices):
        """Which price is named first, and who may buy."""

        BUSINESS = "business"
        CONSUMER = "consumer"

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="ticket_types")
    slug = models.SlugField(max_length=60)
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.ADMISSION)
    audience = models.CharField(max_length=10, choices=Audience, default=Audience.BUSINESS)
    title = models.CharField(max_length=150)
    title_en = models.CharField(max_length=150, blank=True)
    description = models.TextField(blank=True)
    description_en = models.TextField(blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    price = models.DecimalField(max_digits=9, decimal_places=2)
    price_includes_vat = models.BooleanField(default=False)
    vat_category = models.CharField(max_length=2, default="S", help_text="EN 16931 code (BT-151)")
    vat_percent = models.DecimalField(max_digits=5, decimal_places=2, default=21)
    on_sale_from = models.DateTimeField(null=True, blank=True)
    on_sale_until = models.DateTimeField(null=True, blank=True)
    is_hidden = models.BooleanField(default=False)
    minimum = models.PositiveSmallIntegerField(default=0)
    maximum = models.PositiveSmallIntegerField(null=True, blank=True)
    most_staff = models.PositiveSmallIntegerField(default=0, help_text="people who may staff a stand")
    days: models.ManyToManyField[Day, models.Model] = models.ManyToManyField(
        Day, blank=True, related_name="ticket_types", help_text="none: all days"
    )
    sessions: models.ManyToManyField[Session, models.Model] = models.ManyToManyField(
        Session, blank=True, related_name="ticket_types", help_text="none: all that everybody takes"
    )

    class Meta:
        ordering = ("position", "id")
        constraints = (
            models.UniqueConstraint(fields=["event", "slug"], name="ticket_type_slug_once"),
            models.CheckConstraint(condition=Q(price__gte=0), name="ticket_type_price"),
            models.CheckConstraint(
                condition=Q(vat_category="S", vat_percent__gt=0, vat_percent__lte=100)
                | Q(vat_category__in=["E", "AE", "Z", "O"], vat_percent=0),
                name="ticket_type_vat",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["admission", "staff", "stand", "addon"]), name="ticket_type_kind"
            ),
        )

    def __str__(self) -> str:
        return self.title


class Stand(models.Model):
    """A numbered stand; its size, price and VAT are its ticket type's."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="stands")
    number = models.PositiveSmallIntegerField()
    ticket_type = models.ForeignKey(TicketType, on_delete=models.PROTECT, related_name="stands")

    class Meta:
        ordering = ("number",)
        constraints = (models.UniqueConstraint(fields=["event", "number"], name="stand_number_once"),)

    def __str__(self) -> str:
        return f"stand {self.number}"
