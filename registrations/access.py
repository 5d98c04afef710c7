"""The rows behind secret links: the contact sees all of a sign-up, a participant themselves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from events.models import Event
from lib.prepared import Given, Prepared
from registrations.models import Answer, Attending, Line, Participant, Registration
from registrations.pricing import Quote, group_pieces, totals_of
from registrations.sold_pieces import piece_of

_EVENT = ("event__organisation", "event__venue")
MOST_PAGES = 50
_OF_REGISTRATION = tuple(f"registration__{name}" for name in _EVENT)
Row = TypeVar("Row", Registration, Participant)


def registration_by_secret(reference: str, secret: str) -> Registration | None:
    """The sign-up that the contact's link opens, with its event and billing details: one statement."""
    return _BY_SECRET.first(reference=reference, secret=secret)


def participant_by_secret(secret: str) -> Participant | None:
    """The participant that their own link opens, with what they attend: two statements."""
    rows = _with_sessions(Participant.objects.filter(secret=secret))
    return rows.select_related(*_EVENT, "ticket_type", "registration").first()


def participant_of_event(event: Event, participant_id: int) -> Participant | None:
    """The participant of an event with that id, whatever became of them."""
    rows = Participant.objects.filter(event=event).select_related(
        "registration__billing", "registration__event", "ticket_type"
    )
    return rows.filter(pk=participant_id).first()


def people_of(registration: Registration) -> list[Participant]:
    """The participants of a sign-up in its order, with what they attend: two statements."""
    return list(_PEOPLE(registration=registration.pk))


def lines_of(registration: Registration) -> list[Line]:
    """What was sold and still holds: one statement."""
    return list(_LINES(registration=registration.pk))


def lines_of_participant(participant: Participant) -> list[Line]:
    """What was sold for one participant and still holds: one statement."""
    return list(Line.objects.filter(participant=participant, ended_at=None).order_by("id"))


def quote_of(lines: Sequence[Line]) -> Quote:
    """What lines that were sold come to, as they were sold."""
    groups = tuple(group_pieces(piece_of(line) for line in lines))
    return Quote((), groups, totals_of(groups))


@dataclass(frozen=True)
class OwnPages:
    """What one address has here: sign-ups that it is the contact of, participants that it is of."""

    registrations: tuple[Registration, ...]
    participants: tuple[Participant, ...]


def pages_of_address(address: str, since: datetime) -> OwnPages:
    """What ``address`` (normalised) may see of events that end after ``since`` (UTC), the soonest first."""
    registrations = Registration.objects.filter(contact_email=address, event__ends_at__gt=since)
    participants = Participant.objects.filter(email=address, ended_at=None, event__ends_at__gt=since)
    return OwnPages(
        tuple(_soonest(registrations.select_related(*_EVENT))[:MOST_PAGES]),
        tuple(_soonest(participants.select_related("registration", *_OF_REGISTRATION))[:MOST_PAGES]),
    )


def address_of(owner: str) -> str:
    """The address of a row by its name ("registration:12", "participant:34"); empty where it is gone."""
    kind, _colon, row_id = owner.partition(":")
    if kind == "registration":
        registration = Registration.objects.filter(pk=int(row_id)).first()
        return registration.contact_email if registration else ""
    participant = Participant.objects.filter(pk=int(row_id)).first()
    return participant.email if participant else ""


def _with_sessions(rows: QuerySet[Participant]) -> QuerySet[Participant]:
    attended = Attending.objects.filter(until=None).select_related("session__room", "session__round")
    return rows.prefetch_related(
        Prefetch("attendings", attended.order_by("session__begins_at", "session_id"))
    )


def _soonest(rows: QuerySet[Row]) -> QuerySet[Row]:
    return rows.order_by("event__begins_at", "id")


_BY_SECRET = Prepared(
    lambda: (
        Registration.objects.filter(reference=Given("reference"), secret=Given("secret"))
        .select_related(*_EVENT, "billing")
        .annotate(has_answers=Exists(Answer.objects.filter(registration=OuterRef("pk"))))
    )
)
_PEOPLE = Prepared(
    lambda: _with_sessions(
        Participant.objects.filter(registration=Given("registration")).select_related("ticket_type")
    ).order_by("position")
)
_LINES = Prepared(
    lambda: Line.objects.filter(registration=Given("registration"), ended_at=None).select_related("stand")
)
