"""Drafts beside the rows of tests.making, as events.making stores them."""

from events.models import DayDraft, Event, EventDraft, SessionDraft


def make_drafts(event: Event) -> Event:
    """Store the draft of the event and of each day and session, as they are."""
    EventDraft.objects.create(
        event=event, begins_at=event.begins_at, ends_at=event.ends_at, venue=event.venue
    )
    for day in event.days.all():
        DayDraft.objects.create(day=day, date=day.date, begins_at=day.begins_at, ends_at=day.ends_at)
    for session in event.sessions.all():
        SessionDraft.objects.create(
            session=session,
            title=session.title,
            begins_at=session.begins_at,
            ends_at=session.ends_at,
            room=session.room,
        )
    return event
