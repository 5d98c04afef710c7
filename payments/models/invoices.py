"""Invoices: immutable documents, gapless in their range."""

from __future__ import annotations

from decimal import Decimal

from django.db import models
from django.db.models import F, Q

from events.models import Event
from organisations.models import Customer, Organisation
from registrations.models import Line, Registration


class NumberRange(models.Model):
    """An organisation's invoice numbers of one fiscal year; ``next_number`` moves under a row lock."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="number_ranges")
    fiscal_year = models.PositiveSmallIntegerField()
    prefix = models.CharField(max_length=12, blank=True)
    first_number = models.PositiveIntegerField(default=1)
    next_number = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["organisation", "fiscal_year"], name="number_range_once"),
            models.CheckConstraint(
                condition=Q(next_number__gte=F("first_number")), name="number_range_goes_up"
            ),
        )

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.fiscal_year}"


class Invoice(models.Model):
    """One invoice (380) or credit note (381), frozen as issued. Amounts are euros, positive on both.

    Names of amounts follow EN 16931: ``line_total`` BT-106, ``tax_exclusive`` BT-109, ``vat_total``
    BT-110, ``tax_inclusive`` BT-112, ``prepaid`` BT-113, ``rounding`` BT-114, ``payable`` BT-115.
    """

    class TypeCode(models.TextChoices):
        """UNTDID 1001 (BT-3)."""

        INVOICE = "380"
        CREDIT_NOTE = "381"

    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="invoices", db_index=False
    )  # invoice_by_date begins with it
    number_range = models.ForeignKey(NumberRange, on_delete=models.PROTECT, related_name="invoices")
    position = models.PositiveIntegerField(help_text="the bare number in its range")
    number = models.CharField(max_length=30)
    type_code = models.CharField(max_length=3, choices=TypeCode)
    profile = models.CharField(max_length=10, default="nlcius")
    language = models.CharField(max_length=2, default="nl")
    issued_at = models.DateTimeField()
    issue_date = models.DateField()
    due_date = models.DateField(null=True, blank=True)
    supply_begin = models.DateField(null=True, blank=True)
    supply_end = models.DateField(null=True, blank=True)
    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="invoices")
    registration = models.ForeignKey(
        Registration, on_delete=models.PROTECT, null=True, blank=True, related_name="invoices"
    )
    event = models.ForeignKey(Event, on_delete=models.PROTECT, null=True, blank=True, related_name="invoices")
    original = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="credit_notes"
    )
    seller = models.JSONField(help_text="frozen: payments.documents.data.Party")
    buyer = models.JSONField(help_text="frozen: payments.documents.data.Party")
    texts = models.JSONField(default=dict, help_text="frozen: event title, dates, ordered by, notes")
    reference = models.CharField(max_length=100, blank=True, help_text="BT-10 as sent")
    order_number = models.CharField(max_length=100, blank=True, help_text="BT-13")
    line_total = models.DecimalField(max_digits=11, decimal_places=2)
    tax_exclusive = models.DecimalField(max_digits=11, decimal_places=2)
    vat_total = models.DecimalField(max_digits=11, decimal_places=2)
    tax_inclusive = models.DecimalField(max_digits=11, decimal_places=2)
    prepaid = models.DecimalField(max_digits=11, decimal_places=2, default=0)
    rounding = models.DecimalField(max_digits=3, decimal_places=2, default=0)
    payable = models.DecimalField(max_digits=11, decimal_places=2)

    class Meta:
        indexes = (
            models.Index(fields=["organisation", "issue_date", "id"], name="invoice_by_date"),
            models.Index(fields=["registration"], name="invoice_by_registration"),
        )
        constraints = (
            models.UniqueConstraint(fields=["organisation", "number"], name="invoice_number_once"),
            models.UniqueConstraint(fields=["number_range", "position"], name="invoice_position_once"),
            models.CheckConstraint(
                condition=Q(type_code="380", original__isnull=True) | Q(type_code="381"),
                name="invoice_original_only_on_credit_note",
            ),
            models.CheckConstraint(
                condition=Q(payable=F("tax_inclusive") - F("prepaid") + F("rounding")),
                name="invoice_payable_adds_up",
            ),
            models.CheckConstraint(
                condition=Q(tax_inclusive=F("tax_exclusive") + F("vat_total")),
                name="invoice_tax_adds_up",
            ),
        )

    def __str__(self) -> str:
        return self.number


class InvoiceLine(models.Model):
    """A line of an invoice (BG-25): equal lines sold become one with a quantity."""

    invoice = models.ForeignKey(Invoice, on_delete=models.PROTECT, related_name="lines")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=300, help_text="BT-153")
    description = models.TextField(blank=True, help_text="BT-154")
    quantity = models.DecimalField(max_digits=9, decimal_places=2)
    unit_price = models.DecimalField(max_digits=13, decimal_places=6, help_text="BT-146, without VAT")
    allowance = models.DecimalField(max_digits=11, decimal_places=2, default=0)
    allowance_reason = models.CharField(max_length=200, blank=True)
    net = models.DecimalField(max_digits=11, decimal_places=2, help_text="BT-131")
    vat_category = models.CharField(max_length=2)
    vat_percent = models.DecimalField(max_digits=5, decimal_places=2)
    amount = models.DecimalField(
        max_digits=11, decimal_places=2, null=True, help_text="as the price is kept; empty: the net amount"
    )
    includes_vat = models.BooleanField(default=False, help_text="whether `amount` is with VAT")
    credits = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="credited_by"
    )

    class Meta:
        ordering = ("position",)
        constraints = (
            models.UniqueConstraint(fields=["invoice", "position"], name="invoice_line_position_once"),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def shown(self) -> Decimal:
        """Euros for this line the way its price is kept: with VAT where ``includes_vat``."""
        return self.net if self.amount is None else self.amount


class InvoiceVat(models.Model):
    """The VAT of one category and rate of an invoice (BG-23)."""

    invoice = models.ForeignKey(Invoice, on_delete=models.PROTECT, related_name="vat")
    category = models.CharField(max_length=2)
    percent = models.DecimalField(max_digits=5, decimal_places=2)
    taxable = models.DecimalField(max_digits=11, decimal_places=2, help_text="BT-116")
    amount = models.DecimalField(max_digits=11, decimal_places=2, help_text="BT-117")
    reason = models.CharField(max_length=200, blank=True, help_text="BT-120")
    reason_code = models.CharField(max_length=30, blank=True, help_text="BT-121")

    class Meta:
        ordering = ("category", "-percent")
        constraints = (
            models.UniqueConstraint(fields=["invoice", "category", "percent"], name="invoice_vat_once"),
        )

    def __str__(self) -> str:
        return f"{self.category} {self.percent}"


class InvoicedLine(models.Model):
    """Which line of a registration stands on which invoice line: how people are credited."""

    invoice_line = models.ForeignKey(InvoiceLine, on_delete=models.PROTECT, related_name="invoiced")
    line = models.ForeignKey(Line, on_delete=models.PROTECT, related_name="invoiced")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["invoice_line", "line"], name="invoiced_line_once"),)

    def __str__(self) -> str:
        return f"{self.line_id} on {self.invoice_line_id}"


class InvoiceDocument(models.Model):
    """The bytes of an invoice in one format, stored once, sent as stored."""

    class Format(models.TextChoices):
        """File formats."""

        PDF = "pdf"
        UBL = "ubl"

    invoice = models.ForeignKey(Invoice, on_delete=models.PROTECT, related_name="documents")
    format = models.CharField(max_length=3, choices=Format)
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField()
    created_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["invoice", "format"], name="invoice_document_once"),)

    def __str__(self) -> str:
        return f"{self.format} of {self.invoice_id}"
