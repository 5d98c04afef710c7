"""Changing an event: texts and rules at once, dates and places in drafts that a release makes public."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from django.db.models import Model

from events.kinds.base import VatRule
from events.models import (
    CancellationStep,
    Day,
    DayDraft,
    Event,
    EventDraft,
    Session,
    SessionDraft,
    TicketType,
    Venue,
)
from events.naming import free_slug
from events.spans import Span
from events.versions import touch
from lib.dates import in_zone, moment_on

Values = Mapping[str, object]


@dataclass(frozen=True)
class Step:
    """Cancelling from ``days_before`` the first day on costs an amount without VAT, or a percentage.

    ``vat`` is that of the costs; None: that of what was sold.
    """

    days_before: int
    fee: Decimal | None = None
    percent: Decimal | None = None
    vat: VatRule | None = None


def changed_fields(row: object, values: Values) -> list[str]:
    """The names among ``values`` that differ from what ``row`` has."""
    return [name for name, value in values.items() if getattr(row, name) != value]


def put_values(row: Model, values: Values) -> list[str]:
    """Give a stored row these values; returns the names that changed."""
    changed = changed_fields(row, values)
    for name in changed:
        setattr(row, name, values[name])
    if changed:
        row.save(update_fields=changed)
    return changed


def change_event(event: Event, values: Values) -> list[str]:
    """Give the event these values at once (texts, rules); returns the names that changed."""
    changed = put_values(event, values)
    if changed:
        touch(event.pk)
    return changed


def change_ticket(
    ticket: TicketType, values: Values, days: Sequence[Day], sessions: Sequence[Session] = ()
) -> list[str]:
    """Give a stored ticket type these values, and the days and sessions that it is for (none: all)."""
    changed = put_values(ticket, values)
    if {day.pk for day in days} != set(ticket.days.values_list("pk", flat=True)):
        ticket.days.set(days)
        changed.append("days")
    if {session.pk for session in sessions} != set(ticket.sessions.values_list("pk", flat=True)):
        ticket.sessions.set(sessions)
        changed.append("sessions")
    if changed:
        touch(ticket.event_id)
    return changed


def add_ticket(
    event: Event, values: Values, days: Sequence[Day], sessions: Sequence[Session] = ()
) -> TicketType:
    """Add a ticket type at the end of the list."""
    known = list(event.ticket_types.all())
    ticket = TicketType(
        event=event,
        slug=free_slug(str(values["title"]), [row.slug for row in known], 60),
        position=max((row.position for row in known), default=-1) + 1,
        **values,
    )
    ticket.save(force_insert=True)
    ticket.days.set(days)
    ticket.sessions.set(sessions)
    touch(event.pk)
    return ticket


def move_ticket(event: Event, ticket: TicketType, *, up: bool) -> bool:
    """Let a ticket type and its neighbour on the page change places; False where there is none."""
    rows = list(event.ticket_types.all())
    here = next(n for n, row in enumerate(rows) if row == ticket)
    there = here - 1 if up else here + 1
    if not 0 <= there < len(rows):
        return False
    rows[here], rows[there] = rows[there], rows[here]
    for position, row in enumerate(rows):  # places may be shared: the order of the ids tells then
        put_values(row, {"position": position})
    return True


def set_cancellation_steps(event: Event, steps: Iterable[Step]) -> bool:
    """Let cancelling cost this from now on; who has registered keeps the terms of then."""
    wanted = {step.days_before: step for step in steps}
    known = {row.days_before: row for row in event.cancellation_steps.all()}
    stored = {days: step_of(row) for days, row in known.items()}
    if wanted == stored:
        return False
    for days, row in known.items():
        if wanted.get(days) != stored[days]:
            row.delete()
    CancellationStep.objects.bulk_create(
        CancellationStep(
            event=event,
            days_before=days,
            fee=step.fee,
            percent=step.percent,
            vat_category=step.vat.category if step.vat else "",
            vat_percent=step.vat.percent if step.vat else None,
        )
        for days, step in wanted.items()
        if stored.get(days) != step
    )
    touch(event.pk)
    return True


def step_of(row: CancellationStep) -> Step:
    """A stored step as plain values."""
    vat = VatRule(row.vat_category, (row.vat_percent or Decimal(0)).normalize()) if row.vat_category else None
    return Step(row.days_before, row.fee, row.percent, vat)


def draft_of_event(event: Event) -> EventDraft:
    """The draft of an event's begin, end and place; not stored where there was none."""
    draft = EventDraft.objects.select_related("venue").filter(event=event).first()
    if draft is None:
        draft = EventDraft(event=event, begins_at=event.begins_at, ends_at=event.ends_at, venue=event.venue)
    return draft


def draft_place(event: Event, venue: Venue | None) -> bool:
    """Say in the draft where it is."""
    draft = draft_of_event(event)
    if draft.venue == venue:
        return False
    draft.venue = venue
    draft.save()
    return True


def draft_day(day: Day, span: Span) -> bool:
    """Move a day in its draft (UTC), and its sessions by as many days."""
    date = day.event.local_date(span[0])
    old = DayDraft.objects.filter(day=day).first() or day
    if (old.begins_at, old.ends_at) == span:
        return False
    moved = date - old.date
    rows = DayDraft.objects.filter(day=day)
    if not rows.update(date=date, begins_at=span[0], ends_at=span[1]):
        DayDraft(day=day, date=date, begins_at=span[0], ends_at=span[1]).save(force_insert=True)
    if moved:
        for draft in SessionDraft.objects.filter(session__day=day):
            zone = day.event.timezone
            draft.begins_at = shifted(draft.begins_at, moved, zone)
            draft.ends_at = shifted(draft.ends_at, moved, zone)
            draft.save(update_fields=["begins_at", "ends_at"])
    return True


def redate(event: Event) -> None:
    """Let the draft of the event begin and end with its days, or where it has none its sessions."""
    days = DayDraft.objects.filter(day__event=event, is_cancelled=False)
    sessions = SessionDraft.objects.filter(session__event=event, is_cancelled=False)
    rows = [list(dated.values_list("begins_at", "ends_at")) for dated in (days, sessions)]
    spans = rows[0] or rows[1]
    if spans:
        draft = draft_of_event(event)
        draft.begins_at, draft.ends_at = min(b for b, _ in spans), max(e for _, e in spans)
        draft.save()


def shifted(moment: datetime, by: timedelta, zone: str) -> datetime:
    """The same hour on the clock so many days later; an hour that the clock skips becomes the next."""
    local = in_zone(moment, zone)
    try:
        return moment_on(local.date() + by, local.time(), zone)
    except ValueError:
        return moment_on(local.date() + by, local.replace(hour=(local.hour + 1) % 24).time(), zone)
