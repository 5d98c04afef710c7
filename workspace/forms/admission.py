"""A ticket type, as an organiser makes or changes it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from events.editing import draft_of_event
from events.exemption import TRAINING
from events.kinds.base import VatRule
from events.models import Event, Session, TicketType
from lib.dates import format_short_day
from workspace.forms.event_new import BACKWARDS
from workspace.forms.fields import AmountField, MomentField, one_line, some_text, whole_number
from workspace.forms.meanwhile import Guarded
from workspace.forms.vat import EXEMPTION, VAT_CHOICES, VAT_RULES, check_exemption, vat_name

Kind = TicketType.Kind
LIMITS = ("minimum", "maximum", "most_staff")
SAME = ("title", "title_en", "description", "description_en", "price", "on_sale_from", "on_sale_until")


class AdmissionForm(Guarded):
    """Price, VAT, window and days; the kind is chosen once, when it is new."""

    kind = forms.ChoiceField(
        label=_("What is sold"),
        choices=[
            (Kind.ADMISSION.value, _("a place")),
            (Kind.ADDON.value, _("an extra, such as dinner")),
        ],
    )
    title = one_line(_("Title"), most=150)
    title_en = one_line(_("Title in English"), most=150, required=False)
    description = some_text(_("What it gives"), rows=2, most=1000)
    description_en = some_text(_("What it gives, in English"), rows=2, most=1000)
    price = AmountField(label=_("Price in euros"))
    price_includes_vat = forms.ChoiceField(
        label=_("The price is"),
        choices=[("", _("excl. VAT")), ("on", _("incl. VAT, for private persons"))],
        required=False,
    )
    vat = forms.ChoiceField(label=_("VAT"), choices=VAT_CHOICES)
    exemption = forms.ChoiceField(**EXEMPTION)
    on_sale_from = MomentField(label=_("On sale from"), required=False)
    on_sale_until = MomentField(label=_("On sale until"), required=False)
    minimum = whole_number(_("At least, in one registration"), most=500, required=False)
    maximum = whole_number(_("At most, in one registration"), least=1, most=500, required=False)
    seats = whole_number(
        _("How many there are"), least=1, required=False, help_text=_("Empty: no limit of its own.")
    )
    most_staff = whole_number(_("At most so many people on a stand"), most=50, required=False)
    days = forms.MultipleChoiceField(
        label=_("Days"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None ticked: all days."),
    )
    sessions = forms.MultipleChoiceField(
        label=_("Meetings"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None ticked: all meetings."),
    )
    is_hidden = forms.BooleanField(
        label=_("Do not show it on the website"),
        required=False,
        help_text=_("Who has a code that is for this can choose it all the same."),
    )

    def __init__(self, data: Any, event: Event, ticket: TicketType | None, language: str) -> None:
        super().__init__(data, initial=_initial(event, ticket))
        self.event, self.ticket = event, ticket
        if event.behaviour.teaches:
            del self.fields["exemption"]
        if ticket is not None:
            del self.fields["kind"], self.fields["seats"]
        if ticket is not None and ticket.kind == Kind.STAND:
            del self.fields["minimum"], self.fields["maximum"]
        else:
            del self.fields["most_staff"]
        for name in ("on_sale_from", "on_sale_until"):
            field = self.fields[name]
            if isinstance(field, MomentField):
                field.zone = event.timezone
        days = list(event.days.filter(cancelled_at=None))
        choices = [(day.slug, format_short_day(day.date, language)) for day in days]
        if days and (len(days) > 1 or ticket is not None) and (ticket is None or ticket.kind != Kind.STAND):
            self.fields["days"].choices = choices  # type: ignore[attr-defined]
        else:
            del self.fields["days"]
        self._offer_sessions(language)

    def _offer_sessions(self, language: str) -> None:
        """A package is for some of the meetings that everybody takes."""
        meetings = self.event.sessions.filter(kind=Session.Kind.MEETING, cancelled_at=None)
        rows = list(meetings.order_by("begins_at", "id"))
        if len(rows) < 2 or (self.ticket is not None and self.ticket.kind != Kind.ADMISSION):
            del self.fields["sessions"]
            return
        choices = [
            (
                row.slug,
                f"{format_short_day(self.event.local_date(row.begins_at), language)}: {row.text('title')}",
            )
            for row in rows
        ]
        self.fields["sessions"].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        begin, end = data.get("on_sale_from"), data.get("on_sale_until")
        if begin and end and end <= begin:
            self.add_error("on_sale_until", forms.ValidationError(BACKWARDS, "invalid"))
        if data.get("maximum") and (data.get("minimum") or 0) > data["maximum"]:
            sentence = _("This is less than the least.")
            self.add_error("maximum", forms.ValidationError(sentence, "invalid"))
        day = self.event.local_date(draft_of_event(self.event).begins_at)
        check_exemption(self, self.event.behaviour, self.event.organisation, day)
        return data

    def values(self) -> dict[str, object]:
        """The values of the row."""
        data = self.cleaned_data
        vat, with_vat = VAT_RULES[data["vat"]], data["price_includes_vat"] == "on"
        audience = TicketType.Audience.CONSUMER if with_vat else TicketType.Audience.BUSINESS
        plain = ("title", "title_en", "description", "description_en", "price", "on_sale_from")
        values: dict[str, object] = {name: data[name] for name in (*plain, "on_sale_until", "is_hidden")}
        if "most_staff" in self.fields:
            values |= {"most_staff": data["most_staff"] or 0}
        else:
            values |= {"minimum": data["minimum"] or 0, "maximum": data["maximum"]}
        values |= {"price_includes_vat": with_vat}
        values |= {"vat_category": vat.category, "vat_percent": vat.percent}
        if self.ticket is None or self.ticket.price_includes_vat != with_vat:
            values["audience"] = audience.value
        if self.ticket is None:
            values["kind"] = data["kind"]
        return values

    def chosen_days(self) -> list[str]:
        """The slugs of the days that it is for; none: all."""
        return list(self.cleaned_data.get("days", ()))

    def chosen_sessions(self) -> list[str]:
        """The slugs of the meetings that it is for; none: all."""
        return list(self.cleaned_data.get("sessions", ()))


def _initial(event: Event, ticket: TicketType | None) -> dict[str, object]:
    if ticket is None:
        day = event.local_date(draft_of_event(event).begins_at)
        return {"vat": vat_name(event.behaviour.default_vat(event, day)), "minimum": 0}
    initial = {name: getattr(ticket, name) for name in (*SAME, *LIMITS, "is_hidden")}
    vat = vat_name(VatRule(ticket.vat_category, ticket.vat_percent.normalize()))
    days = list(ticket.days.values_list("slug", flat=True))
    return {
        **initial,
        "vat": vat,
        "exemption": TRAINING if vat == "exempt" else "",
        "price_includes_vat": "on" if ticket.price_includes_vat else "",
        "days": days,
        "sessions": list(ticket.sessions.values_list("slug", flat=True)),
    }
