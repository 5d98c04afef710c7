"""How a year's invoice numbers begin."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from workspace.forms.fields import one_line, whole_number


class NumberRangeForm(forms.Form):
    """The year, what stands before the number, and the first number."""

    year = forms.IntegerField(widget=forms.HiddenInput, min_value=2000, max_value=2999)
    begin = one_line(
        _("Before the number"),
        most=20,
        help_text=_("For example SA-2027-. It ends in a letter, a hyphen or a dot."),
    )
    first_number = whole_number(_("First number"), least=1, most=9_999_999)
