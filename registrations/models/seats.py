"""Seat pools, the only place where scarcity lives, and the claims on them."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from events.models import Code, Day, Event, Partnership, PriceRule, Session, Stand, TicketType
from organisations.models import MemberOrganisation
from registrations.models.registration import Line, Registration


class SeatPool(models.Model):
    """So many seats of the event, or of one day, session, stand, or of some ticket types.

    With a ``partnership`` they were moved to that partner from the pool of the event or the day;
    with a ``code`` they are its uses; with a ``price_rule`` those who may pay so little, of one
    ``member`` where it counts members.
    """

    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="pools")
    slug = models.SlugField(max_length=100)
    capacity = models.PositiveIntegerField(null=True, blank=True, help_text="empty: unlimited")
    taken = models.PositiveIntegerField(default=0)
    waiting = models.PositiveIntegerField(default=0)
    open = models.BooleanField(default=True)
    day = models.ForeignKey(Day, on_delete=models.PROTECT, null=True, blank=True, related_name="pools")
    session = models.ForeignKey(
        Session, on_delete=models.PROTECT, null=True, blank=True, related_name="pools"
    )
    stand = models.ForeignKey(Stand, on_delete=models.PROTECT, null=True, blank=True, related_name="pools")
    partnership = models.ForeignKey(
        Partnership, on_delete=models.PROTECT, null=True, blank=True, related_name="pools"
    )
    code = models.OneToOneField(Code, on_delete=models.PROTECT, null=True, blank=True, related_name="pool")
    price_rule = models.ForeignKey(
        PriceRule, on_delete=models.PROTECT, null=True, blank=True, related_name="pools"
    )
    member = models.ForeignKey(
        MemberOrganisation, on_delete=models.PROTECT, null=True, blank=True, related_name="pools"
    )
    ticket_types: models.ManyToManyField[TicketType, models.Model] = models.ManyToManyField(
        TicketType, blank=True, related_name="pools"
    )

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(fields=["event", "slug"], name="seat_pool_slug_once"),
            models.CheckConstraint(
                condition=Q(taken__gte=0) & (Q(capacity__isnull=True) | Q(taken__lte=F("capacity"))),
                name="seat_pool_taken_fits",
            ),
            models.CheckConstraint(condition=Q(waiting__gte=0), name="seat_pool_waiting"),
            models.CheckConstraint(
                condition=Q(day__isnull=True, session__isnull=True)
                | Q(day__isnull=True, stand__isnull=True)
                | Q(session__isnull=True, stand__isnull=True),
                name="seat_pool_about_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(partnership__isnull=True, code__isnull=True)
                | Q(session__isnull=True, stand__isnull=True, code__isnull=True)
                | Q(day__isnull=True, session__isnull=True, stand__isnull=True, partnership__isnull=True),
                name="seat_pool_of_a_partner_or_a_code",
            ),
            models.CheckConstraint(
                condition=Q(price_rule__isnull=True, member__isnull=True)
                | Q(
                    price_rule__isnull=False,
                    day__isnull=True,
                    session__isnull=True,
                    stand__isnull=True,
                    partnership__isnull=True,
                    code__isnull=True,
                ),
                name="seat_pool_of_a_price",
            ),
            models.UniqueConstraint(
                fields=["price_rule", "member"],
                condition=Q(price_rule__isnull=False),
                nulls_distinct=False,
                name="seat_pool_of_a_price_once",
            ),
        )

    def __str__(self) -> str:
        return self.slug


class Hold(models.Model):
    """Seats that are kept for somebody: a form, an option, a payment or an approval under way."""

    class Purpose(models.TextChoices):
        """What it waits for."""

        FORM = "form"
        OPTION = "option"
        PAYMENT = "payment"
        APPROVAL = "approval"

    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="holds")
    purpose = models.CharField(max_length=10, choices=Purpose)
    key = models.CharField(max_length=80, unique=True)
    expires_at = models.DateTimeField(null=True, blank=True, help_text="empty: no timer")
    ended_at = models.DateTimeField(null=True, blank=True)
    basket = models.JSONField(default=dict)
    registration = models.ForeignKey(
        Registration, on_delete=models.PROTECT, null=True, blank=True, related_name="holds"
    )

    class Meta:
        indexes = (models.Index(fields=["expires_at"], name="hold_open", condition=Q(ended_at__isnull=True)),)
        constraints = (
            models.CheckConstraint(
                condition=Q(purpose__in=["form", "option"], registration__isnull=True)
                | Q(purpose__in=["payment", "approval"], registration__isnull=False),
                name="hold_has_a_registration_when_it_should",
            ),
        )

    def __str__(self) -> str:
        return f"{self.purpose} {self.key}"


class SeatClaim(models.Model):
    """One seat of one pool, owned by exactly one line or hold, until ``released_at``."""

    pool = models.ForeignKey(SeatPool, on_delete=models.PROTECT, related_name="claims")
    line = models.ForeignKey(Line, on_delete=models.PROTECT, null=True, blank=True, related_name="claims")
    hold = models.ForeignKey(Hold, on_delete=models.PROTECT, null=True, blank=True, related_name="claims")
    released_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = (
            models.Index(fields=["pool"], name="seat_claim_open", condition=Q(released_at__isnull=True)),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(line__isnull=False, hold__isnull=True) | Q(line__isnull=True, hold__isnull=False),
                name="seat_claim_has_one_owner",
            ),
            models.UniqueConstraint(
                fields=["line", "pool"],
                condition=Q(released_at__isnull=True, line__isnull=False),
                name="seat_claim_once_per_line_and_pool",
            ),
        )

    def __str__(self) -> str:
        return f"claim {self.pk} of pool {self.pool_id}"
