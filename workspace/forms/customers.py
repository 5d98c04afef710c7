"""What finance changes of a customer, and with whom it is one."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lib.countries import COUNTRIES
from lib.identifiers import normalise_peppol
from organisations.models import Customer
from workspace.forms.fields import one_line, whole_number
from workspace.forms.identified import Identified

DELIVERIES = (
    (Customer.Delivery.PDF, _("as a pdf with the UBL in it")),
    (Customer.Delivery.UBL, _("as a UBL file")),
    (Customer.Delivery.BOTH, _("as a pdf and as a UBL file")),
)


class CustomerForm(Identified):
    """Who it is, where invoices go and how, and the rules for this customer."""

    name = one_line(_("Name"))
    attention = one_line(_("For the attention of, or department"), required=False)
    street = one_line(_("Street and number, or PO box"), required=False)
    postcode = one_line(_("Postcode"), most=16, required=False)
    city = one_line(_("City"), most=100, required=False)
    country = forms.ChoiceField(label=_("Country"), choices=list(COUNTRIES.items()))
    email = one_line(_("Email address for the invoice"), most=254, required=False)
    kvk = one_line(_("KvK number"), most=20, required=False)
    oin = one_line(_("OIN"), most=40, required=False)
    vat_number = one_line(_("VAT number"), most=30, required=False)
    peppol = one_line(_("Peppol address"), most=60, required=False)
    delivery = forms.ChoiceField(label=_("Invoices go out"), choices=DELIVERIES)
    payment_term_days = whole_number(
        _("Payment term in days"),
        least=1,
        most=120,
        required=False,
        help_text=_("Leave this empty for the usual term of your organisation."),
    )
    needs_order_number = forms.BooleanField(
        label=_("Wants a purchase order number"),
        required=False,
        help_text=_("The invoice of a registration without a number waits for it, until the last date."),
    )
    wants_names = forms.BooleanField(
        label=_("Names of participants on the invoice"),
        required=False,
        help_text=_("Up to five people per line."),
    )
    is_blocked = forms.BooleanField(
        label=_("May not pay on invoice"),
        required=False,
        help_text=_("Registrations can then be paid online only."),
    )

    def clean_peppol(self) -> str:
        return self.read("peppol", normalise_peppol)


def values_of(customer: Customer) -> dict[str, Any]:
    """What the form shows of a customer at first."""
    return {name: getattr(customer, name) for name in CustomerForm.base_fields}


class MergeForm(forms.Form):
    """With which customer this one is the same, by its number."""

    into = whole_number(_("Customer number of the one that stays"), least=1, most=10**9)
