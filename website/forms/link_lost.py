"""The address of somebody who lost their link."""

from django import forms
from django.utils.translation import gettext_lazy as _

from lib.identifiers import InvalidIdentifier, normalise_email
from website.forms.reading import REQUIRED_EMAIL, WRONG_EMAIL


class LinkLostForm(forms.Form):
    email = forms.CharField(
        label=_("Your email address"),
        max_length=1000,
        widget=forms.EmailInput({"autocomplete": "email", "class": "input"}),
        error_messages={"required": REQUIRED_EMAIL, "max_length": WRONG_EMAIL},
    )

    def clean_email(self) -> str:
        """Return the address as it is stored."""
        try:
            return normalise_email(self.cleaned_data["email"])
        except InvalidIdentifier as error:
            raise forms.ValidationError(WRONG_EMAIL, "invalid") from error
