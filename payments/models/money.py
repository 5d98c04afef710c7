"""Money that moves, by Stripe or by bank, and what it settles."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from organisations.models import Organisation
from payments.models.invoices import Invoice
from registrations.models import Hold, Registration


class Payment(models.Model):
    """Money that comes in, or is on its way: for a registration that waits for it, or for an invoice.

    ``amount`` is euros. ``request_key`` and ``request`` are what Stripe is asked, stored before the
    call, so that a retry asks the same (idempotency). A declined card leaves it `created`.
    """

    class State(models.TextChoices):
        """`payments/states.py` says which follows which."""

        CREATED = "created"
        PROCESSING = "processing"
        SUCCEEDED = "succeeded"
        FAILED = "failed"
        EXPIRED = "expired"

    class Method(models.TextChoices):
        """How it came."""

        STRIPE = "stripe"
        BANK = "bank"

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="payments")
    registration = models.ForeignKey(
        Registration, on_delete=models.PROTECT, null=True, blank=True, related_name="payments"
    )
    invoice = models.ForeignKey(
        Invoice, on_delete=models.PROTECT, null=True, blank=True, related_name="payments"
    )
    hold = models.ForeignKey(Hold, on_delete=models.PROTECT, null=True, blank=True, related_name="payments")
    method = models.CharField(max_length=10, choices=Method)
    state = models.CharField(max_length=12, choices=State, default=State.CREATED)
    amount = models.DecimalField(max_digits=11, decimal_places=2)
    language = models.CharField(max_length=2, default="nl")
    request_key = models.UUIDField(default=uuid.uuid4, unique=True)
    request = models.JSONField(default=dict)
    checkout_session_id = models.CharField(max_length=100, null=True, blank=True, unique=True)
    payment_intent_id = models.CharField(max_length=100, blank=True)
    paid_with = models.CharField(
        max_length=60, blank=True, help_text="as Stripe calls it: ideal, card visa 4242"
    )
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True, help_text="when it succeeded, failed or expired")
    received_on = models.DateField(null=True, blank=True, help_text="by bank: the statement's date")
    is_disputed = models.BooleanField(default=False)
    concern = models.CharField(max_length=300, blank=True, help_text="why finance must look at it")

    class Meta:
        indexes = (
            models.Index(
                fields=["created_at"],
                name="payment_open",
                condition=Q(state__in=["created", "processing"]),
            ),
            models.Index(
                fields=["payment_intent_id"],
                name="payment_by_intent",
                condition=~Q(payment_intent_id=""),
            ),
        )
        constraints = (
            models.CheckConstraint(condition=Q(amount__gt=0), name="payment_is_of_something"),
            models.CheckConstraint(
                condition=Q(state__in=["created", "processing", "succeeded", "failed", "expired"]),
                name="payment_state_known",
            ),
            models.CheckConstraint(
                condition=Q(registration__isnull=False) | Q(invoice__isnull=False),
                name="payment_is_for_something",
            ),
            models.CheckConstraint(
                condition=Q(method="stripe") | Q(method="bank", received_on__isnull=False),
                name="payment_by_bank_has_a_date",
            ),
            models.UniqueConstraint(
                fields=["registration"],
                condition=Q(state__in=["created", "processing"], invoice__isnull=True),
                name="payment_one_open_per_registration",
            ),
            models.UniqueConstraint(
                fields=["invoice"],
                condition=Q(state__in=["created", "processing"]),
                name="payment_one_open_per_invoice",
            ),
        )

    def __str__(self) -> str:
        return f"{self.amount} {self.state}"


class Allocation(models.Model):
    """How much of which payment settles which invoice, in euros; ``undone_at`` by a lost dispute."""

    payment = models.ForeignKey(Payment, on_delete=models.PROTECT, related_name="allocations")
    invoice = models.ForeignKey(Invoice, on_delete=models.PROTECT, related_name="allocations")
    amount = models.DecimalField(max_digits=11, decimal_places=2)
    created_at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(amount__gt=0), name="allocation_is_of_something"),
            models.UniqueConstraint(
                fields=["payment", "invoice"],
                condition=Q(undone_at__isnull=True),
                name="allocation_once_per_payment_and_invoice",
            ),
        )

    def __str__(self) -> str:
        return f"{self.amount} of payment {self.payment_id} for invoice {self.invoice_id}"


class Refund(models.Model):
    """Money that goes back, by Stripe or by bank; `succeeded` may still become `failed` (30 days).

    ``invoice`` is the one whose credit it pays out. ``request_key`` is Stripe's idempotency key.
    """

    class State(models.TextChoices):
        """`requested` is ours, before Stripe answered; the others are Stripe's."""

        REQUESTED = "requested"
        PENDING = "pending"
        REQUIRES_ACTION = "requires_action"
        SUCCEEDED = "succeeded"
        FAILED = "failed"
        CANCELED = "canceled"

    payment = models.ForeignKey(Payment, on_delete=models.PROTECT, related_name="refunds")
    invoice = models.ForeignKey(
        Invoice, on_delete=models.PROTECT, null=True, blank=True, related_name="refunds"
    )
    method = models.CharField(max_length=10, choices=Payment.Method)
    state = models.CharField(max_length=16, choices=State, default=State.REQUESTED)
    amount = models.DecimalField(max_digits=11, decimal_places=2)
    reason = models.CharField(max_length=40, default="requested_by_customer", help_text="Stripe's word")
    request_key = models.UUIDField(default=uuid.uuid4, unique=True)
    stripe_refund_id = models.CharField(max_length=100, null=True, blank=True, unique=True)
    failure = models.CharField(max_length=200, blank=True)
    is_adopted = models.BooleanField(default=False, help_text="made in Stripe's dashboard, not here")
    concern = models.CharField(max_length=300, blank=True, help_text="why finance must look at it")
    created_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(amount__gt=0), name="refund_is_of_something"),
            models.CheckConstraint(
                condition=Q(
                    state__in=["requested", "pending", "requires_action", "succeeded", "failed", "canceled"]
                ),
                name="refund_state_known",
            ),
        )

    def __str__(self) -> str:
        return f"{self.amount} {self.state}"


class StripeEvent(models.Model):
    """What Stripe told us, stored before it is worked on; the job asks Stripe for the object itself."""

    event_id = models.CharField(max_length=100, unique=True)
    type = models.CharField(max_length=80)
    object_id = models.CharField(max_length=100, blank=True)
    payload = models.JSONField(default=dict, help_text="ids and type; nothing about persons")
    created_at = models.DateTimeField(help_text="by Stripe's clock")
    received_at = models.DateTimeField()
    handled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = (models.Index(fields=["object_id", "id"], name="stripe_event_by_object"),)

    def __str__(self) -> str:
        return f"{self.type} {self.event_id}"
