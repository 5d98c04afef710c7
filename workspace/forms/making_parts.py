"""The parts that a kind of event names for the form of a new one: for each its form and its template."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from events.blueprint import RoundsWanted, StandSize
from events.spans import Span, dates_every, days_between
from lib.dates import in_zone, moment_on
from lib.typed_dates import read_date
from workspace.forms.fields import AmountField, one_line, read_hour, some_text, whole_number

LINE = re.compile(r"(.+?)(?:[ ,]+(\d{1,2}[.:]\d{2}) ?[-–] ?(\d{1,2}[.:]\d{2})(?: uur)?)?")
MOST_DAYS = 14
MOST_MEETINGS = 60
MOST_STANDS = 400
SIZES = 3


@dataclass(frozen=True)
class Frame:
    """The begin and end (UTC) that the usual part of the form gives, and the zone of the event."""

    begins_at: datetime
    ends_at: datetime
    zone: str


class Refused(Exception):
    """``field`` of the part ("" for the end of the event) is wrong in the light of all the rest."""

    def __init__(self, field: str, sentence: Any) -> None:
        super().__init__(field)
        self.field, self.sentence = field, sentence


class MakingPart(forms.Form):
    """One part; ``told`` gives what events.blueprint builds from.

    ``spans`` are the times that it gives the event, in order, where it gives any.
    """

    spans: Sequence[Span] = ()

    def told(self, frame: Frame) -> Any:
        """What was told in this part. Raises Refused."""


class DaysPart(MakingPart):
    """Asks nothing: the days are those from begin to end."""

    def told(self, frame: Frame) -> list[Span]:
        self.spans = _days(frame)
        if len(self.spans) > MOST_DAYS:
            raise Refused("", _("This takes more than %(most)s days. Check the end.") % {"most": MOST_DAYS})
        return self.spans


class RoundsPart(MakingPart):
    number = whole_number(_("Rounds with parallel sessions"), most=8, initial=0, required=False)
    sessions = whole_number(_("Sessions in each round"), least=1, most=20, initial=3, required=False)
    seats = whole_number(
        _("Places in each session"),
        least=1,
        required=False,
        help_text=_("Leave this empty to divide all places over the sessions of a round."),
    )

    def told(self, frame: Frame) -> RoundsWanted:
        data = self.cleaned_data
        return RoundsWanted(data["number"] or 0, data["sessions"] or 3, data["seats"])


class MeetingsPart(MakingPart):
    weeks = whole_number(
        _("Weeks between two meetings"),
        least=1,
        most=26,
        initial=2,
        required=False,
        help_text=_("Counted from the begin of the first meeting to the end of the last."),
    )
    dates = some_text(
        _("Or type the dates yourself, one on each line"),
        rows=6,
        help_text=_("For example 11-03-2027, or 11 maart 2027 13.00–17.00 for other hours."),
    )

    def told(self, frame: Frame) -> list[Span]:
        first, last = (in_zone(moment, frame.zone) for moment in (frame.begins_at, frame.ends_at))
        lines = [line for line in self.cleaned_data["dates"].splitlines() if line.strip()]
        hours = first.time(), last.time()
        if lines:
            spans = [typed_span(line, hours, frame.zone) for line in lines]
        else:
            if hours[1] <= hours[0]:
                raise Refused("", _("A meeting ends on the day on which it begins. Check the hours."))
            days = dates_every(first.date(), last.date(), self.cleaned_data["weeks"] or 2)
            spans = [span_on(day, hours, frame.zone) for day in days]
        if len(spans) > MOST_MEETINGS:
            sentence = _("More than %(most)s meetings do not fit.") % {"most": MOST_MEETINGS}
            raise Refused("dates" if lines else "weeks", sentence)
        self.spans = sorted(spans)
        return self.spans


class StandsPart(MakingPart):
    """Stands in up to three sizes."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        names = (_("small"), _("medium"), _("large"))
        for number, name in enumerate(names, 1):
            self.fields[f"title_{number}"] = one_line(_("Size"), most=100, initial=name, required=False)
            self.fields[f"number_{number}"] = whole_number(
                pgettext("how many", "Number"), most=MOST_STANDS, required=False
            )
            self.fields[f"price_{number}"] = AmountField(label=_("Price in euros, excl. VAT"), required=False)

    def rows(self) -> list[list[forms.BoundField]]:
        """The fields of each size."""
        return [[self[f"{name}_{n}"] for name in ("title", "number", "price")] for n in range(1, SIZES + 1)]

    def told(self, frame: Frame) -> list[StandSize]:
        sizes, data = [], self.cleaned_data
        for n in range(1, SIZES + 1):
            if not data[f"number_{n}"]:
                continue
            if not data[f"title_{n}"]:
                raise Refused(f"title_{n}", _("Give this size a name."))
            if data[f"price_{n}"] is None:
                raise Refused(f"price_{n}", _("Fill in what a stand costs; 0,00 is free."))
            sizes.append(StandSize(data[f"title_{n}"], data[f"number_{n}"], data[f"price_{n}"]))
        if sum(size.number for size in sizes) > MOST_STANDS:
            raise Refused("number_1", _("More than %(most)s stands do not fit.") % {"most": MOST_STANDS})
        return sizes


@dataclass(frozen=True)
class PartForm:
    """The form of a part, and the template that shows it ("": it asks nothing)."""

    form: type[MakingPart]
    template: str = ""


PARTS: Mapping[str, PartForm] = {
    "days": PartForm(DaysPart),
    "rounds": PartForm(RoundsPart, "workspace/event_new/parts/rounds.html"),
    "meetings": PartForm(MeetingsPart, "workspace/event_new/parts/meetings.html"),
    "stands": PartForm(StandsPart, "workspace/event_new/parts/stands.html"),
}


def _days(frame: Frame) -> list[Span]:
    try:
        return days_between(frame.begins_at, frame.ends_at, frame.zone)
    except ValueError as skipped:
        raise Refused("", _("On one of these days the clock skips this hour.")) from skipped


def typed_span(line: str, hours: tuple[time | None, time | None], zone: str) -> Span:
    """The begin and end (UTC) of "11-03-2027" at those hours, or of a line that has hours of its own.

    Raises Refused for a line that is neither.
    """
    found = LINE.fullmatch(line.strip())
    day = read_date(found[1]) if found else None
    begin, end = (read_hour(found[2]), read_hour(found[3])) if found and found[2] else hours
    if day is None or begin is None or end is None or end <= begin:
        sentence = _("This line is no date with hours: %(line)s")
        raise Refused("dates", sentence % {"line": line.strip()[:80]})
    return span_on(day, (begin, end), zone)


def span_on(day: date, hours: tuple[time, time], zone: str) -> Span:
    """Those hours (UTC) of a day. Raises Refused where the clock skips one."""
    try:
        return moment_on(day, hours[0], zone), moment_on(day, hours[1], zone)
    except ValueError as skipped:
        raise Refused("dates", _("On one of these days the clock skips this hour.")) from skipped
