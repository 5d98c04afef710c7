"""A new code, as an organiser fills it in."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from events.coding import NewCode
from events.models import Code, Event, Partnership
from lib.money import ZERO
from registrations.codes import read_code
from workspace.forms.event_new import BACKWARDS
from workspace.forms.fields import AmountField, MomentField, one_line, whole_number

Effect = Code.Effect
EFFECTS = {
    Effect.PERCENT.value: _("a percentage off each price"),
    Effect.AMOUNT.value: _("an amount off the whole registration"),
    Effect.PRICE.value: _("a fixed price for each admission"),
    Effect.FREE.value: _("free of charge"),
    Effect.NONE.value: _("the usual price"),
}
COUNTS = {
    Code.Counts.PARTICIPANTS.value: _("participants"),
    Code.Counts.SIGN_UPS.value: _("registrations"),
}
AUDIENCES = {
    Code.Audience.ANYBODY.value: _("everybody who has it"),
    Code.Audience.ORGANISATIONS.value: _("organisations"),
    Code.Audience.PRIVATE.value: _("private persons"),
    Code.Audience.MEMBERS.value: _("people of member organisations"),
}
NO_VALUE = _("Fill in how much.")
TOO_MUCH = _("A percentage is at most 100.")
TAKEN = _("This event has this code already. Choose another one.")
NOTHING_LEFT = _("Fill in letters or numbers.")


class CodeForm(forms.Form):
    """What people type, what it gives, for what, how often and how long."""

    text = one_line(_("Code"), most=40, help_text=_("For example VROEG10. Capitals make no difference."))
    effect = forms.ChoiceField(label=_("What it gives"), choices=list(EFFECTS.items()))
    value = AmountField(
        label=_("How much"),
        required=False,
        help_text=_("A percentage or euros. An amount counts as the prices are shown, with or without VAT."),
    )
    tickets = forms.MultipleChoiceField(
        label=_("For"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None ticked: for all that is sold."),
    )
    uses = whole_number(_("How often"), least=1, required=False, help_text=_("Empty: without limit."))
    counts = forms.ChoiceField(label=_("Count"), choices=list(COUNTS.items()))
    audience = forms.ChoiceField(label=_("Who may use it"), choices=list(AUDIENCES.items()), required=False)
    partner = forms.ChoiceField(
        label=_("Partner"),
        required=False,
        help_text=_("Who registers with the code comes by this partner, and takes its places if it has any."),
    )
    valid_from = MomentField(label=_("From"), required=False)
    valid_until = MomentField(label=_("Until"), required=False)

    def __init__(self, data: Any, event: Event) -> None:
        super().__init__(data)
        partners = event.partnerships.select_related("organisation")
        self.partners: dict[str, Partnership] = {str(row.pk): row for row in partners}
        for name in ("valid_from", "valid_until"):
            self.fields[name].zone = event.timezone  # type: ignore[attr-defined]
        tickets = [(row.slug, row.text("title")) for row in event.ticket_types.exclude(kind="staff")]
        self.fields["tickets"].choices = tickets  # type: ignore[attr-defined]
        rows = [(key, row.organisation.name) for key, row in self.partners.items()]
        if len(tickets) < 2:
            del self.fields["tickets"]
        if rows:
            self.fields["partner"].choices = [("", _("none")), *rows]  # type: ignore[attr-defined]
        else:
            del self.fields["partner"]

    def clean_text(self) -> str:
        """The code as it is kept."""
        text = read_code(self.cleaned_data["text"])
        if not any(letter.isalnum() for letter in text):
            raise forms.ValidationError(NOTHING_LEFT, "invalid")
        return text

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        effect, value = data.get("effect"), data.get("value")
        if effect in (Effect.FREE, Effect.NONE):
            data["value"] = ZERO
        elif not value and "value" not in self.errors:
            self.add_error("value", forms.ValidationError(NO_VALUE, "required"))
        elif effect == Effect.PERCENT and value and value > Decimal(100):
            self.add_error("value", forms.ValidationError(TOO_MUCH, "invalid"))
        begin, end = data.get("valid_from"), data.get("valid_until")
        if begin and end and end <= begin:
            self.add_error("valid_until", forms.ValidationError(BACKWARDS, "invalid"))
        return data

    def wanted(self) -> NewCode:
        """The code that is asked for."""
        data = self.cleaned_data
        return NewCode(
            text=data["text"],
            effect=data["effect"],
            value=data["value"],
            uses=data["uses"],
            counts=data["counts"],
            audience=data["audience"],
            tickets=data.get("tickets", ()),
            partnership=self.partners.get(data.get("partner", "")),
            valid_from=data["valid_from"],
            valid_until=data["valid_until"],
        )
