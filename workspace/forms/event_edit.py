"""Changing an event: its texts, place and days; and what holds for signing up."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from events.choices import venue_names
from events.editing import draft_of_event
from events.models import Event
from events.spans import Span
from workspace.forms.event_new import BACKWARDS
from workspace.forms.fields import MomentField, keep_absent, one_line, some_text, whole_number
from workspace.forms.meanwhile import Guarded

TEXTS = ("title", "title_en", "lead", "lead_en", "description", "description_en", "audience", "audience_en")


class EventForm(Guarded):
    """The texts in both languages, the place, and begin and end of each day."""

    title = one_line(_("Title"))
    title_en = one_line(_("Title in English"), required=False)
    lead = some_text(_("Short text"), rows=3, most=1000)
    lead_en = some_text(_("Short text in English"), rows=3, most=1000)
    description = some_text(_("Description"), rows=12, help_text=_("Markdown: **bold**, # heading, - list."))
    description_en = some_text(_("Description in English"), rows=12)
    audience = some_text(_("For whom"), rows=3, most=1000)
    audience_en = some_text(_("For whom, in English"), rows=3, most=1000)
    place = one_line(_("Venue"), required=False, attrs={"list": "places"})

    def __init__(self, data: Any, event: Event) -> None:
        draft = draft_of_event(event)
        days = list(event.days.filter(cancelled_at=None).select_related("draft"))
        initial: dict[str, Any] = {name: getattr(event, name) for name in TEXTS}
        initial["place"] = draft.venue.name if draft.venue else ""
        super().__init__(data, initial=initial)
        self.day_slugs = [day.slug for day in days]
        self.places = venue_names(event.organisation_id)
        for day in days:
            dated = getattr(day, "draft", day)
            for name, label, value in (
                ("start", _("Begin"), dated.begins_at),
                ("end", _("End"), dated.ends_at),
            ):
                field = MomentField(label=label, zone=event.timezone, initial=value)
                self.fields[f"{day.slug}-{name}"] = field
        keep_absent(self)

    def clean(self) -> dict[str, Any]:
        for slug in self.day_slugs:
            start, end = (self.cleaned_data.get(f"{slug}-{name}") for name in ("start", "end"))
            if start and end and end <= start:
                self.add_error(f"{slug}-end", forms.ValidationError(BACKWARDS, "invalid"))
        return self.cleaned_data

    @property
    def days(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """Begin and end of each day."""
        return [(self[f"{slug}-start"], self[f"{slug}-end"]) for slug in self.day_slugs]

    def values(self) -> dict[str, object]:
        """The texts."""
        return {name: self.cleaned_data[name] for name in TEXTS}

    def spans(self) -> dict[str, Span]:
        """Begin and end (UTC) of each day by its slug."""
        data = self.cleaned_data
        return {slug: (data[f"{slug}-start"], data[f"{slug}-end"]) for slug in self.day_slugs}


class RulesForm(Guarded):
    """Who may sign up when, how they may pay, what they are asked and what they see."""

    sign_up_opens_at = MomentField(
        label=_("Registration opens"), required=False, help_text=_("Empty: as soon as the event is public.")
    )
    sign_up_closes_at = MomentField(
        label=_("Registration closes"), required=False, help_text=_("Empty: when the event begins.")
    )
    most_per_sign_up = whole_number(_("At most so many participants in one registration"), least=1, most=500)
    has_waiting_list = forms.BooleanField(label=_("Open a waiting list where it is full"), required=False)
    places_shown = forms.ChoiceField(
        label=_("Show how many places are left"),
        choices=[
            ("always", _("always")),
            ("few", _("when few are left")),
            ("never", _("never, only that it is full")),
        ],
    )
    few_percent = whole_number(_("Few is less than so many percent"), most=100)
    may_pay_on_invoice = forms.BooleanField(label=_("Participants may pay on invoice"), required=False)
    may_pay_online = forms.BooleanField(label=_("Participants may pay online"), required=False)
    invoice_for_organisations_only = forms.BooleanField(
        label=_("On invoice for organisations only"), required=False
    )
    invoice_not_within_days = whole_number(
        _("Not on invoice in the last so many days"),
        most=365,
        help_text=_("0: on invoice until the last day."),
    )
    asks_organisation = forms.BooleanField(label=_("Ask each participant's organisation"), required=False)
    asks_job_title = forms.BooleanField(label=_("Ask each participant's job title"), required=False)

    def __init__(self, data: Any, event: Event) -> None:
        super().__init__(data, initial={name: getattr(event, name) for name in self.base_fields})
        self.event = event
        for name in ("sign_up_opens_at", "sign_up_closes_at"):
            field = self.fields[name]
            if isinstance(field, MomentField):
                field.zone = event.timezone

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        opens, closes = data.get("sign_up_opens_at"), data.get("sign_up_closes_at")
        if opens and closes and closes <= opens:
            self.add_error("sign_up_closes_at", forms.ValidationError(BACKWARDS, "invalid"))
        if not data.get("may_pay_on_invoice") and not data.get("may_pay_online"):
            sentence = _("Let participants pay in at least one way.")
            self.add_error("may_pay_on_invoice", forms.ValidationError(sentence, "invalid"))
        return data
