"""Who speaks or teaches."""

from __future__ import annotations

from dataclasses import dataclass

from events.models import Session
from lib.dates import format_short_day, format_short_period
from website.event.days import join
from website.event.shown import Shown
from website.event.subject import Subject

MOST_PLACES_NAMED = 2  # who speaks more often is everywhere


@dataclass(frozen=True)
class Person(Shown):
    """Somebody who speaks; ``where`` says in what."""

    name: str
    role: str
    where: str
    bio: str
    photo: str
    photo_alt: str


def people(subject: Subject) -> list[Person]:
    """Who speaks in the programme, in the order in which they come up."""
    spoken: dict[int, list[Session]] = {}
    speakers = {}
    for session in subject.event.sessions.all():
        for part in session.session_speakers.all():
            speakers[part.speaker_id] = part.speaker
            spoken.setdefault(part.speaker_id, []).append(session)
    return [
        Person(
            name=speaker.name,
            role=subject.text(speaker, "role"),
            where=_where(subject, spoken[speaker.pk]),
            bio=subject.text(speaker, "bio"),
            photo=speaker.picture,
            photo_alt=subject.text(speaker, "picture_alt"),
        )
        for speaker in speakers.values()
    ]


def _where(subject: Subject, sessions: list[Session]) -> str:
    if len(sessions) > MOST_PLACES_NAMED:
        return ""
    return join([_place(subject, session) for session in sessions])


def _place(subject: Subject, session: Session) -> str:
    """Return "Ronde 1, Zaal 2", or when it is: "do 11 mrt, 9.30–10.45 uur", a meeting by its day alone."""
    if session.kind == Session.Kind.MEETING:
        return format_short_day(subject.day_of(session.begins_at), subject.language)
    round_ = next((row for row in subject.event.rounds.all() if row.pk == session.round_id), None)
    if round_ is None:
        zone = subject.event.timezone
        return format_short_period(session.begins_at, session.ends_at, zone, subject.language)
    room = subject.text(session.room, "name") if session.room else ""
    return ", ".join(filter(None, (subject.text(round_, "title"), room)))
