"""A legal person that organises, co-organises or exhibits."""

from datetime import date

from django.core.validators import RegexValidator
from django.db import models

from lib.pictures import NAME as PICTURE


class Organisation(models.Model):
    """Name, numbers and look of one legal person; the seller on its invoices."""

    class Address(models.TextChoices):
        """Form of address in Dutch."""

        FORMAL = "u"
        INFORMAL = "je"

    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=200)
    legal_name = models.CharField(max_length=200, blank=True)
    street = models.CharField(max_length=200, blank=True)
    postcode = models.CharField(max_length=16, blank=True)
    city = models.CharField(max_length=100, blank=True)
    country = models.CharField(max_length=2, default="NL")
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    website = models.URLField(blank=True)
    kvk = models.CharField(max_length=8, blank=True)
    oin = models.CharField(max_length=20, blank=True)
    vat_number = models.CharField(max_length=20, blank=True)
    iban = models.CharField(max_length=34, blank=True)
    bic = models.CharField(max_length=11, blank=True)
    account_name = models.CharField(max_length=200, blank=True)
    crkbo_number = models.CharField(max_length=40, blank=True)
    crkbo_valid_until = models.DateField(null=True, blank=True)
    accent = models.CharField(max_length=7, default="#6d2152", validators=[RegexValidator(r"^#[0-9a-f]{6}$")])
    logo = models.CharField(max_length=60, blank=True, help_text="lib.pictures: the name of its files")
    sender_name = models.CharField(max_length=200, blank=True)
    form_of_address = models.CharField(max_length=2, choices=Address, default=Address.FORMAL)
    timezone = models.CharField(max_length=64, default="Europe/Amsterdam")
    payment_term_days = models.PositiveSmallIntegerField(default=30)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(form_of_address__in=["u", "je"]), name="organisation_form_of_address"
            ),
            models.CheckConstraint(
                condition=models.Q(accent__regex=r"^#[0-9a-f]{6}$"), name="organisation_accent_is_a_colour"
            ),
            models.CheckConstraint(
                condition=models.Q(logo="") | models.Q(logo__regex=f"^{PICTURE}$"),
                name="organisation_logo_is_a_name",
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def seller_name(self) -> str:
        """The name that the law wants on an invoice."""
        return self.legal_name or self.name

    def is_crkbo_registered(self, day: date) -> bool:
        """Whether the register of short vocational education (CRKBO) lists it on ``day``."""
        return bool(self.crkbo_number) and (self.crkbo_valid_until is None or day <= self.crkbo_valid_until)
