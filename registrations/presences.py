"""Who comes when: participants with the days of their ticket and the sessions that they attend."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from events.kinds.base import CalendarPart
from events.models import Session, TicketType
from registrations.models import Attending, Participant
from registrations.registering import Registered


@dataclass(frozen=True)
class Presence:
    """Somebody who comes: the days that their ticket admits to (none: all), the sessions that they attend."""

    participant: Participant
    day_ids: frozenset[int]
    sessions: tuple[Session, ...]

    def is_at(self, part: CalendarPart) -> bool:
        """Whether a part of the event (a day or a session) is for them."""
        if part.day_id is not None:
            return not self.day_ids or part.day_id in self.day_ids
        return any(session.pk == part.session_id for session in self.sessions)


def presences_of(registered: Registered) -> list[Presence]:
    """The people of a sign-up that was just stored, in its order: no statement."""
    admitted = {
        priced.person: priced.ticket.day_ids
        for priced, _line in registered.sold
        if priced.person is not None and priced.ticket.kind != TicketType.Kind.ADDON
    }
    return [
        Presence(
            participant, admitted.get(number, frozenset()), _in_order(registered.sessions.get(number, ()))
        )
        for number, participant in enumerate(registered.participants)
    ]


def _in_order(sessions: Iterable[Session]) -> tuple[Session, ...]:
    return tuple(sorted(sessions, key=lambda session: (session.begins_at, session.pk)))


def load_presences(participants: QuerySet[Participant]) -> list[Presence]:
    """Those of ``participants`` who come, in order of their ids: three statements."""
    coming = list(
        participants.filter(ended_at=None)
        .select_related("ticket_type")
        .prefetch_related("ticket_type__days")
        .order_by("id")
    )
    attended = _attended(participant.pk for participant in coming)
    return [
        Presence(
            participant,
            frozenset(day.pk for day in participant.ticket_type.days.all()),
            tuple(attended.get(participant.pk, ())),
        )
        for participant in coming
    ]


def _attended(participant_ids: Iterable[int]) -> dict[int, list[Session]]:
    rows = Attending.objects.filter(participant_id__in=list(participant_ids), until=None)
    attended: dict[int, list[Session]] = {}
    for row in rows.select_related("session__room").order_by("session__begins_at", "session_id"):
        attended.setdefault(row.participant_id, []).append(row.session)
    return attended
