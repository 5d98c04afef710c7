"""People from a table, each as the one participant of a sign-up, and all that is wrong with the table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import combinations

from events.models import Event, Session, TicketType
from lib.folding import fold
from lib.identifiers import InvalidIdentifier, normalise_email
from lib.names import NameParts, full_name, split_name
from lib.plain_text import NotPlainText, one_line
from registrations.basket import Person
from registrations.checks import COMING
from registrations.models import Participant
from registrations.offering import Offering
from registrations.pricing import Ticket

REQUIRED = ("name", "email")
COMES = ("", "confirmed")
STAYS_AWAY = ("awaiting_approval", "awaiting_payment", "declined", "expired", "cancelled")
LONGEST = {
    "name": 200,
    "given_name": 100,
    "prefix": 30,
    "surname": 150,
    "email": 254,
    "organisation": 200,
    "job_title": 200,
    "ticket_type": 150,
    "sessions": 4000,
}

Record = Mapping[str, str]


@dataclass(frozen=True)
class Fault:
    """What is wrong in one cell: the line of the file, the column, a sentence in English."""

    line: int
    column: str
    sentence: str

    def __str__(self) -> str:
        return f"line {self.line}, {self.column}: {self.sentence}"


@dataclass(frozen=True)
class ListedPerson:
    """Somebody new: ``sessions`` are chosen in rounds."""

    line: int
    person: Person
    ticket: Ticket
    sessions: tuple[Session, ...]


@dataclass(frozen=True)
class PassedOver:
    """A row of which nothing comes, and why."""

    line: int
    name: str
    reason: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.name}: {self.reason}"


@dataclass
class Known:
    """Who is there: ids of all participants of an event, names with addresses of those who come."""

    ids: set[str] = field(default_factory=set)
    people: set[tuple[str, str]] = field(default_factory=set)


@dataclass
class PeopleList:
    """A table as it was read."""

    people: list[ListedPerson] = field(default_factory=list)
    passed_over: list[PassedOver] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


class _Wrong(Exception):
    def __init__(self, column: str, sentence: str) -> None:
        super().__init__(sentence)
        self.column, self.sentence = column, sentence


def load_known(event: Event) -> Known:
    """Who is in ``event`` now: one statement."""
    known = Known()
    rows = Participant.objects.filter(event=event)
    for pk, name, email, ended_at, state in rows.values_list(
        "pk", "name", "email", "ended_at", "registration__state"
    ):
        known.ids.add(str(pk))
        if ended_at is None and state in COMING:
            known.people.add(_who(name, email))
    return known


def read_people(
    columns: Iterable[str], records: Iterable[tuple[int, Record]], offering: Offering, known: Known
) -> PeopleList:
    """Read each record (its line and its cells by column name); whoever was read is ``known`` to the next."""
    found = PeopleList()
    if missing := [name for name in REQUIRED if name not in set(columns)]:
        found.faults = [Fault(1, name, "the file has no such column") for name in missing]
        return found
    for line, record in records:
        faults: list[Fault] = []
        cells = _cells(line, record, faults)
        name = cells.get("name") or full_name(_parts(cells))
        if reason := _reason_to_pass(cells, name, known):
            found.passed_over.append(PassedOver(line, name or cells.get("participant_id", ""), reason))
            continue
        listed = _read(line, cells, name, offering, faults)
        found.faults += faults
        if listed is not None:
            known.people.add(_who(listed.person.name, listed.person.email))
            found.people.append(listed)
    return found


def _cells(line: int, record: Record, faults: list[Fault]) -> dict[str, str]:
    """The cells as one line each: sheets have line breaks in them, and blanks that do not break."""
    cells = {}
    for column, text in record.items():
        try:
            cells[column] = one_line(" ".join(text.split()), LONGEST.get(column))
        except NotPlainText as refused:
            is_long = refused.code == "too_long"
            said = f"more than {LONGEST[column]} characters" if is_long else "a control character"
            if column in LONGEST:
                faults.append(Fault(line, column, said))
            cells[column] = ""
    return cells


def _reason_to_pass(cells: Record, name: str, known: Known) -> str:
    if cells.get("participant_id") in known.ids:
        return "is there already (participant_id)"
    if fold(cells.get("state", "")).replace(" ", "_") in STAYS_AWAY:
        return f"does not come (state {cells['state']})"
    return "is there already" if name and _who(name, _address(cells)) in known.people else ""


def _read(
    line: int, cells: Record, name: str, offering: Offering, faults: list[Fault]
) -> ListedPerson | None:
    wrong = {fault.column for fault in faults}
    ticket: Ticket | None = None
    sessions: tuple[Session, ...] = ()
    if not name and "name" not in wrong:
        faults.append(Fault(line, "name", "is missing"))
    if cells.get("state", "").lower() not in COMES:
        faults.append(Fault(line, "state", f"is no state: {cells['state']}"))
    if cells["email"] and not _address(cells):
        faults.append(Fault(line, "email", f"is no e-mail address: {cells['email']}"))
    elif not cells["email"] and "email" not in wrong and not offering.event.organisation.email:
        faults.append(Fault(line, "email", "is missing, and the organisation has no address either"))
    try:
        ticket = _ticket(cells.get("ticket_type", ""), offering)
        sessions = tuple(_sessions(cells.get("sessions", ""), ticket, offering))
    except _Wrong as refused:
        faults.append(Fault(line, refused.column, refused.sentence))
    if faults or ticket is None:
        return None
    return ListedPerson(line, _person(cells, name, ticket), ticket, sessions)


def _person(cells: Record, name: str, ticket: Ticket) -> Person:
    parts = _parts(cells)
    address = _address(cells)
    return Person(
        key="participants-0",
        name=name,
        email=address,
        parts=parts if full_name(parts) else split_name(name),
        organisation=cells.get("organisation", ""),
        job_title=cells.get("job_title", ""),
        ticket_type=ticket.slug,
        is_contact=bool(address),
    )


def _ticket(text: str, offering: Offering) -> Ticket:
    """The ticket type of that slug or title; for none the event's first."""
    catalogue = offering.catalogue
    admissions = [t for t in catalogue.tickets if t.kind == TicketType.Kind.ADMISSION]
    if not text:
        first = catalogue.default_for(at_stand=False) or next(iter(admissions), None)
        if first is None:
            raise _Wrong("ticket_type", "is missing, and the event has none that admits people")
        return first
    named = catalogue.ticket(text) or next((t for t in admissions if fold(t.title) == fold(text)), None)
    if named is None:
        raise _Wrong("ticket_type", f"is no ticket type of this event: {text}")
    if named.kind != TicketType.Kind.ADMISSION:
        raise _Wrong("ticket_type", f"admits nobody by itself: {text}")
    return named


def _sessions(text: str, ticket: Ticket, offering: Offering) -> Iterator[Session]:
    """The sessions of rounds that are named; those that everybody takes may be named as well."""
    common = {session.slug for session in offering.event.behaviour.common_sessions(offering.event)}
    rounds = {s.slug: (r, s) for r in offering.rounds_for(ticket) for s in offering.sessions_of(r)}
    chosen: dict[str, Session] = {}
    for slug in filter(None, (part.strip() for part in text.split("|"))):
        if slug in common:
            continue
        if slug not in rounds:
            raise _Wrong("sessions", f"cannot be chosen with {ticket.slug}: {slug}")
        round_, session = rounds[slug]
        if chosen.setdefault(round_.slug, session) is not session:
            raise _Wrong("sessions", f"names two of one round: {chosen[round_.slug].slug}, {slug}")
    for one, other in combinations(chosen.values(), 2):
        if one.begins_at < other.ends_at and other.begins_at < one.ends_at:
            raise _Wrong("sessions", f"are at the same time: {one.slug}, {other.slug}")
    yield from chosen.values()


def _parts(cells: Record) -> NameParts:
    return NameParts(cells.get("given_name", ""), cells.get("prefix", ""), cells.get("surname", ""))


def _address(cells: Record) -> str:
    try:
        return normalise_email(cells.get("email", "")) if cells.get("email") else ""
    except InvalidIdentifier:
        return ""


def _who(name: str, email: str) -> tuple[str, str]:
    return fold(name), email
