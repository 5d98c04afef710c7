"""Calendars that people subscribe to (RFC 5545, RFC 7986): a participant's own, and an event's.

Both come with their ETag (RFC 9110 §8.8.3, quotes included): the bytes change only with what they say.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from uuid import NAMESPACE_URL, UUID, uuid5

from django.db.models import Q

from events.models import Day, Event, Session
from lib import calendars
from lib.calendars import FeedEntry
from lib.references import digest
from registrations.calendar_entries import room_of
from registrations.models import Attending, Participant

FOR_ALL = frozenset({Session.Kind.PLENARY, Session.Kind.OPEN})

Feed = tuple[bytes, str]
PageOf = Callable[[Event, str], str]


def participant_feed(agenda_secret: str, now: datetime, page_of: PageOf) -> Feed | None:
    """What somebody attends, session by session, in the language of the sign-up; None: no such secret.

    A day on which nothing is chosen is one entry. What is cancelled is shown as such until it would
    have ended. ``page_of`` gives the absolute URL of an event's public page in a language.
    """
    people = Participant.objects.select_related("registration", "ticket_type", "event__venue")
    participant = people.filter(agenda_secret=agenda_secret).first()
    if participant is None:
        return None
    event, language = participant.event, participant.registration.language
    page = _Page(event, language, page_of(event, language), participant.feed_key)
    entries = [
        page.entry(row, gone=participant.ended_at)
        for row in sorted(_attended(participant), key=lambda row: (row.begins_at, row.ends_at, row.pk))
    ]
    shown = [entry for entry in entries if entry.status != "CANCELLED" or entry.end > now]
    return _feed(event, language, shown)


def event_feed(event: Event, language: str, page_of: PageOf) -> Feed:
    """The days of an event, or its meetings, in ``language`` ("nl" or "en")."""
    url = page_of(event, language)
    page = _Page(event, language, url, uuid5(NAMESPACE_URL, page_of(event, "nl")))
    return _feed(event, language, [page.entry(row) for row in _parts(event)])


class _Page:
    """One event in one language, as feeds show its parts; ``key`` is what their UIDs are derived from."""

    def __init__(self, event: Event, language: str, url: str, key: UUID) -> None:
        self.event, self.language, self.url, self.key = event, language, url, key

    def entry(self, row: Day | Session, gone: datetime | None = None) -> FeedEntry:
        """A day or a session; ``gone`` is when this participant left."""
        title, place = self.event.text("title", self.language), str(self.event.venue or "")
        if isinstance(row, Session):
            title = f"{title}: {row.text('title', self.language)}"
            place = ", ".join(filter(None, (place, room_of(row, self.language))))
        ended = row.cancelled_at or self.event.cancelled_at or gone
        revised = (row.released_at, row.cancelled_at, self.event.cancelled_at, gone)
        return FeedEntry(
            uid=str(uuid5(self.key, f"{row._meta.model_name}:{row.pk}")),  # noqa: SLF001  Django's own
            sequence=0,
            dtstamp=max(filter(None, revised), default=row.begins_at),
            start=row.begins_at,
            end=row.ends_at,
            zone=self.event.timezone,
            summary=title,
            location=place,
            url=self.url,
            status="CANCELLED" if ended else "CONFIRMED",
        )


def _feed(event: Event, language: str, entries: Sequence[FeedEntry]) -> Feed:
    content = calendars.feed(event.text("title", language), entries, event.timezone)
    return content, f'"{digest(content)[:32]}"'


def _parts(event: Event) -> Iterator[Day | Session]:
    days = {day.pk: day for day in event.days.all()}
    sessions = {session.pk: session for session in event.sessions.select_related("room")}
    for part in event.behaviour.calendar_parts(event):
        row = days.get(part.day_id or 0) or sessions.get(part.session_id or 0)
        if row is not None:
            yield row


def _attended(participant: Participant) -> Iterator[Day | Session]:
    """The sessions that somebody takes, on days with a choice the plenary ones too, and the other days."""
    event = participant.event
    taken = _sessions_of(participant)
    yield from taken
    admitted = set(participant.ticket_type.days.values_list("pk", flat=True))
    chosen_on = {session.day_id for session in taken}
    for row in _parts(event):
        if isinstance(row, Session) or (admitted and row.pk not in admitted):
            continue
        if row.pk in chosen_on:
            yield from _sessions_for_all(row)
        else:
            yield row


def _sessions_of(participant: Participant) -> list[Session]:
    holds = Q(until=None) | Q(session__cancelled_at__isnull=False)
    if participant.ended_at:
        holds |= Q(until__gte=participant.ended_at)
    rows = Attending.objects.filter(holds, participant=participant).select_related("session__room")
    return list({row.session_id: row.session for row in rows}.values())


def _sessions_for_all(day: Day) -> Iterator[Session]:
    rows = day.sessions.filter(round=None, kind__in=FOR_ALL).exclude(released_at=None)
    yield from rows.select_related("room")
