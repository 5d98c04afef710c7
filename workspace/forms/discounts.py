"""A discount of an event, as an organiser fills it in, and which discounts go together."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from events.discounts import RuleWanted
from events.models import Event, PriceRule
from lib.money import ZERO
from workspace.forms.codes import NO_VALUE, TOO_MUCH
from workspace.forms.fields import AmountField, MomentField, one_line, whole_number

Kind = PriceRule.Kind
Effect = PriceRule.Effect
EFFECTS = {
    Effect.PERCENT.value: _("a percentage off each price"),
    Effect.AMOUNT.value: _("an amount off for each person"),
    Effect.PRICE.value: _("a fixed price for each person"),
    Effect.FREE.value: _("free of charge"),
}
COUNTS = {
    PriceRule.Counts.SIGN_UP.value: _("the people of one registration"),
    PriceRule.Counts.CUSTOMER.value: _("all people of one organisation, earlier registrations included"),
}
TOGETHER = {
    Kind.EARLY.value: _("early bird discount"),
    Kind.MEMBER.value: _("member discount"),
    Kind.GROUP.value: _("group discount"),
    "code": _("code"),
}
NO_END = _("Fill in until when, or for how many.")
OVER = _("This moment has passed.")
ONLY_ONE = _("Tick two or more, or none.")
FEWER_THAN_TAKEN = _("More people have this price already. Fill in a higher number, or stop the discount.")
FIELDS = {
    Kind.EARLY: ("until", "first"),
    Kind.GROUP: ("least", "counts"),
    Kind.MEMBER: ("first",),
}


class DiscountForm(forms.Form):
    """What it gives, for what, and when it holds; the kind is chosen before."""

    effect = forms.ChoiceField(label=_("What it gives"), choices=list(EFFECTS.items()))
    value = AmountField(
        label=_("How much"),
        required=False,
        help_text=_("A percentage or euros. An amount counts as the prices are shown, with or without VAT."),
    )
    until = MomentField(label=_("Until"), required=False)
    first = whole_number(_("For the first how many"), least=1, required=False)
    least = whole_number(_("From how many people"), least=2, most=500)
    counts = forms.ChoiceField(label=_("Count"), choices=list(COUNTS.items()))
    tickets = forms.MultipleChoiceField(
        label=_("For"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None ticked: for every admission, not for extras and stands."),
    )
    title = one_line(
        _("Name on the website and the invoice"),
        most=45,
        required=False,
        help_text=_("Empty: it says what it is."),
    )
    title_en = one_line(_("The same in English"), most=45, required=False)

    def __init__(self, data: Any, event: Event, kind: str, rule: PriceRule | None, now: datetime) -> None:
        super().__init__(data, initial=_initial(rule))
        self.kind, self.rule, self.now = Kind(kind), rule, now
        for name in {"until", "first", "least", "counts"} - set(FIELDS[self.kind]):
            del self.fields[name]
        if "until" in self.fields:
            self.fields["until"].zone = event.timezone  # type: ignore[attr-defined]
            self.fields["first"].help_text = _("Empty: for everybody until then.")
        elif "first" in self.fields:
            self.fields["first"].label = _("For the first how many of each member organisation")
            self.fields["first"].help_text = _("Empty: for all people of members.")
        tickets = [(row.slug, row.text("title")) for row in event.ticket_types.exclude(kind="staff")]
        self.fields["tickets"].choices = tickets  # type: ignore[attr-defined]
        if len(tickets) < 2:
            del self.fields["tickets"]

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        effect, value = data.get("effect"), data.get("value")
        if effect == Effect.FREE:
            data["value"] = ZERO
        elif not value and "value" not in self.errors:
            self.add_error("value", forms.ValidationError(NO_VALUE, "required"))
        elif effect == Effect.PERCENT and value and value > Decimal(100):
            self.add_error("value", forms.ValidationError(TOO_MUCH, "invalid"))
        if self.kind == Kind.EARLY:
            self._check_end(data.get("until"), data.get("first"))
        return data

    def _check_end(self, until: datetime | None, first: int | None) -> None:
        if until is None and first is None and not {"until", "first"} & set(self.errors):
            self.add_error("until", forms.ValidationError(NO_END, "required"))
        kept = self.rule.until if self.rule else None
        if until is not None and until <= self.now and until != kept:
            self.add_error("until", forms.ValidationError(OVER, "invalid"))

    def wanted(self) -> RuleWanted:
        """The rule that is asked for."""
        names = ("effect", "value", "title", "title_en", *FIELDS[self.kind])
        values = {name: self.cleaned_data[name] for name in names}
        return RuleWanted(**values, tickets=self.cleaned_data.get("tickets", ()))


class TogetherForm(forms.Form):
    """Which kinds of discounts add up for one participant."""

    together = forms.MultipleChoiceField(
        label=_("Add up"),
        required=False,
        choices=list(TOGETHER.items()),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("What is not ticked stands alone. Each participant always gets what costs least."),
    )

    def __init__(self, data: Any, event: Event) -> None:
        super().__init__(data, initial={"together": sorted(event.kinds_together)})

    def clean_together(self) -> list[str]:
        """The kinds: two or more, or none."""
        kinds: list[str] = self.cleaned_data["together"]
        if len(kinds) == 1:
            raise forms.ValidationError(ONLY_ONE, "invalid")
        return kinds


def _initial(rule: PriceRule | None) -> dict[str, object]:
    if rule is None:
        return {}
    names = ("effect", "value", "until", "first", "least", "counts", "title", "title_en")
    tickets = [ticket.slug for ticket in rule.ticket_types.all()]
    value = None if rule.effect == Effect.FREE else rule.value
    return {name: getattr(rule, name) for name in names} | {"tickets": tickets, "value": value}
