"""The programme by day, and the meetings of a course."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from events.models import Round, Session
from lib.dates import format_day, format_short_day, format_time, format_times
from website.event.days import join
from website.event.shown import Shown
from website.event.subject import Subject
from website.templatetags.display import in_words

Kind = Session.Kind


@dataclass(frozen=True)
class Item(Shown):
    """A session as the page tells it; ``meta`` is who and where, ``places`` a spot, or empty."""

    slug: str
    title: str
    description: str
    who: str
    room: str
    meta: str
    places: SafeString
    is_open: bool


@dataclass(frozen=True)
class Slot(Shown):
    """Some hours of a day: a break, one session for all, or the parallel ones of a round."""

    hours: str
    is_break: bool
    round: str
    choice: str
    items: tuple[Item, ...]


@dataclass(frozen=True)
class ProgrammeDay(Shown):
    """``slots`` are in order of time."""

    title: str
    slots: tuple[Slot, ...]


@dataclass(frozen=True)
class Meeting(Shown):
    """One meeting of a course."""

    number: int
    day: str
    year: int
    hours: str
    item: Item


def programme(subject: Subject) -> list[ProgrammeDay]:
    """The released sessions, day by day where the event takes place."""
    return [
        ProgrammeDay(
            title=capfirst(format_day(day, subject.language, year=False)),
            slots=tuple(_slots(subject, sessions)),
        )
        for day, sessions in _by_day(subject)
    ]


def meetings(subject: Subject) -> list[Meeting]:
    """What every participant takes, in order of time."""
    sessions = subject.event.behaviour.common_sessions(subject.event)
    zone, language = subject.event.timezone, subject.language
    return [
        Meeting(
            number=number,
            day=format_short_day(subject.day_of(session.begins_at), language),
            year=subject.day_of(session.begins_at).year,
            hours=format_times(session.begins_at, session.ends_at, zone, language),
            item=_item(subject, session),
        )
        for number, session in enumerate(sessions, 1)
    ]


def _by_day(subject: Subject) -> Iterator[tuple[date, list[Session]]]:
    ordered = subject.event.sessions.all()
    for day, sessions in groupby(ordered, key=lambda session: subject.day_of(session.begins_at)):
        yield day, list(sessions)


def _slots(subject: Subject, sessions: list[Session]) -> Iterator[Slot]:
    rounds = {round_.pk: round_ for round_ in subject.event.rounds.all()}
    together: dict[tuple[str, int], list[Session]] = {}
    for session in sessions:
        key = ("round", session.round_id) if session.round_id else ("session", session.pk)
        together.setdefault(key, []).append(session)
    for members in together.values():
        yield _slot(subject, rounds.get(members[0].round_id or 0), members)


def _slot(subject: Subject, round_: Round | None, members: list[Session]) -> Slot:
    begin = min(session.begins_at for session in members)
    end = max(session.ends_at for session in members)
    zone = subject.event.timezone
    return Slot(
        hours=f"{format_time(begin, zone, subject.language)}–{format_time(end, zone, subject.language)}",
        is_break=round_ is None and members[0].kind == Kind.BREAK,
        round=subject.text(round_, "title") if round_ else "",
        choice=_choice(round_, len(members)) if round_ else "",
        items=tuple(_item(subject, session) for session in members),
    )


def _choice(round_: Round, number: int) -> str:
    if number < 2:
        return ""
    if round_.is_required:
        return _("You choose one of the %(number)s.") % {"number": in_words(number)}
    return _("You may choose one of the %(number)s.") % {"number": in_words(number)}


def _item(subject: Subject, session: Session) -> Item:
    who = join([part.speaker.name for part in session.session_speakers.all()])
    room = subject.text(session.room, "name") if session.room else ""
    return Item(
        slug=session.slug,
        title=subject.text(session, "title"),
        description=subject.text(session, "description"),
        who=who,
        room=room,
        meta=", ".join(filter(None, (who, room))),
        places=subject.places_in(session),
        is_open=session.kind == Kind.OPEN,
    )
