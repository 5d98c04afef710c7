"""A new event in one page: the usual, and what its kind asks beside it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from events.blueprint import Blueprint
from events.choices import slug_is_taken, venue_names
from events.kinds import KINDS
from events.kinds.base import Kind
from events.models import Event
from events.naming import free_slug
from lib.dates import day_in_zone, in_zone
from organisations.models import Organisation
from workspace.forms.fields import AmountField, MomentField, one_line, whole_number
from workspace.forms.making_parts import PARTS, Frame, MakingPart, Refused
from workspace.forms.vat import EXEMPTION, VAT_CHOICES, VAT_RULES, check_exemption, vat_name

OWN_WORDS = {"nieuw", "new", "reeks", "series"}  # what stands in addresses where a slug does
PAST = _("This lies in the past. Fill in a later moment.")
BACKWARDS = _("The end must be later than the begin.")
TAKEN = _("An event with this address is there already. Choose another.")


class UsualForm(forms.Form):
    """What every new event is asked."""

    title = one_line(_("Title"))
    slug = forms.SlugField(
        label=_("Address on the website"),
        max_length=80,
        required=False,
        widget=forms.TextInput({"class": "input", "autocapitalize": "none", "spellcheck": "false"}),
        help_text=_("Leave this empty to have it made of the title."),
        error_messages={"invalid": _("Use only letters without accents, digits and hyphens.")},
    )
    start = MomentField(label=_("Begin"))
    end = MomentField(label=_("End"))
    place = one_line(
        _("Venue"), required=False, help_text=_("A building or a town."), attrs={"list": "places"}
    )
    capacity = whole_number(
        _("Number of places"), least=1, required=False, help_text=_("Leave this empty for no limit.")
    )
    price = AmountField(label=_("Price in euros, excl. VAT"), help_text=_("0,00 is free of charge."))
    vat = forms.ChoiceField(label=_("VAT"), choices=VAT_CHOICES)
    exemption = forms.ChoiceField(**EXEMPTION)

    def __init__(
        self, *args: Any, kind: Kind, organisation: Organisation, now: datetime, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.kind, self.organisation, self.now = kind, organisation, now
        if kind.teaches:
            del self.fields["exemption"]
        for name in ("start", "end"):
            self.fields[name] = MomentField(label=self.fields[name].label, zone=organisation.timezone)
        self.places = venue_names(organisation.pk)

    def clean_slug(self) -> str:
        slug = str(self.cleaned_data["slug"])
        if slug in OWN_WORDS or (slug and slug_is_taken(slug)):
            raise forms.ValidationError(TAKEN, "taken")
        return slug

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        start, end = data.get("start"), data.get("end")
        if start and start <= self.now:
            self.add_error("start", forms.ValidationError(PAST, "invalid"))
        if start and end and end <= start:
            self.add_error("end", forms.ValidationError(BACKWARDS, "invalid"))
        if start:
            day = day_in_zone(start, self.organisation.timezone)
            check_exemption(self, self.kind, self.organisation, day)
        return data


class NewEventForm:
    """The usual part and the parts of a kind, read together."""

    def __init__(
        self, kind: Kind, organisation: Organisation, now: datetime, posted: QueryDict | None
    ) -> None:
        self.kind, self.organisation = kind, organisation
        today = day_in_zone(now, organisation.timezone)
        initial = {"vat": vat_name(kind.vat_for_new(organisation, today))}
        self.usual = UsualForm(posted, kind=kind, organisation=organisation, now=now, initial=initial)
        self.parts: dict[str, MakingPart] = {
            name: PARTS[name].form(posted, prefix=name) for name in kind.making_parts
        }
        self.told: dict[str, Any] = {}

    @property
    def shown_parts(self) -> list[tuple[str, MakingPart]]:
        """Template and form of each part that asks something."""
        return [(PARTS[name].template, form) for name, form in self.parts.items() if PARTS[name].template]

    def is_valid(self) -> bool:
        """Read all that was posted; what is wrong stands with its field."""
        valid = [form.is_valid() for form in (self.usual, *self.parts.values())]
        if not all(valid):
            return False
        data = self.usual.cleaned_data
        frame = Frame(data["start"], data["end"], self.organisation.timezone)
        for name, form in self.parts.items():
            try:
                self.told[name] = form.told(frame)
            except Refused as refused:
                error = forms.ValidationError(refused.sentence, "invalid")
                if refused.field:
                    form.add_error(refused.field, error)
                else:
                    self.usual.add_error("end", error)
                return False
        return True

    def refuse_slug(self) -> None:
        """Say that somebody else took the address a moment ago."""
        self.usual.add_error("slug", forms.ValidationError(TAKEN, "taken"))

    @property
    def forms(self) -> list[forms.Form]:
        """All forms on the page, in order."""
        return [self.usual, *self.parts.values()]

    def event(self) -> Event:
        """The event, not stored yet."""
        data = self.usual.cleaned_data
        begins_at, ends_at = data["start"], data["end"]
        for spans in (form.spans for form in self.parts.values() if form.spans):
            begins_at, ends_at = spans[0][0], spans[-1][1]
        return Event(
            organisation=self.organisation,
            kind=self.kind.name,
            slug=data["slug"] or self._proposed_slug(begins_at),
            title=data["title"],
            begins_at=begins_at,
            ends_at=ends_at,
            timezone=self.organisation.timezone,
            asks_organisation=bool(data["price"]),
            asks_job_title=bool(data["price"]),
            places_shown=Event.Places.ALWAYS,
        )

    def blueprint(self) -> Blueprint:
        """What the event is to have."""
        data = self.usual.cleaned_data
        return Blueprint(
            capacity=data["capacity"],
            price=data["price"],
            vat=VAT_RULES[data["vat"]],
            place=data["place"],
            parts=self.told,
        )

    def _proposed_slug(self, begins_at: datetime) -> str:
        title, year = self.usual.cleaned_data["title"], in_zone(begins_at, self.organisation.timezone).year
        for wanted in (title, f"{title} {year}"):
            slug = free_slug(wanted, (), 80)
            if slug not in OWN_WORDS and not slug_is_taken(slug):
                return slug
        number = 2
        while slug_is_taken(slug := free_slug(f"{title} {year} {number}", (), 80)):
            number += 1
        return slug


def kind_named(name: str) -> Kind | None:
    """The kind that was asked for, if there is one."""
    return KINDS.get(name)
