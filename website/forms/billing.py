"""Reads who pays: an organisation with its address and numbers, or a private person."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lib.countries import COUNTRIES
from lib.identifiers import (
    normalise_kvk,
    normalise_oin,
    normalise_peppol,
    normalise_postcode,
    normalise_vat_id,
)
from organisations.customers import Payer
from registrations.basket import Bill, Contact
from website.forms.reading import Posted

NUMBERS = ("kvk", "oin", "vat_number", "peppol")

ORGANISATION = _("Fill in the name of the organisation that these numbers belong to.")
COUNTRY = _("Choose a country from the list.")
POSTCODE = _("Fill in a postcode, for example 1541 AB.")
KVK = _("A KvK number has eight digits.")
OIN = _("An OIN has twenty digits.")
VAT_NUMBER = _("This is not a VAT number. A Dutch one looks like NL123456789B01.")
PEPPOL = _("A Peppol address looks like 0106:12345678: a code of four digits, a colon and a number.")


def read_bill(posted: Posted, contact: Contact) -> Bill:
    """Read the billing details; without an organisation the contact pays as a private person."""
    organisation = posted.line("billing-organisation", 200)
    if not organisation and any(posted.is_there(f"billing-{name}") for name in NUMBERS):
        posted.refuse("billing-organisation", "required", ORGANISATION)
    attention = posted.line("billing-attention", 200)
    order_number = posted.line("billing-order_number", 100)
    return Bill(
        payer=_read_payer(posted, organisation, attention or ("" if organisation else contact.name)),
        reference=posted.line("billing-reference", 100),
        order_number=order_number,
        number_follows=posted.is_on("billing-number_follows") and not order_number,
    )


def _read_payer(posted: Posted, organisation: str, attention: str) -> Payer:
    country = _read_country(posted)
    return Payer(
        organisation=organisation,
        attention=attention,
        street=posted.line("billing-street", 200),
        postcode=posted.identifier(
            "billing-postcode", lambda text: normalise_postcode(text, country), POSTCODE
        ),
        city=posted.line("billing-city", 100),
        country=country,
        kvk=posted.identifier("billing-kvk", normalise_kvk, KVK),
        oin=posted.identifier("billing-oin", normalise_oin, OIN),
        vat_number=posted.identifier(
            "billing-vat_number", lambda text: normalise_vat_id(text, country), VAT_NUMBER
        ),
        peppol=posted.identifier("billing-peppol", normalise_peppol, PEPPOL),
        email=posted.email("billing-email"),
    )


def _read_country(posted: Posted) -> str:
    code = posted.choice("billing-country").upper() or "NL"
    if code not in COUNTRIES:
        posted.refuse("billing-country", "invalid", COUNTRY)
        return "NL"
    return code
