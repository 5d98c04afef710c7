"""A sign-up read back from its rows, as it was when it was registered: for mails that come later."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from events.models import Session
from registrations.models import Attending, Line, Participant, Registration
from registrations.offering import ticket_of
from registrations.pricing import PricedLine, Quote, group_pieces, totals_of
from registrations.registering import Registered

Chosen = Mapping[int, Sequence[int]]


def load_registered(registration: Registration, chosen: Chosen | None = None) -> Registered:
    """The people of a sign-up who come, what was sold to them, and where they sit.

    ``chosen`` maps participants to sessions (ids of both) where nobody sits yet.
    """
    people = tuple(Participant.objects.filter(registration=registration, ended_at=None).order_by("position"))
    rows = Line.objects.filter(registration=registration, ended_at=None)
    lines = list(rows.select_related("ticket_type", "stand").prefetch_related("ticket_type__days"))
    index = {person.pk: number for number, person in enumerate(people)}
    sold = tuple((_priced(registration, line, index), line) for line in lines)
    pieces = [replace(priced.piece, text=line.text) for priced, line in sold]
    groups = tuple(group_pieces(pieces))
    quote = Quote(tuple(priced for priced, _line in sold), groups, totals_of(groups))
    seats = _attended(people) if chosen is None else _chosen(chosen)
    sessions = {index[person]: taken for person, taken in seats.items() if person in index}
    return Registered(registration, people, sold, sessions, quote)


def _priced(registration: Registration, line: Line, index: Mapping[int, int]) -> PricedLine:
    number = line.stand.number if line.stand else None
    ticket = ticket_of(line.ticket_type, registration.signed_up_at, registration.language)
    as_sold = replace(
        ticket,
        title=line.text if number is None else line.text.removeprefix(f"Stand {number}: "),
        price=line.unit_price,
        includes_vat=line.price_includes_vat,
        category=line.vat_category,
        percent=line.vat_percent,
    )
    person = None if line.participant_id is None else index.get(line.participant_id)
    return PricedLine(as_sold, person, number, line.allowance, line.allowance_reason)


def _attended(people: Sequence[Participant]) -> dict[int, list[Session]]:
    rows = Attending.objects.filter(participant__in=people, until=None).select_related("session__room")
    found: dict[int, list[Session]] = {}
    for row in rows.order_by("session__begins_at", "session_id"):
        found.setdefault(row.participant_id, []).append(row.session)
    return found


def _chosen(chosen: Chosen) -> dict[int, list[Session]]:
    ids = {session_id for taken in chosen.values() for session_id in taken}
    sessions = {row.pk: row for row in Session.objects.filter(pk__in=ids).select_related("room")}
    return {person: [sessions[id_] for id_ in taken if id_ in sessions] for person, taken in chosen.items()}
