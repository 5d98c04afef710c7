"""Fields for what organisers type: moments on the clock of an event, amounts in euros, dates."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from lib.dates import in_zone, moment_on
from lib.typed_amounts import read_amount
from lib.typed_dates import read_date

WRONG_MOMENT = _("Fill in a date and a time, for example 11-03-2027 9.30.")
WRONG_HOUR = _("Fill in an hour, for example 9.30.")
WRONG_DATE = _("Fill in a date, for example 11-03-2027.")
WRONG_AMOUNT = _("Fill in an amount in euros, for example 495,00.")
SKIPPED_HOUR = _("The clock skips this hour: summer time begins that night.")


def read_hour(text: str) -> time | None:
    """Read "9.30", "09:30" or "9" as an hour on the clock, else None."""
    found = re.fullmatch(r"(\d{1,2})(?:[.:](\d{2}))?(?: ?uur)?", text.strip().lower())
    if found is None or int(found[1]) > 23 or int(found[2] or 0) > 59:
        return None
    return time(int(found[1]), int(found[2] or 0))


class MomentField(forms.CharField):
    """A date and an hour on the clock of ``zone``; gives the moment in UTC."""

    def __init__(self, *, zone: str = "Europe/Amsterdam", **options: Any) -> None:
        widget = forms.TextInput({"type": "datetime-local", "class": "input"})
        super().__init__(max_length=60, widget=widget, **options)
        self.zone = zone

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        found = re.fullmatch(r"(.+?)(?:T|,? )(\d{1,2}[.:]?\d{0,2}(?::\d{2})?(?: uur)?)", text.strip())
        day = read_date(found[1]) if found else None
        hour = read_hour(re.sub(r"^(\d+:\d+):\d+$", r"\1", found[2])) if found else None
        if day is None or hour is None:
            raise forms.ValidationError(WRONG_MOMENT, "invalid")
        try:
            return moment_on(day, hour, self.zone)
        except (ValueError, OverflowError) as skipped:
            raise forms.ValidationError(SKIPPED_HOUR, "invalid") from skipped

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, datetime):
            return in_zone(value, self.zone).strftime("%Y-%m-%dT%H:%M")
        return value


class HourField(forms.CharField):
    """An hour on the clock, as people type it."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=20, widget=forms.TextInput({"type": "time", "class": "input"}), **options)

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        hour = read_hour(re.sub(r"^(\d+:\d+):\d+$", r"\1", text))
        if hour is None:
            raise forms.ValidationError(WRONG_HOUR, "invalid")
        return hour

    def prepare_value(self, value: Any) -> Any:
        return f"{value:%H:%M}" if isinstance(value, time) else value


class DayField(forms.CharField):
    """A date, as people type it."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=40, widget=forms.TextInput({"type": "date", "class": "input"}), **options)

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        day = read_date(text)
        if day is None:
            raise forms.ValidationError(WRONG_DATE, "invalid")
        return day

    def prepare_value(self, value: Any) -> Any:
        return value.isoformat() if isinstance(value, date) else value


class AmountField(forms.CharField):
    """Euros as people type them; gives a Decimal with two places, or None."""

    def __init__(self, **options: Any) -> None:
        widget = forms.TextInput({"inputmode": "decimal", "class": "input"})
        super().__init__(max_length=20, widget=widget, **options)

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        amount = read_amount(text)
        if amount is None:
            raise forms.ValidationError(WRONG_AMOUNT, "invalid")
        return amount

    def prepare_value(self, value: Any) -> Any:
        return f"{value:.2f}".replace(".", ",") if isinstance(value, Decimal) else value


def whole_number(label: Any, *, least: int = 0, most: int = 30_000, **options: Any) -> forms.IntegerField:
    """A field for a whole number in a small box."""
    widget = forms.NumberInput({"class": "input", "inputmode": "numeric"})
    return forms.IntegerField(label=label, min_value=least, max_value=most, widget=widget, **options)


def one_line(label: Any, *, most: int = 200, **options: Any) -> forms.CharField:
    """A field for a line of text."""
    attributes = {"class": "input", **options.pop("attrs", {})}
    return forms.CharField(label=label, max_length=most, widget=forms.TextInput(attributes), **options)


def some_text(label: Any, *, rows: int = 4, most: int = 20_000, **options: Any) -> forms.CharField:
    """A field for more lines, which may stay empty."""
    widget = forms.Textarea({"rows": rows})
    return forms.CharField(label=label, max_length=most, widget=widget, required=False, **options)


def keep_absent(form: forms.Form) -> None:
    """Let what was not posted at all stay as it is: only what stands there was changed."""
    if form.is_bound:
        absent = form.fields.keys() - form.data.keys()
        kept = {name: form.fields[name].prepare_value(form[name].initial) or "" for name in absent}
        form.data = {**form.data.dict(), **kept} if isinstance(form.data, QueryDict) else form.data
