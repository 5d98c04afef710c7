"""A member organisation, as an organiser fills it in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from organisations.members import read_keys
from organisations.models import MemberOrganisation
from workspace.forms.fields import one_line, some_text

NOT_A_KEY = _("This is no mail domain of an organisation and no KvK number: %(words)s.")
KEY_TAKEN = _("Another member is recognised by %(word)s already.")


class MemberForm(forms.Form):
    """Its name, and by what it is recognised."""

    name = one_line(_("Name of the organisation"), most=200)
    keys = some_text(
        _("Recognised by"),
        rows=3,
        most=2000,
        help_text=_("Mail domains or a KvK number, one on each line. For example westerkoog.example."),
    )
    is_stopped = forms.BooleanField(label=_("No longer a member"), required=False)

    def __init__(self, data: Any, member: MemberOrganisation | None) -> None:
        super().__init__(data, initial=_initial(member))
        self.fields["keys"].required = True
        if member is None:
            del self.fields["is_stopped"]

    def clean_keys(self) -> list[str]:
        """The domains and numbers, each once."""
        keys, wrong = read_keys(self.cleaned_data["keys"])
        if wrong:
            raise forms.ValidationError(NOT_A_KEY, "invalid", {"words": ", ".join(wrong)[:200]})
        return keys


def _initial(member: MemberOrganisation | None) -> dict[str, object]:
    if member is None:
        return {}
    keys = "\n".join(key.text for key in member.keys.all())
    return {"name": member.name, "keys": keys, "is_stopped": member.is_stopped}
