"""Numbers and addresses of organisations as people type them, read in one way wherever they are asked."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from lib.identifiers import (
    InvalidIdentifier,
    normalise_email,
    normalise_kvk,
    normalise_oin,
    normalise_postcode,
    normalise_vat_id,
)

WRONG: Final = {
    "postcode": _("Fill in a postcode, for example 1541 AB."),
    "kvk": _("A KvK number has eight digits."),
    "oin": _("An OIN has twenty digits."),
    "vat_number": _("This is not a VAT number. A Dutch one looks like NL123456789B01."),
    "peppol": _("A Peppol address looks like 0106:12345678: a code of four digits, a colon and a number."),
    "email": _("Fill in a complete email address, for example facturen@westerkoog.example."),
}


class Identified(forms.Form):
    """A form with a country, and what is read by it: postcode and VAT number; and KvK, OIN, email."""

    def clean_email(self) -> str:
        return self.read("email", normalise_email)

    def clean_kvk(self) -> str:
        return self.read("kvk", normalise_kvk)

    def clean_oin(self) -> str:
        return self.read("oin", normalise_oin)

    def clean(self) -> dict[str, Any]:
        """Check what turns on the country."""
        country = self.cleaned_data.get("country", "NL")
        for name, read in (("postcode", normalise_postcode), ("vat_number", normalise_vat_id)):
            text = self.cleaned_data.get(name)
            if text:
                try:
                    self.cleaned_data[name] = read(text, country)
                except InvalidIdentifier:
                    self.add_error(name, forms.ValidationError(WRONG[name], "invalid"))
        return self.cleaned_data

    def read(self, name: str, read: Callable[[str], str], wrong: Any = None) -> str:
        """What was typed, as it is stored; "" stays. Raises ValidationError: ``wrong`` or WRONG."""
        text: str = self.cleaned_data[name]
        try:
            return read(text) if text else ""
        except InvalidIdentifier as why:
            raise forms.ValidationError(wrong or WRONG[name], "invalid") from why
