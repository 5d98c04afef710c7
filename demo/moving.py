"""Moving a session in the draft, for who tries out what a release does."""

from __future__ import annotations

from datetime import UTC, datetime

from events.making import move_session
from events.models import Event, Room, SessionDraft
from lib.dates import moment_on


def move(event: Event, slug: str, start: datetime, room_name: str) -> SessionDraft | None:
    """Let a session begin at ``start`` and last as long as before; None where there is no such session.

    A ``start`` without an offset is on the event's clock. Raises ValueError for an hour that the
    clock skips, and for a room where the event has no venue.
    """
    draft = (
        SessionDraft.objects.select_related("session", "room")
        .filter(session__event=event, session__slug=slug)
        .first()
    )
    if draft is None:
        return None
    aware = start.tzinfo is not None
    begins_at = start.astimezone(UTC) if aware else moment_on(start.date(), start.time(), event.timezone)
    room = _room(event, room_name) if room_name else draft.room
    move_session(draft.session, begins_at, begins_at + (draft.ends_at - draft.begins_at), room)
    draft.refresh_from_db()
    return draft


def _room(event: Event, name: str) -> Room:
    venue = event.draft.venue if hasattr(event, "draft") else event.venue
    if venue is None:
        raise ValueError(f"{event.slug} has no venue, so no rooms")
    return Room.objects.filter(venue=venue, name=name).first() or Room.objects.create(venue=venue, name=name)
