"""What a page of an event is drawn from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.safestring import SafeString

from events.models import Day, Event, Session
from events.models.bilingual import Bilingual
from registrations.offering import Pool
from website.event.live import PlacesLeft, Spots


@dataclass(frozen=True)
class Subject:
    """An event as ``reports.event_page`` read it, at ``now`` (UTC), in ``language`` ("nl" or "en")."""

    event: Event
    now: datetime
    language: str
    pools: tuple[Pool, ...]
    spots: Spots

    def text(self, row: Bilingual, field: str) -> str:
        """A text of the event or of something in it, in the language of the page."""
        return row.text(field, self.language)

    def day_of(self, moment: datetime) -> date:
        """The date of a moment where the event takes place."""
        return self.event.local_date(moment)

    def places_in(self, session: Session) -> SafeString:
        """The spot that tells the places left in a session; empty where they are not scarce."""
        ids = tuple(pool.id for pool in self.pools if pool.session_id == session.pk)
        return self.spots.add(PlacesLeft(ids)) if ids else SafeString()

    def parts(self) -> list[Day | Session]:
        """The days or meetings that stand in a participant's calendar, in order."""
        days = {day.pk: day for day in self.event.days.all() if not day.cancelled_at}
        sessions = {session.pk: session for session in self.event.sessions.all()}
        named = self.event.behaviour.calendar_parts(self.event)
        rows = [days.get(part.day_id or 0) or sessions.get(part.session_id or 0) for part in named]
        return [row for row in rows if row is not None]

    def days(self) -> list[date]:
        """The dates of the event, each once."""
        moments = [part.begins_at for part in self.parts()] or [self.event.begins_at]
        return sorted({self.day_of(moment) for moment in moments})
