"""A session, as it is added to the programme or changed in its draft."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from events.choices import drafted_dates, room_called, room_names, speaker_names
from events.conflicts import Planned
from events.models import Event, Session, SessionDraft
from workspace.forms.event_new import BACKWARDS
from workspace.forms.fields import MomentField, keep_absent, one_line, some_text, whole_number
from workspace.forms.meanwhile import Guarded

Kind = Session.Kind
KINDS = [
    (Kind.PLENARY.value, _("for everybody")),
    (Kind.BREAKOUT.value, _("one of a round, to choose from")),
    (Kind.MEETING.value, _("a meeting")),
    (Kind.OPEN.value, _("open: its content is still to come")),
    (Kind.BREAK.value, _("a break")),
]
OTHER_DAY = _("The round of this session is on another day.")
NO_DAY = _("The event has no day on this date. First change the days of the event.")
FIXED_DAY = _("A session that the public has seen stays on its day. Add a new one on the other day.")


class SessionForm(Guarded):
    """Title and texts, time and room, who speaks; for a new one also its kind, round and places."""

    kind = forms.ChoiceField(label=_("What it is"), choices=KINDS)
    round = forms.ChoiceField(label=_("Round"), required=False)
    title = one_line(_("Title"))
    title_en = one_line(_("Title in English"), required=False)
    start = MomentField(label=_("Begin"))
    end = MomentField(label=_("End"))
    room = one_line(_("Room"), most=100, required=False, attrs={"list": "rooms"})
    seats = whole_number(
        _("Places"), least=1, required=False, help_text=_("For a session of a round. Empty: no limit.")
    )
    speakers = some_text(_("Speakers, one on each line"), rows=3, most=4000)
    description = some_text(_("Description"), rows=6)
    description_en = some_text(_("Description in English"), rows=4)

    def __init__(self, data: Any, event: Event, planned: Planned | None) -> None:
        super().__init__(data, initial=_initial(planned))
        self.event, self.planned = event, planned
        self.rooms, self.people = room_names(event), speaker_names(event.organisation_id)
        for name in ("start", "end"):
            field = self.fields[name]
            if isinstance(field, MomentField):
                field.zone = event.timezone
        self.rounds = list(event.rounds.select_related("day"))
        if planned is not None:
            del self.fields["kind"], self.fields["round"], self.fields["seats"]
            keep_absent(self)
        elif not self.rounds:
            del self.fields["round"], self.fields["seats"]
        else:
            choices = [("", _("none")), *((row.slug, row.text("title")) for row in self.rounds)]
            self.fields["round"].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        start, end = data.get("start"), data.get("end")
        if start and end and end <= start:
            self._refuse("end", BACKWARDS)
        if start:
            self._check_day(self.event.local_date(start))
        if "round" in self.fields and bool(data.get("round")) != (data.get("kind") == Kind.BREAKOUT):
            self._refuse("round", _("A session to choose from needs a round, and only such a one has it."))
        return data

    def _check_day(self, day: date) -> None:
        dates = drafted_dates(self.event)
        if dates and day not in dates.values():
            self._refuse("start", NO_DAY)
        elif self.planned is not None and (own := self.planned.session.day) is not None:
            if dates.get(own.slug) != day:
                self._refuse("start", OTHER_DAY if self.planned.session.round_id else FIXED_DAY)
        elif chosen := self.cleaned_data.get("round"):
            days = {row.slug: row.day.slug for row in self.rounds}
            if dates.get(days[chosen]) != day:
                self._refuse("start", OTHER_DAY)

    def values(self) -> dict[str, object]:
        """What the draft holds, room and speakers left out."""
        data = self.cleaned_data
        texts = {name: data[name] for name in ("title", "title_en", "description", "description_en")}
        return {**texts, "begins_at": data["start"], "ends_at": data["end"]}

    def typed(self) -> Planned | None:
        """The session as it would be planned by what was typed; None without a time that can be read."""
        data = self.cleaned_data
        start, end = data.get("start"), data.get("end")
        if start is None or end is None:
            return None
        session = self.planned.session if self.planned else Session(event=self.event)
        title = str(data.get("title") or _("This session"))
        draft = SessionDraft(title=title, title_en=data.get("title_en", ""))
        room = room_called(self.event, data.get("room", ""))
        return Planned(session, draft, start, end, room, tuple(self.speaker_list()))

    def speaker_list(self) -> list[str]:
        """The names of who speaks, in order, each once."""
        lines = (" ".join(line.split())[:200] for line in self.cleaned_data.get("speakers", "").splitlines())
        return list(dict.fromkeys(line for line in lines if line))

    def refuse_room(self) -> None:
        """Say that a room needs a building."""
        self._refuse("room", _("First fill in the place of the event."))

    def _refuse(self, field: str, sentence: Any) -> None:
        self.add_error(field, forms.ValidationError(sentence, "invalid"))


def _initial(planned: Planned | None) -> dict[str, object]:
    if planned is None:
        return {}
    draft = planned.draft
    texts = {name: getattr(draft, name) for name in ("title", "title_en", "description", "description_en")}
    return {
        **texts,
        "start": planned.begins_at,
        "end": planned.ends_at,
        "room": planned.room.name if planned.room else "",
        "speakers": "\n".join(planned.speakers),
    }
