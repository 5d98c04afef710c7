"""Days, rounds and meetings that an organiser adds to an event or changes."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from events.choices import drafted_dates
from events.models import Day, Event, Round
from events.spans import Span
from lib.dates import format_short_day, in_zone
from workspace.forms.event_new import BACKWARDS, PAST
from workspace.forms.fields import (
    HourField,
    MomentField,
    one_line,
    some_text,
    whole_number,
)
from workspace.forms.making_parts import MOST_MEETINGS, Refused, span_on, typed_span
from workspace.forms.meanwhile import Guarded


class DayForm(forms.Form):
    """One more day, and how many places it has."""

    start = MomentField(label=_("Begin"))
    end = MomentField(label=_("End"))
    seats = whole_number(
        _("Number of places"), least=1, required=False, help_text=_("Leave this empty for no limit.")
    )

    def __init__(self, data: Any, event: Event, now: Any) -> None:
        super().__init__(data)
        self.event, self.now = event, now
        for name in ("start", "end"):
            self.fields[name] = MomentField(label=self.fields[name].label, zone=event.timezone)
        if not any(scarce.day_id for scarce in event.behaviour.scarce(event)):
            del self.fields["seats"]

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        start, end = data.get("start"), data.get("end")
        if start and start <= self.now:
            self.add_error("start", forms.ValidationError(PAST, "invalid"))
        if start and end and end <= start:
            self.add_error("end", forms.ValidationError(BACKWARDS, "invalid"))
        if start and end and end - start > timedelta(hours=24):
            sentence = _("A day takes at most 24 hours. Add the next day by itself.")
            self.add_error("end", forms.ValidationError(sentence, "invalid"))
        if start and self.event.local_date(start) in drafted_dates(self.event).values():
            sentence = _("The event has a day on this date already.")
            self.add_error("start", forms.ValidationError(sentence, "invalid"))
        return data

    def span(self) -> Span:
        """Begin and end in UTC."""
        return self.cleaned_data["start"], self.cleaned_data["end"]


class RoundForm(Guarded):
    """What a round is called, on which day; a new one also its hours, sessions and places."""

    title = one_line(_("Title"), most=100, help_text=_("For example: round 1."))
    title_en = one_line(_("Title in English"), most=100, required=False)
    day = forms.ChoiceField(label=_("Day"))
    is_required = forms.BooleanField(
        label=_("Each participant of this day must choose"), required=False, initial=True
    )
    begin = HourField(label=pgettext_lazy("hours", "From"))
    end = HourField(label=pgettext_lazy("hours", "Until"))
    sessions = whole_number(_("Sessions to choose from"), least=1, most=20, initial=3)
    seats = whole_number(
        _("Places in each session"), least=1, required=False, help_text=_("Leave this empty for no limit.")
    )

    def __init__(self, data: Any, event: Event, row: Round | None, language: str) -> None:
        initial = {"title": row.title, "title_en": row.title_en, "day": row.day.slug} if row else {}
        super().__init__(data, initial=initial | ({"is_required": row.is_required} if row else {}))
        self.event = event
        self.days: dict[str, Day] = {day.slug: day for day in event.days.filter(cancelled_at=None)}
        dates = drafted_dates(event)
        choices = [(slug, format_short_day(dates[slug], language)) for slug in self.days]
        self.fields["day"].choices = choices  # type: ignore[attr-defined]
        if row is not None:
            for name in ("begin", "end", "sessions", "seats"):
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        begin, end = data.get("begin"), data.get("end")
        if begin and end and end <= begin:
            self.add_error("end", forms.ValidationError(BACKWARDS, "invalid"))
        elif begin and end and data.get("day"):
            try:
                self.hours = span_on(
                    drafted_dates(self.event)[data["day"]], (begin, end), self.event.timezone
                )
            except Refused as refused:
                self.add_error("begin", forms.ValidationError(refused.sentence, "invalid"))
        return data

    def values(self) -> dict[str, object]:
        """What is kept of the round itself."""
        return {name: self.cleaned_data[name] for name in ("title", "title_en", "is_required")}


class MeetingsForm(forms.Form):
    """More meetings: so many in a row, or typed dates."""

    start = MomentField(label=_("First one begins"), required=False)
    end = MomentField(label=_("First one ends"), required=False)
    number = whole_number(_("How many meetings"), least=1, most=MOST_MEETINGS, initial=1, required=False)
    weeks = whole_number(_("Weeks between two meetings"), least=1, most=26, initial=2, required=False)
    dates = some_text(
        _("Or type the dates yourself, one on each line"),
        rows=6,
        help_text=_("For example 11-03-2027 13.00–17.00; without hours those above hold."),
    )

    def __init__(self, data: Any, event: Event, now: Any) -> None:
        super().__init__(data)
        self.event, self.now = event, now
        self.spans: list[Span] = []
        for name in ("start", "end"):
            label = self.fields[name].label
            self.fields[name] = MomentField(label=label, zone=event.timezone, required=False)

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        lines = [line for line in data.get("dates", "").splitlines() if line.strip()]
        if self.errors:
            return data
        try:
            self.spans = self._typed(lines) if lines else self._in_a_row()
        except Refused as refused:
            self.add_error(refused.field or None, forms.ValidationError(refused.sentence, "invalid"))
            return data
        if any(begins_at <= self.now for begins_at, _ends_at in self.spans):
            self.add_error("dates" if lines else "start", forms.ValidationError(PAST, "invalid"))
        if len(self.spans) + self.event.sessions.count() > MOST_MEETINGS:
            sentence = _("More than %(most)s meetings do not fit.") % {"most": MOST_MEETINGS}
            self.add_error("dates" if lines else "number", forms.ValidationError(sentence, "invalid"))
        return data

    def _hours(self) -> tuple[time | None, time | None]:
        local = [self.cleaned_data[name] for name in ("start", "end")]
        begin, end = (in_zone(one, self.event.timezone).time() if one else None for one in local)
        return begin, end

    def _typed(self, lines: list[str]) -> list[Span]:
        return [typed_span(line, self._hours(), self.event.timezone) for line in lines]

    def _in_a_row(self) -> list[Span]:
        data = self.cleaned_data
        for name in ("start", "end"):
            if data[name] is None:
                raise Refused(name, _("Fill in when the first one begins and ends, or type the dates."))
        begin, end = self._hours()
        first: date = self.event.local_date(data["start"])
        if begin is None or end is None or end <= begin or self.event.local_date(data["end"]) != first:
            raise Refused("end", _("A meeting ends on the day on which it begins. Check the hours."))
        step = timedelta(weeks=data["weeks"] or 2)
        days = [first + step * n for n in range(data["number"] or 1)]
        return [span_on(day, (begin, end), self.event.timezone) for day in days]
