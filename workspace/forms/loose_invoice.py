"""An invoice that somebody writes: its lines, and what the customer wants on it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from events.models import Event
from lib.vat import MAX_QUANTITY
from payments.loose import LooseInvoice, LooseLine
from workspace.forms.fields import AmountField, one_line
from workspace.forms.invoice_acts import DayField

FEWEST, MOST = 3, 40
RATES: Final[dict[str, tuple[str, Decimal, object]]] = {
    "S21": ("S", Decimal(21), _("21% VAT")),
    "S9": ("S", Decimal(9), _("9% VAT")),
    "E": ("E", Decimal(0), _("Exempt from VAT")),
    "AE": ("AE", Decimal(0), _("Reverse charge, within the EU")),
    "O": ("O", Decimal(0), _("Outside Dutch VAT")),
}
WRONG_QUANTITY = _("Fill in a number, for example 1 or 2,5.")
REFUSALS: Final[dict[str, object]] = {
    "order_number": _(
        "This customer wants a purchase order number on each invoice. Ask for it, and fill it in here."
    ),
    "nothing": _("There is nothing to pay on this invoice."),
    "reverse_charge": _(
        "VAT is only reverse-charged to a business in another EU country with a valid VAT number. "
        "Fill in its country and VAT number at the customer first."
    ),
    "outside_scope": _("What is outside Dutch VAT stands on an invoice of its own."),
}


class QuantityField(forms.CharField):
    """A number of pieces with at most two places."""

    def clean(self, value: Any) -> Any:
        text = re.sub(r"\s", "", super().clean(value) or "").replace(",", ".")
        if not text:
            return Decimal(1)
        if not re.fullmatch(r"\d{1,4}(\.\d{1,2})?", text, re.ASCII) or not 0 < Decimal(text) <= MAX_QUANTITY:
            raise forms.ValidationError(WRONG_QUANTITY, "invalid")
        return Decimal(text)


class LineForm(forms.Form):
    """One line; empty altogether it is passed over."""

    text = one_line(_("Description"), required=False)
    quantity = QuantityField(
        label=_("Quantity"),
        max_length=12,
        required=False,
        widget=forms.TextInput({"class": "input", "inputmode": "decimal"}),
    )
    price = AmountField(label=_("Price"), required=False)
    vat = forms.ChoiceField(
        label=_("VAT"), choices=[(code, words) for code, (_c, _p, words) in RATES.items()]
    )

    @property
    def is_empty(self) -> bool:
        """Whether nobody typed anything in it."""
        return not any(
            self.data.get(self.add_prefix(name), "").strip() for name in ("text", "price", "quantity")
        )

    def clean(self) -> dict[str, Any]:
        """A line has words and a price, or nothing."""
        if not self.is_empty:
            for name, sentence in (("text", _("Say what it is.")), ("price", _("Fill in a price."))):
                if self.cleaned_data.get(name) in (None, "") and name not in self.errors:
                    self.add_error(name, forms.ValidationError(sentence, "required"))
        return self.cleaned_data

    def line(self, *, with_vat: bool) -> LooseLine:
        """The line as it is invoiced."""
        category, percent, _words = RATES[self.cleaned_data["vat"]]
        return LooseLine(
            text=self.cleaned_data["text"],
            quantity=self.cleaned_data["quantity"],
            price=self.cleaned_data["price"],
            category=category,
            percent=percent,
            includes_vat=with_vat and category == "S",
        )


class LooseForm(forms.Form):
    """What the lines have in common."""

    prices = forms.ChoiceField(
        label=_("Prices are"),
        choices=[("net", _("without VAT")), ("gross", _("with VAT"))],
        required=False,
    )
    event = forms.ChoiceField(label=_("Belongs to"), required=False)
    supplied_on = DayField(
        label=_("Date of supply"), required=False, help_text=_("Empty: the days of the event, or today.")
    )
    order_number = one_line(_("Purchase order number"), most=100, required=False)
    reference = one_line(_("Reference"), most=100, required=False)
    ordered_by = one_line(_("Ordered by"), required=False)
    language = forms.ChoiceField(
        label=_("Language of the invoice"), choices=[("nl", "Nederlands"), ("en", "English")], required=False
    )

    use_required_attribute = False  # what it comes to may be worked out before all is there

    def __init__(self, *args: Any, events: list[Event], wants_number: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["order_number"].required = wants_number
        self.fields["order_number"].error_messages["required"] = REFUSALS["order_number"]  # type: ignore[assignment]
        self.events = {str(event.pk): event for event in events}
        choices = [("", _("no event")), *((key, event.text("title")) for key, event in self.events.items())]
        self.fields["event"].choices = choices  # type: ignore[attr-defined]

    @property
    def chosen_event(self) -> Event | None:
        """The event that it belongs to."""
        return self.events.get(self.cleaned_data["event"])

    def invoice(self, lines: list[LineForm]) -> LooseInvoice:
        """What is to be invoiced."""
        values = self.cleaned_data
        with_vat = values["prices"] == "gross"
        return LooseInvoice(
            lines=tuple(line.line(with_vat=with_vat) for line in lines),
            reference=values["reference"],
            order_number=values["order_number"],
            ordered_by=values["ordered_by"],
            supplied_on=values["supplied_on"],
            language=values["language"] or "nl",
        )


def line_forms(posted: Mapping[str, str] | None) -> list[LineForm]:
    """As many rows as were posted, or a few empty ones; one more than is filled."""
    if posted is None:
        return [_row(None, number) for number in range(FEWEST)]
    numbers = {int(found[1]) for name in posted if (found := re.fullmatch(r"line-(\d{1,2})-\w+", name))}
    rows = [_row(posted, number) for number in sorted(numbers) if number < MOST]
    filled = [row for row in rows if not row.is_empty]
    taken = {number for number in numbers if f"line-{number}" in {row.prefix for row in filled}}
    free = [number for number in range(MOST) if number not in taken]
    spare = [_row(posted, number) for number in free[: max(1, FEWEST - len(filled))]]
    return [*filled, *spare]


def _row(posted: Mapping[str, str] | None, number: int) -> LineForm:
    return LineForm(posted, prefix=f"line-{number}", initial={"quantity": "", "vat": "S21"})
