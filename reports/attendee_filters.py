"""What the attendee list of one event can be narrowed to, as choices for this reader."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from events.models import Event, Session, TicketType
from organisations.access import Actor
from registrations.models import Registration
from reports.attendee_list import PAYMENT_STATES, sessions_taken
from reports.sight import sight_of

PERSONAL = (TicketType.Kind.ADMISSION, TicketType.Kind.STAFF, TicketType.Kind.ADDON)


@dataclass(frozen=True)
class SessionGroup:
    """Slugs and titles of the sessions of one round, or (``title`` "") of those without one."""

    title: str
    day: date | None
    sessions: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Choices:
    """Slugs with titles in the active language, and states.

    What the reader may not filter by is empty, and so are ``payments`` where nothing has a price.
    """

    ticket_types: tuple[tuple[str, str], ...]
    sessions: tuple[SessionGroup, ...]
    states: tuple[str, ...]
    payments: tuple[str, ...]

    def chosen_titles(self) -> dict[str, str]:
        """The titles of the sessions that people choose, by slug: not of what everybody attends."""
        return {slug: title for group in self.sessions if group.title for slug, title in group.sessions}


def choices(actor: Actor, event: Event) -> Choices:
    """What there is to choose from, in order, from two statements."""
    sight = sight_of(actor, event.pk)
    tickets = list(event.ticket_types.all()) if sight.employer else []
    costs = any(ticket.price for ticket in tickets)
    return Choices(
        ticket_types=tuple((row.slug, row.text("title")) for row in tickets if row.kind in PERSONAL),
        sessions=tuple(_groups(sessions_taken(event))),
        states=tuple(Registration.State.values),
        payments=PAYMENT_STATES if sight.money and costs else (),
    )


def _groups(sessions: list[Session]) -> Iterator[SessionGroup]:
    for round_, members in groupby(sessions, key=lambda session: session.round):
        named = tuple((session.slug, session.text("title")) for session in members)
        yield SessionGroup(round_.text("title") if round_ else "", round_.day.date if round_ else None, named)
