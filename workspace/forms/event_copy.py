"""When the next edition of an event begins, and where it is found."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from events.choices import slug_is_taken
from events.copying import proposed_day
from events.models import Event
from events.naming import free_slug
from lib.typed_dates import read_date
from workspace.forms.event_new import OWN_WORDS, PAST, TAKEN
from workspace.forms.fields import WRONG_DATE


class CopyForm(forms.Form):
    """The first day of a copy, and its address."""

    first_day = forms.CharField(
        label=_("First day"),
        max_length=40,
        help_text=_("All other days, sale periods and deadlines move along by as many days."),
        widget=forms.DateInput(attrs={"type": "date", "class": "input"}),
    )
    slug = forms.SlugField(label=_("Address on the website"), max_length=80)

    def __init__(self, data: Any, event: Event, today: date) -> None:
        day = proposed_day(event, today)
        initial = {"first_day": day.isoformat(), "slug": _free(f"{event.title} {day.year}")}
        super().__init__(data, initial=initial)
        self.today = today

    def clean_first_day(self) -> date:
        day = read_date(self.cleaned_data["first_day"])
        if day is None:
            raise forms.ValidationError(WRONG_DATE, "invalid")
        if day <= self.today:
            raise forms.ValidationError(PAST, "invalid")
        return day

    def clean_slug(self) -> str:
        slug = str(self.cleaned_data["slug"])
        if slug in OWN_WORDS or slug_is_taken(slug):
            raise forms.ValidationError(TAKEN, "taken")
        return slug

    def refuse_slug(self) -> None:
        """Say that somebody else took the address a moment ago."""
        self.add_error("slug", forms.ValidationError(TAKEN, "taken"))


def _free(wanted: str) -> str:
    taken: list[str] = []
    while slug_is_taken(slug := free_slug(wanted, taken, 80)):
        taken.append(slug)
    return slug
