"""Who pays (*debiteur*), as one organisation knows them."""

from django.db import models
from django.db.models import F, Q

from organisations.models.organisation import Organisation


class Customer(models.Model):
    """A payer of one organisation, with a number for life; sign-ups never change it."""

    class Delivery(models.TextChoices):
        """How invoices go out."""

        PDF = "pdf"
        UBL = "ubl"
        BOTH = "both"

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="customers")
    number = models.GeneratedField(
        expression=F("id") + 10000, output_field=models.BigIntegerField(), db_persist=True
    )
    is_private = models.BooleanField(default=False)
    name = models.CharField(max_length=200)
    attention = models.CharField(max_length=200, blank=True)
    street = models.CharField(max_length=200, blank=True)
    postcode = models.CharField(max_length=16, blank=True)
    city = models.CharField(max_length=100, blank=True)
    country = models.CharField(max_length=2, default="NL")
    email = models.EmailField(blank=True, help_text="accounts payable")
    kvk = models.CharField(max_length=8, blank=True)
    oin = models.CharField(max_length=20, blank=True)
    vat_number = models.CharField(max_length=20, blank=True)
    peppol = models.CharField(max_length=60, blank=True)
    proven_domain = models.CharField(max_length=254, blank=True)
    proven_email = models.CharField(max_length=254, blank=True)
    payment_term_days = models.PositiveSmallIntegerField(null=True, blank=True)
    needs_order_number = models.BooleanField(default=False)
    wants_names = models.BooleanField(default=False, help_text="of participants, on its invoices")
    delivery = models.CharField(max_length=4, choices=Delivery, default=Delivery.PDF)
    is_blocked = models.BooleanField(default=False)
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        indexes = (
            models.Index(fields=["organisation", "oin"], name="customer_by_oin", condition=~Q(oin="")),
            models.Index(fields=["organisation", "kvk"], name="customer_by_kvk", condition=~Q(kvk="")),
            models.Index(fields=["organisation", "number"], name="customer_by_number"),
        )

    def __str__(self) -> str:
        return self.name


class CustomerLikeness(models.Model):
    """Two customers that may be one: proposed to finance, never merged silently."""

    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="likenesses")
    other = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="+")
    reason = models.CharField(max_length=40)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["customer", "other"], name="customer_likeness_once"),
            models.CheckConstraint(condition=~Q(customer=F("other")), name="customer_likeness_of_two"),
        )

    def __str__(self) -> str:
        return f"{self.customer_id} ~ {self.other_id}"
