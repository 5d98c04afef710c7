"""One sign-up, what was typed about who pays, and what was sold."""

from __future__ import annotations

from decimal import Decimal

from django.db import models
from django.db.models import F, Q

from events.models import Code, Event, Partnership, Stand, TicketType
from organisations.models import Customer


class Registration(models.Model):
    """One sign-up (*aanmelding*) by one contact person for one event."""

    class State(models.TextChoices):
        """`registrations/states.py` says which follows which."""

        AWAITING_APPROVAL = "awaiting_approval"
        AWAITING_PAYMENT = "awaiting_payment"
        CONFIRMED = "confirmed"
        DECLINED = "declined"
        EXPIRED = "expired"
        CANCELLED = "cancelled"

    class PaymentMethod(models.TextChoices):
        """How it is paid; `none` where nothing is due."""

        NONE = "none"
        INVOICE = "invoice"
        ONLINE = "online"

    class Source(models.TextChoices):
        """Who started it."""

        WEBSITE = "website"
        WORKSPACE = "workspace"
        IMPORT = "import"

    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="registrations")
    reference = models.CharField(max_length=12, unique=True)
    secret = models.CharField(max_length=64, unique=True)
    submission_key = models.UUIDField()
    basket_sha256 = models.CharField(max_length=64)
    state = models.CharField(max_length=20, choices=State)
    source = models.CharField(max_length=10, choices=Source, default=Source.WEBSITE)
    language = models.CharField(max_length=2, default="nl")
    contact_name = models.CharField(max_length=200)
    contact_email = models.CharField(max_length=254)
    contact_phone = models.CharField(max_length=40, blank=True)
    contact_organisation = models.CharField(max_length=200, blank=True)
    customer = models.ForeignKey(
        Customer, on_delete=models.PROTECT, null=True, blank=True, related_name="registrations"
    )
    code = models.ForeignKey(
        Code, on_delete=models.PROTECT, null=True, blank=True, related_name="registrations"
    )
    partnership = models.ForeignKey(
        Partnership, on_delete=models.PROTECT, null=True, blank=True, related_name="registrations"
    )
    payment_method = models.CharField(max_length=10, choices=PaymentMethod, default=PaymentMethod.NONE)
    terms_version = models.PositiveIntegerField(null=True, blank=True)
    terms_accepted_at = models.DateTimeField(null=True, blank=True)
    cancellation_rules = models.JSONField(default=list, help_text="the steps that held at sign-up")
    wants_newsletter = models.BooleanField(default=False)
    signed_up_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = (
            models.Index(fields=["event", "signed_up_at"], name="registration_by_event"),
            models.Index(fields=["contact_email"], name="registration_by_contact"),
        )
        constraints = (
            models.UniqueConstraint(
                fields=["event", "submission_key"], name="registration_submission_key_once"
            ),
            models.CheckConstraint(
                condition=Q(
                    state__in=[
                        "awaiting_approval",
                        "awaiting_payment",
                        "confirmed",
                        "declined",
                        "expired",
                        "cancelled",
                    ]
                ),
                name="registration_state_known",
            ),
            models.CheckConstraint(
                condition=~Q(state="confirmed") | Q(confirmed_at__isnull=False),
                name="registration_confirmed_has_a_moment",
            ),
            models.CheckConstraint(
                condition=Q(payment_method__in=["none", "invoice", "online"]),
                name="registration_payment_method_known",
            ),
        )

    def __str__(self) -> str:
        return self.reference


class Billing(models.Model):
    """Who pays, as it was typed at the sign-up; the customer may say otherwise."""

    registration = models.OneToOneField(
        Registration, on_delete=models.CASCADE, primary_key=True, related_name="billing"
    )
    organisation = models.CharField(max_length=200, blank=True)
    attention = models.CharField(max_length=200, blank=True)
    street = models.CharField(max_length=200, blank=True)
    postcode = models.CharField(max_length=16, blank=True)
    city = models.CharField(max_length=100, blank=True)
    country = models.CharField(max_length=2, default="NL")
    kvk = models.CharField(max_length=8, blank=True)
    oin = models.CharField(max_length=20, blank=True)
    vat_number = models.CharField(max_length=20, blank=True)
    peppol = models.CharField(max_length=60, blank=True)
    email = models.CharField(max_length=254, blank=True)
    reference = models.CharField(max_length=100, blank=True, help_text="BT-10")
    order_number = models.CharField(max_length=100, blank=True, help_text="BT-13")
    number_follows = models.BooleanField(default=False)
    number_wanted = models.BooleanField(
        default=False, help_text="the customer wants one on each invoice, and none was typed"
    )

    def __str__(self) -> str:
        return self.organisation or self.attention

    @property
    def waits_for_number(self) -> bool:
        """Whether the invoice waits for the order number."""
        return self.number_follows or self.number_wanted


class Line(models.Model):
    """One piece of one thing sold, for one participant or for the whole registration; never invoiced away.

    ``unit_price`` and ``allowance`` are euros the way the price is kept: with VAT where
    ``price_includes_vat``, else without.
    """

    registration = models.ForeignKey(Registration, on_delete=models.PROTECT, related_name="lines")
    participant = models.ForeignKey(
        "registrations.Participant", on_delete=models.PROTECT, null=True, blank=True, related_name="lines"
    )
    ticket_type = models.ForeignKey(TicketType, on_delete=models.PROTECT, related_name="lines")
    stand = models.ForeignKey(Stand, on_delete=models.PROTECT, null=True, blank=True, related_name="lines")
    text = models.CharField(max_length=300)
    unit_price = models.DecimalField(max_digits=9, decimal_places=2)
    price_includes_vat = models.BooleanField()
    allowance = models.DecimalField(max_digits=9, decimal_places=2, default=Decimal("0.00"))
    allowance_reason = models.CharField(max_length=200, blank=True)
    vat_category = models.CharField(max_length=2)
    vat_percent = models.DecimalField(max_digits=5, decimal_places=2)
    vat_reason = models.CharField(max_length=200, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    replaced_by = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaces"
    )

    class Meta:
        ordering = ("id",)
        constraints = (
            models.CheckConstraint(
                condition=Q(unit_price__gte=0, allowance__gte=0, allowance__lte=F("unit_price")),
                name="line_is_not_below_zero",
            ),
            models.CheckConstraint(
                condition=Q(allowance=0) | ~Q(allowance_reason=""), name="line_allowance_has_a_reason"
            ),
            models.CheckConstraint(
                condition=Q(replaced_by__isnull=True) | Q(ended_at__isnull=False),
                name="line_replaced_is_ended",
            ),
        )

    def __str__(self) -> str:
        return self.text

    @property
    def amount(self) -> Decimal:
        """Euros for this line, the way its price is kept."""
        return self.unit_price - self.allowance
