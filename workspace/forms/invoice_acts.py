"""What finance fills in to note money, or to have it go back."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lib.money import format_euros
from lib.typed_dates import read_date
from workspace.forms.fields import WRONG_DATE, AmountField

NOTHING = _("Fill in an amount above zero.")
FUTURE = _("This day is still to come.")


class DayField(forms.CharField):
    """A day as people type it, or as a browser sends it."""

    def __init__(self, **options: Any) -> None:
        widget = forms.TextInput({"type": "date", "class": "input"})
        usual: dict[str, Any] = {"max_length": 40, "widget": widget}
        super().__init__(**usual | options)

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        day = read_date(text) if text else None
        if text and day is None:
            raise forms.ValidationError(WRONG_DATE, "invalid")
        return day

    def prepare_value(self, value: Any) -> Any:
        return value.isoformat() if isinstance(value, dt.date) else value


class AmountForm(forms.Form):
    """So many euros, and (hidden) how many were open when the form was shown."""

    amount = AmountField(label=_("Amount in euros"))
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean_amount(self) -> Decimal:
        amount: Decimal = self.cleaned_data["amount"]
        if amount <= 0:
            raise forms.ValidationError(NOTHING, "invalid")
        return amount

    def is_stale(self, now_open: Decimal) -> bool:
        """Whether something else happened since the form was shown; a form that does not say is taken."""
        seen = self.data.get("seen", "")
        return bool(seen) and seen != str(now_open)

    def refuse_more_than(self, left: Decimal, language: str, sentence: str) -> None:
        """Say that ``left`` euros are the most."""
        self.add_error(
            "amount", forms.ValidationError(sentence % {"left": format_euros(left, language)}, "too_much")
        )


class PastDayForm(forms.Form):
    """A day on the bank statement, not later than ``today``."""

    date = DayField(label=_("Date on the bank statement"))

    def __init__(self, *args: Any, today: dt.date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.today = today

    def clean_date(self) -> dt.date:
        day: dt.date = self.cleaned_data["date"]
        if day > self.today:
            raise forms.ValidationError(FUTURE, "invalid")
        return day


class PaidForm(AmountForm, PastDayForm):
    """Money that came by bank on a day."""

    field_order = ("amount", "date")
