"""What an organisation is, how it writes and how it looks."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from lib.colours import READABLE, contrast, darkened
from lib.countries import COUNTRIES
from lib.identifiers import format_iban, normalise_iban
from lib.typed_dates import read_date
from organisations.models import Organisation
from workspace.forms.fields import WRONG_DATE, one_line, whole_number
from workspace.forms.identified import Identified
from workspace.forms.meanwhile import Guarded

WRONG_IBAN: Final = _("This is not an account number. A Dutch one looks like NL91 ABNA 0417 1643 00.")
WRONG_BIC: Final = _("A BIC has eight or eleven letters and digits.")
WRONG_SITE: Final = _("Fill in the whole address, for example https://www.westerkoog.example.")
PALE: Final = _(
    "White letters cannot be read well on this colour. Choose a darker one, for example %(darker)s."
)
ADDRESSES: Final = (
    (Organisation.Address.FORMAL, "u"),  # words of Dutch, whatever the language of the page
    (Organisation.Address.INFORMAL, "je"),
)


class OrganisationForm(Identified, Guarded):
    """All that an owner may change but the logo."""

    name = one_line(_("Name"))
    legal_name = one_line(
        _("Name in the trade register"), required=False, help_text=_("Stands on invoices; empty: the name.")
    )
    street = one_line(_("Street and number, or PO box"), required=False)
    postcode = one_line(_("Postcode"), most=16, required=False)
    city = one_line(_("City"), most=100, required=False)
    country = forms.ChoiceField(label=_("Country"), choices=list(COUNTRIES.items()))
    phone = one_line(_("Telephone"), most=40, required=False)
    website = forms.URLField(
        label=_("Website"),
        required=False,
        assume_scheme="https",
        error_messages={"invalid": WRONG_SITE},
        widget=forms.URLInput({"class": "input"}),
    )

    email = one_line(
        _("Email address"),
        most=254,
        help_text=_("On every page; what people answer to our mails arrives here."),
    )
    sender_name = one_line(_("Sender of mails"), required=False, help_text=_("Empty: the name."))
    form_of_address = forms.ChoiceField(label=_("Form of address"), choices=ADDRESSES)
    accent = forms.CharField(
        label=_("Colour"),
        max_length=7,
        widget=forms.TextInput({"type": "color", "class": "swatch"}),
        help_text=_("Of buttons, links, mails and invoices. On a dark screen it becomes lighter by itself."),
    )

    kvk = one_line(_("KvK number"), most=20, required=False)
    oin = one_line(_("OIN"), most=40, required=False)
    vat_number = one_line(_("VAT number"), most=30, required=False)
    crkbo_number = one_line(
        _("CRKBO number"), most=40, required=False, help_text=_("For courses that are exempt from VAT.")
    )
    crkbo_valid_until = forms.CharField(
        label=_("CRKBO valid until"),
        max_length=40,
        required=False,
        widget=forms.DateInput({"type": "date", "class": "input"}),
    )
    iban = one_line(_("IBAN"), most=60, required=False)
    account_name = one_line(_("In the name of"), required=False)
    bic = one_line(_("BIC"), most=20, required=False)
    payment_term_days = whole_number(_("Payment term in days"), least=1, most=120)

    def __init__(self, data: Any, organisation: Organisation) -> None:
        initial = {name: getattr(organisation, name) for name in self.base_fields}
        initial["iban"] = format_iban(organisation.iban)
        valid_until = organisation.crkbo_valid_until
        initial["crkbo_valid_until"] = valid_until.isoformat() if valid_until else ""
        super().__init__(data, initial=initial)

    def clean_iban(self) -> str:
        return self.read("iban", normalise_iban, WRONG_IBAN)

    def clean_bic(self) -> str:
        """A code of ISO 9362, in capitals."""
        code: str = "".join(self.cleaned_data["bic"].split()).upper()
        if code and not (code.isascii() and code.isalnum() and len(code) in {8, 11}):
            raise forms.ValidationError(WRONG_BIC, "invalid")
        return code

    def clean_accent(self) -> str:
        """A colour on which the white letters of a button are read (WCAG 2.2, 1.4.3)."""
        colour: str = self.cleaned_data["accent"].lower()
        try:
            ratio = contrast(colour, "#ffffff")
        except ValueError as wrong:
            raise forms.ValidationError(_("Choose a colour."), "invalid") from wrong
        if ratio < READABLE:
            raise forms.ValidationError(PALE, "pale", {"darker": darkened(colour)})
        return colour

    def clean_crkbo_valid_until(self) -> date | None:
        """The last day of the registration; empty: no end is known."""
        text: str = self.cleaned_data["crkbo_valid_until"]
        day = read_date(text) if text else None
        if text and day is None:
            raise forms.ValidationError(WRONG_DATE, "invalid")
        return day
