"""The next edition of an event: all of it but the people, on later days."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any, TypeVar

from django.db import models

from events import making
from events.editing import draft_of_event, shifted
from events.models import Day, Event, Question, Round, Session, Speaker, TicketType
from events.series_editing import start_series

Row = TypeVar("Row", bound=models.Model)
WEEKS_IN_A_YEAR = 52


def first_day_of(event: Event) -> date:
    """The day on which an event begins, as it is being planned."""
    return event.local_date(draft_of_event(event).begins_at)


def proposed_day(event: Event, today: date) -> date:
    """The same weekday a year (of 52 weeks) later, or as many years as it takes to lie after ``today``."""
    day = first_day_of(event) + timedelta(weeks=WEEKS_IN_A_YEAR)
    while day <= today:
        day += timedelta(weeks=WEEKS_IN_A_YEAR)
    return day


def dates_of_copy(event: Event, first_day: date) -> list[date]:
    """The days of a copy that begins on ``first_day``, each once, in order."""
    days = [getattr(day, "draft", day).date for day in _days(event)]
    days += [event.local_date(getattr(row, "draft", row).begins_at) for row in _sessions(event)]
    by = first_day - first_day_of(event)
    return sorted({day + by for day in days or [first_day_of(event)]})


def copy_of(event: Event, slug: str, first_day: date) -> Event:
    """The next edition, not stored yet: a draft, open, its sign-up window moved along."""
    draft = draft_of_event(event)
    return Copier(event, event, first_day).again(
        event,
        slug=slug,
        status=Event.Status.DRAFT,
        version=1,
        is_closed=False,
        begins_at=draft.begins_at,
        ends_at=draft.ends_at,
        venue_id=draft.venue_id,
        published_at=None,
        cancelled_at=None,
    )


def fill_copy(old: Event, new: Event, first_day: date) -> None:
    """Give a stored copy what the old event has: programme, what is sold, texts, terms, partners by name.

    Codes and what partners may see are agreed on anew; sign-ups stay where they are.
    """
    _join_series(old, new)
    copier = Copier(old, new, first_day)
    copier.own_row()
    days = copier.days()
    sessions = copier.sessions(days, copier.rounds(days))
    copier.discounts(copier.sold(days, sessions))
    copier.questions()
    for text in old.texts.all():
        copier.again(text).save(force_insert=True)
    for step in old.cancellation_steps.all():
        copier.again(step).save(force_insert=True)
    for part in old.partnerships.all():
        copier.again(part, sees_totals=False, sees_names=False, sees_details=False, ends_on=None).save(
            force_insert=True
        )


class Copier:
    """Makes rows of ``new`` like those of ``old``; every moment in them is moved by the same days."""

    def __init__(self, old: Event, new: Event, first_day: date) -> None:
        self.old, self.new = old, new
        self.by = first_day - first_day_of(old)

    def again(self, row: Row, **changed: Any) -> Row:
        """A row like ``row``, not stored, of the new event, with what is ``changed`` before it moves."""
        fields = row._meta.concrete_fields  # noqa: SLF001
        values = {f.attname: getattr(row, f.attname) for f in fields if not f.primary_key} | changed
        values = {name: self.moved(value) for name, value in values.items()}
        if "event_id" in values:
            values["event_id"] = self.new.pk
        return type(row)(**values)

    def moved(self, value: Any) -> Any:
        """A moment (UTC) at the same hour of the later day, a date so many days later, all else as it is."""
        if isinstance(value, datetime):
            return shifted(value, self.by, self.old.timezone)
        return value + self.by if isinstance(value, date) else value

    def own_row(self) -> None:
        """What only the kind has."""
        for relation in Event._meta.related_objects:  # noqa: SLF001
            if relation.one_to_one and relation.get_accessor_name() == self.old.kind:
                row = getattr(self.old, self.old.kind)
                fields = row._meta.concrete_fields  # noqa: SLF001
                names = [field.attname for field in fields if not field.primary_key]
                values = {name: self.moved(getattr(row, name)) for name in names}
                type(row)._base_manager.filter(pk=self.new.pk).update(**values)  # noqa: SLF001

    def days(self) -> Mapping[int, Day]:
        """The days, by the id of the old ones."""
        made = {}
        for day in _days(self.old):
            planned = getattr(day, "draft", day)
            span = self.moved(planned.begins_at), self.moved(planned.ends_at)
            made[day.pk] = making.add_day(self.new, day.slug, *span)
        return made

    def rounds(self, days: Mapping[int, Day]) -> Mapping[int, Round]:
        """The rounds, by the id of the old ones."""
        made = {}
        for row in self.old.rounds.filter(day__in=days):
            made[row.pk] = self.again(row, day_id=days[row.day_id].pk)
            made[row.pk].save(force_insert=True)
        return made

    def sessions(self, days: Mapping[int, Day], rounds: Mapping[int, Round]) -> Mapping[int, Session]:
        """The sessions as they are planned, with their rooms and who speaks; by the id of the old ones."""
        made = {}
        for row in _sessions(self.old):
            planned = getattr(row, "draft", row)
            if row.day_id and row.day_id not in days:
                continue
            copy = self.again(
                row,
                day_id=days[row.day_id].pk if row.day_id else None,
                round_id=rounds[row.round_id].pk if row.round_id else None,
                released_at=None,
                cancelled_at=None,
                **{name: getattr(planned, name) for name in PLANNED},
            )
            speakers: list[Speaker] = [
                part.speaker for part in row.session_speakers.select_related("speaker")
            ]
            making.add_session(copy, speakers)
            made[row.pk] = copy
        return made

    def sold(self, days: Mapping[int, Day], sessions: Mapping[int, Session]) -> Mapping[int, TicketType]:
        """What is sold, for which days and sessions, and the stands with their numbers, by the old ids.

        Not what only days or sessions had that are gone.
        """
        made = {}
        for ticket in self.old.ticket_types.prefetch_related("days", "sessions", "stands"):
            admitted = [days[day.pk] for day in ticket.days.all() if day.pk in days]
            taken = [sessions[row.pk] for row in ticket.sessions.all() if row.pk in sessions]
            if (ticket.days.all() and not admitted) or (ticket.sessions.all() and not taken):
                continue
            copy = made[ticket.pk] = self.again(ticket)
            copy.save(force_insert=True)
            copy.days.set(admitted)
            copy.sessions.set(taken)
            for stand in ticket.stands.all():
                self.again(stand, ticket_type_id=copy.pk).save(force_insert=True)
        return made

    def discounts(self, tickets: Mapping[int, TicketType]) -> None:
        """The rules in use by which people pay less; not those that were only for what is gone."""
        for rule in self.old.price_rules.filter(is_off=False).prefetch_related("ticket_types"):
            named = [tickets[row.pk] for row in rule.ticket_types.all() if row.pk in tickets]
            if rule.ticket_types.all() and not named:
                continue
            copy = self.again(rule)
            copy.save(force_insert=True)
            copy.ticket_types.set(named)

    def questions(self) -> None:
        """What is asked, of the same ticket types; a question that cannot be asked any more stays behind."""
        tickets = {ticket.slug: ticket for ticket in self.new.ticket_types.all()}
        made: dict[int, Question] = {}
        for row in self.old.questions.prefetch_related("options", "ticket_types"):
            only = [ticket.slug for ticket in row.ticket_types.all()]
            if only and not tickets.keys() & set(only):
                continue
            if row.depends_on_id and row.depends_on_id not in made:
                continue
            copy = self.again(row, depends_on_id=made[row.depends_on_id].pk if row.depends_on_id else None)
            copy.save(force_insert=True)
            copy.ticket_types.set([tickets[slug] for slug in only if slug in tickets])
            for option in row.options.all():
                self.again(option, question_id=copy.pk).save(force_insert=True)
            made[row.pk] = copy


PLANNED = (
    "title",
    "title_en",
    "description",
    "description_en",
    "begins_at",
    "ends_at",
    "room_id",
)


def _days(event: Event) -> list[Day]:
    rows = event.days.filter(cancelled_at=None).exclude(draft__is_cancelled=True)
    return list(rows.select_related("draft"))


def _sessions(event: Event) -> list[Session]:
    rows = event.sessions.filter(cancelled_at=None).exclude(draft__is_cancelled=True)
    return list(rows.select_related("draft"))


def _join_series(old: Event, new: Event) -> None:
    new.series = old.series or start_series(old)
    new.save(update_fields=["series"])
