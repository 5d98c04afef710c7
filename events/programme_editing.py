"""Changing the draft of a programme: sessions with their times, rooms and speakers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from events import making
from events.editing import changed_fields, draft_of_event, redate
from events.models import Event, Room, Round, Session, SessionDraft, SessionSpeaker, Speaker, Venue
from events.naming import free_slug
from events.versions import touch

Values = Mapping[str, object]


def drafted_venue(event: Event) -> Venue | None:
    """Where the event is to be, as it is being edited."""
    return draft_of_event(event).venue


def room_named(venue: Venue, name: str) -> Room:
    """The room of that name (whatever the case) in a building, stored now where there is none."""
    room = Room.objects.filter(venue=venue, name__iexact=name).order_by("id").first()
    if room is None:
        room = Room(venue=venue, name=name)
        room.save(force_insert=True)
    return room


def edit_session(session: Session, values: Values, room: Room | None) -> list[str]:
    """Give the draft of a session these values (texts, begins_at, ends_at in UTC); names what changed."""
    draft = SessionDraft.objects.filter(session=session).first()
    if draft is None:
        making.add_draft(session)
        draft = SessionDraft.objects.get(session=session)
    changed = changed_fields(draft, {**values, "room": room})
    for name in changed:
        setattr(draft, name, room if name == "room" else values[name])
    if changed:
        draft.save(update_fields=changed)
    if not session.event.days.exists():
        redate(session.event)
    return changed


def set_speakers(session: Session, names: Sequence[str]) -> bool:
    """Let these people (by name, stored where they are new) speak in this order, at once."""
    before = list(session.session_speakers.values_list("speaker__name", flat=True))
    if before == list(names):
        return False
    session.session_speakers.all().delete()
    people = [_speaker_named(session.event.organisation_id, name) for name in names]
    SessionSpeaker.objects.bulk_create(
        SessionSpeaker(session=session, speaker=speaker, position=position)
        for position, speaker in enumerate(people)
    )
    touch(session.event_id)
    return True


def add_session(event: Event, kind: str, values: Values, room: Room | None, round_: Round | None) -> Session:
    """Add a session to the draft: nobody sees it before the next release."""
    session = Session(event=event, kind=kind, room=room, round=round_, **values)
    slugs = list(event.sessions.values_list("slug", flat=True))
    session.slug = free_slug(session.title, slugs, 80)
    date = event.local_date(session.begins_at)
    session.day = round_.day if round_ else event.days.filter(draft__date=date).first()
    making.add_session(session)
    if not event.days.exists():
        redate(event)
    return session


def _speaker_named(organisation_id: int, name: str) -> Speaker:
    rows = Speaker.objects.filter(organisation_id=organisation_id, name__iexact=name)
    speaker = rows.order_by("id").first()
    if speaker is None:
        speaker = Speaker(organisation_id=organisation_id, name=name)
        speaker.save(force_insert=True)
    return speaker
