"""A partner of an event: what it does, what its people see, how many places are its own."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from events.models import Partnership
from lib.typed_dates import read_date
from organisations.models import Organisation
from workspace.forms.fields import WRONG_DATE, one_line, whole_number

SIGHTS = {
    "nothing": _("nothing"),
    "totals": _("numbers of who came by its codes"),
    "names": _("names and sessions of who came by its codes"),
    "details": _("the organisation and the admission of who came by its codes as well"),
}
FLAGS = ("sees_totals", "sees_names", "sees_details")


class DateField(forms.CharField):
    """A date as people type it."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=40, widget=forms.TextInput({"type": "date", "class": "input"}), **options)

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        found = read_date(text) if text else None
        if text and found is None:
            raise forms.ValidationError(WRONG_DATE, "invalid")
        return found

    def prepare_value(self, value: Any) -> Any:
        return value.isoformat() if isinstance(value, date) else value


class PartnerForm(forms.Form):
    """The organisation is chosen once, when the partner is new."""

    organisation = forms.ChoiceField(label=_("Organisation"))
    role = one_line(_("What it does"), most=150, required=False, help_text=_("Shown on the website."))
    role_en = one_line(_("What it does, in English"), most=150, required=False)
    sees = forms.ChoiceField(
        label=_("Its people see"), choices=list(SIGHTS.items()), widget=forms.RadioSelect, initial="nothing"
    )
    quota = whole_number(
        _("Places of its own"),
        initial=0,
        required=False,
        help_text=_("They are taken from the places for everybody. On each day, where there are more."),
    )
    ends_on = DateField(
        label=_("They see it until"), required=False, help_text=_("That day included. Empty: without end.")
    )

    def __init__(
        self, data: Any, others: list[Organisation], partnership: Partnership | None, quota: int = 0
    ) -> None:
        super().__init__(data, initial=_initial(partnership, quota))
        self.others = {str(row.pk): row for row in others}
        if partnership is None:
            choices = [(key, row.name) for key, row in self.others.items()]
            self.fields["organisation"].choices = choices  # type: ignore[attr-defined]
        else:
            del self.fields["organisation"]

    def values(self) -> Mapping[str, object]:
        """The values of the row."""
        data = self.cleaned_data
        reach = list(SIGHTS).index(data["sees"])
        flags = {name: number < reach for number, name in enumerate(FLAGS)}
        return {name: data[name] for name in ("role", "role_en", "ends_on")} | flags

    def seats(self) -> int:
        """The number of places of its own."""
        return self.cleaned_data["quota"] or 0

    def chosen(self) -> Organisation:
        """The organisation of a new partner."""
        return self.others[self.cleaned_data["organisation"]]


def sight_name(partnership: Partnership) -> str:
    """What the people of a partner see, as a key of SIGHTS."""
    given = sum(bool(getattr(partnership, name)) for name in FLAGS)
    return list(SIGHTS)[given]


def _initial(partnership: Partnership | None, quota: int) -> dict[str, object]:
    if partnership is None:
        return {}
    plain = {name: getattr(partnership, name) for name in ("role", "role_en", "ends_on")}
    return {**plain, "sees": sight_name(partnership), "quota": quota}
