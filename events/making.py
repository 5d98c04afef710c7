"""Making events: rows with their drafts beside them, unseen until released and published."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from events.models import (
    Day,
    DayDraft,
    Event,
    EventDraft,
    Room,
    Session,
    SessionDraft,
    SessionSpeaker,
    Speaker,
    Venue,
)


def add_event(event: Event) -> Event:
    """Store a new event (unsaved until now), with what only its kind has and the draft of its dates."""
    event.save(force_insert=True)
    event.behaviour.begin(event)
    EventDraft(event=event, begins_at=event.begins_at, ends_at=event.ends_at, venue=event.venue).save(
        force_insert=True
    )
    return event


def add_day(event: Event, slug: str, begins_at: datetime, ends_at: datetime) -> Day:
    """Add a day (times in UTC), to be released."""
    date = event.local_date(begins_at)
    day = Day(event=event, slug=slug, date=date, begins_at=begins_at, ends_at=ends_at)
    day.save(force_insert=True)
    DayDraft(day=day, date=date, begins_at=begins_at, ends_at=ends_at).save(force_insert=True)
    return day


def add_session(session: Session, speakers: Sequence[Speaker] = ()) -> Session:
    """Store a new session (unsaved until now) and its draft, to be released."""
    session.save(force_insert=True)
    add_draft(session)
    SessionSpeaker.objects.bulk_create(
        SessionSpeaker(session=session, speaker=speaker, position=position)
        for position, speaker in enumerate(speakers)
    )
    return session


def add_draft(session: Session) -> None:
    """Store the draft of a session, as the session is."""
    SessionDraft(
        session=session,
        title=session.title,
        title_en=session.title_en,
        description=session.description,
        description_en=session.description_en,
        begins_at=session.begins_at,
        ends_at=session.ends_at,
        room=session.room,
    ).save(force_insert=True)


def venue_named(organisation_id: int, name: str) -> Venue:
    """The organisation's building of that name (whatever the case), stored now where there is none."""
    known = Venue.objects.filter(organisation_id=organisation_id, name__iexact=name).order_by("id").first()
    if known is None:
        known = Venue(organisation_id=organisation_id, name=name)
        known.save(force_insert=True)
    return known


def set_place(event: Event, venue: Venue | None) -> None:
    """Say where an event is that nobody has seen yet: in its row and in its draft."""
    event.venue = venue
    event.save(update_fields=["venue"])
    EventDraft.objects.filter(event=event).update(venue=venue)


def move_session(session: Session, begins_at: datetime, ends_at: datetime, room: Room | None) -> None:
    """Change when and where a session is, in its draft only."""
    SessionDraft.objects.filter(pk=session.pk).update(begins_at=begins_at, ends_at=ends_at, room=room)


def publish(event: Event, now: datetime) -> None:
    """Show a draft to the public; again changes nothing."""
    rows = Event.objects.filter(pk=event.pk, status=Event.Status.DRAFT)
    if rows.update(status=Event.Status.PUBLISHED, published_at=now, version=event.version + 1):
        event.refresh_from_db(fields=["status", "published_at", "version"])
