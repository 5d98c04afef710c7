"""Who a participant is from now on, as the contact and the organiser both type it; and what that does."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from flows.changing_people import NewDetails, Outlook
from lib.identifiers import InvalidIdentifier, normalise_email
from lib.plain_text import NotPlainText, one_line

REQUIRED_NAME = gettext_lazy("Fill in a name.")
WRONG_NAME = gettext_lazy("Fill in a name of one line, at most 200 characters.")
WRONG_EMAIL = gettext_lazy("Fill in a complete email address, or leave it empty.")


class PersonForm(forms.Form):
    """A name, and an address where there is one."""

    name = forms.CharField(
        label=gettext_lazy("Name"),
        error_messages={"required": REQUIRED_NAME},
        widget=forms.TextInput({"class": "input", "autocomplete": "off"}),
    )
    email = forms.CharField(
        label=gettext_lazy("Email"),
        required=False,
        widget=forms.EmailInput({"class": "input", "autocomplete": "off"}),
    )

    def clean_name(self) -> str:
        try:
            return one_line(self.cleaned_data["name"], 200)
        except NotPlainText as error:
            raise forms.ValidationError(WRONG_NAME, "invalid") from error

    def clean_email(self) -> str:
        if not self.cleaned_data["email"].strip():
            return ""
        try:
            return normalise_email(self.cleaned_data["email"])
        except InvalidIdentifier as error:
            raise forms.ValidationError(WRONG_EMAIL, "invalid") from error

    @property
    def details(self) -> NewDetails:
        """What was typed, once it is valid."""
        return NewDetails(self.cleaned_data["name"], self.cleaned_data["email"])


def person_form(data: Any, outlook: Outlook, *, is_colleague: bool) -> PersonForm:
    """The form as it is sent, or to be filled in: empty for a colleague, else with what is known."""
    person = outlook.person
    known = {} if is_colleague else {"name": person.name, "email": person.email}
    return PersonForm(data, initial=known)


def change_sentences(outlook: Outlook, *, is_colleague: bool) -> Iterator[str]:
    """What happens, one thing a sentence, in the active language."""
    email = outlook.person.email
    if is_colleague:
        yield _("The colleague takes over the place, the sessions and the extras. It costs nothing.")
        yield _("Phone number and job title are not taken over.")
    if not outlook.is_told:
        yield _("The confirmation goes out once this registration is final.")
        return
    if is_colleague:
        yield _("The colleague gets a confirmation with their own link and a calendar invitation.")
        if email:
            yield _("%(email)s gets a mail that takes the appointments out of the calendar.") % {
                "email": email
            }
        yield _("The contact person gets a mail about it.")
        return
    yield _("A corrected name is changed everywhere at once; nobody gets a mail about it.")
    yield _("A new email address gets the confirmation, a new link and the calendar invitation.")
    if email:
        yield _("The invitation at %(email)s is then withdrawn, and the old link stops working.") % {
            "email": email
        }
