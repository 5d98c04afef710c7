"""The drafts that the real making of an event stores beside its rows, for events of tests.making."""

from __future__ import annotations

from events.models import DayDraft, Event, EventDraft, SessionDraft


def make_drafts(event: Event) -> Event:
    """Store the drafts of an event, its days and its sessions, where nothing differs yet."""
    EventDraft.objects.create(
        event=event, begins_at=event.begins_at, ends_at=event.ends_at, venue=event.venue
    )
    DayDraft.objects.bulk_create(
        DayDraft(day=day, date=day.date, begins_at=day.begins_at, ends_at=day.ends_at)
        for day in event.days.all()
    )
    SessionDraft.objects.bulk_create(
        SessionDraft(
            session=row,
            title=row.title,
            title_en=row.title_en,
            description=row.description,
            description_en=row.description_en,
            begins_at=row.begins_at,
            ends_at=row.ends_at,
            room=row.room,
        )
        for row in event.sessions.all()
    )
    return event
