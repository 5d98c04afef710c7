"""One thing that people sign up for."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.db import models
from django.db.models import F, Q

from events.kinds import KINDS, kind_choices
from events.models.bilingual import Bilingual
from events.models.pictures import Pictured, picture_is_told
from events.models.places import Venue
from events.models.series import Series
from organisations.models import Organisation

if TYPE_CHECKING:
    from events.kinds.base import Kind


class Event(Pictured):
    """An event of one kind; what is public changes only by a release or a verb that raises ``version``."""

    class Status(models.TextChoices):
        """`draft` → `published` → `cancelled` or `archived`."""

        DRAFT = "draft"
        PUBLISHED = "published"
        CANCELLED = "cancelled"
        ARCHIVED = "archived"

    class Places(models.TextChoices):
        """When the page tells how many places are left."""

        ALWAYS = "always"
        FEW = "few"
        NEVER = "never"

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="events")
    series = models.ForeignKey(
        Series, on_delete=models.PROTECT, null=True, blank=True, related_name="editions"
    )
    kind = models.CharField(max_length=20, choices=kind_choices)
    slug = models.SlugField(max_length=80, unique=True)
    status = models.CharField(max_length=10, choices=Status, default=Status.DRAFT)
    version = models.PositiveIntegerField(default=1)
    title = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200, blank=True)
    lead = models.TextField(blank=True)
    lead_en = models.TextField(blank=True)
    description = models.TextField(blank=True, help_text="Markdown")
    description_en = models.TextField(blank=True)
    audience = models.TextField(blank=True)
    audience_en = models.TextField(blank=True)
    begins_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    timezone = models.CharField(max_length=64, default="Europe/Amsterdam")
    venue = models.ForeignKey(Venue, on_delete=models.PROTECT, null=True, blank=True, related_name="events")

    sign_up_opens_at = models.DateTimeField(null=True, blank=True)
    sign_up_closes_at = models.DateTimeField(null=True, blank=True)
    is_closed = models.BooleanField(default=False)
    has_waiting_list = models.BooleanField(default=False)
    most_per_sign_up = models.PositiveSmallIntegerField(default=50)
    places_shown = models.CharField(max_length=6, choices=Places, default=Places.FEW)
    few_percent = models.PositiveSmallIntegerField(default=20)

    discounts_together = models.CharField(
        max_length=40, blank=True, help_text="kinds of discounts that go with each other, with blanks between"
    )
    may_pay_on_invoice = models.BooleanField(default=True)
    may_pay_online = models.BooleanField(default=True)
    invoice_for_organisations_only = models.BooleanField(default=False)
    invoice_not_within_days = models.PositiveSmallIntegerField(default=0)
    asks_organisation = models.BooleanField(default=False)
    asks_job_title = models.BooleanField(default=False)
    form_of_address = models.CharField(
        max_length=2, blank=True, choices=Organisation.Address, help_text="empty: the organisation's"
    )
    calendar_per_session = models.BooleanField(default=False)
    published_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = (models.Index(fields=["status", "kind", "begins_at"], name="event_agenda"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("begins_at")), name="event_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(status__in=["draft", "published", "cancelled", "archived"]),
                name="event_status_known",
            ),
            models.CheckConstraint(condition=Q(few_percent__lte=100), name="event_few_percent"),
            models.CheckConstraint(condition=Q(most_per_sign_up__gte=1), name="event_most_per_sign_up"),
            picture_is_told("event"),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def behaviour(self) -> Kind:
        """What only this kind of event does."""
        return KINDS[self.kind]

    @property
    def zone(self) -> ZoneInfo:
        """The time zone that the event's times are shown in."""
        return ZoneInfo(self.timezone)

    @property
    def kinds_together(self) -> frozenset[str]:
        """The kinds of discounts that add up on one line: "early", "member", "group", "code"."""
        return frozenset(self.discounts_together.split())

    def local_date(self, moment: datetime) -> date:
        """The date of ``moment`` where the event takes place."""
        return moment.astimezone(self.zone).date()

    def takes_sign_ups(self, now: datetime) -> bool:
        """Whether somebody may sign up at ``now`` (UTC), places or not."""
        return (
            self.status == self.Status.PUBLISHED
            and not self.is_closed
            and (self.sign_up_opens_at is None or self.sign_up_opens_at <= now)
            and now < (self.sign_up_closes_at or self.begins_at)
        )


class EventDraft(models.Model):
    """The event's begin, end and venue as they are being edited; a release copies them."""

    event = models.OneToOneField(Event, on_delete=models.CASCADE, primary_key=True, related_name="draft")
    begins_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    venue = models.ForeignKey(Venue, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    def __str__(self) -> str:
        return f"draft of {self.event_id}"


class EventText(Bilingual):
    """One of the practical texts of an event: how to get there, access, food."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="texts")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=100)
    title_en = models.CharField(max_length=100, blank=True)
    body = models.TextField(help_text="Markdown")
    body_en = models.TextField(blank=True)

    class Meta:
        ordering = ("position",)
        constraints = (
            models.UniqueConstraint(fields=["event", "position"], name="event_text_position_once"),
        )

    def __str__(self) -> str:
        return self.title


class CancellationStep(models.Model):
    """What cancelling costs from ``days_before`` the first day on; no steps: nothing, ever.

    Before the earliest step cancelling is free. The fee is an amount without VAT for each
    participant, or a percentage of what was to be paid. The costs bear the VAT of what was sold,
    unless ``vat_category`` says otherwise: which it is, a tax adviser decides (CJEU C-295/17).
    """

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="cancellation_steps")
    days_before = models.PositiveSmallIntegerField()
    fee = models.DecimalField(max_digits=9, decimal_places=2, null=True, blank=True)
    percent = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    vat_category = models.CharField(max_length=2, blank=True, help_text="empty: that of what was sold")
    vat_percent = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)

    class Meta:
        ordering = ("-days_before",)
        constraints = (
            models.CheckConstraint(
                condition=Q(vat_category="", vat_percent__isnull=True)
                | Q(vat_category="S", vat_percent__gt=0, vat_percent__lte=100)
                | Q(vat_category__in=["E", "AE", "Z", "O"], vat_percent=0),
                name="cancellation_step_vat",
            ),
            models.UniqueConstraint(fields=["event", "days_before"], name="cancellation_step_once"),
            models.CheckConstraint(
                condition=Q(fee__isnull=True, percent__isnull=False)
                | Q(fee__isnull=False, percent__isnull=True),
                name="cancellation_step_fee_or_percent",
            ),
            models.CheckConstraint(
                condition=Q(percent__isnull=True) | Q(percent__gte=0, percent__lte=100),
                name="cancellation_step_percent",
            ),
            models.CheckConstraint(
                condition=Q(fee__isnull=True) | Q(fee__gte=0), name="cancellation_step_fee"
            ),
        )

    def __str__(self) -> str:
        return f"{self.days_before} days before"
