"""Who comes to one event: searched, filtered, sorted, counted, paged by key."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from django.contrib.postgres.aggregates import StringAgg
from django.db.models import (
    Case,
    CharField,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextField,
    Value,
    When,
)
from django.db.models.fields.tuple_lookups import TupleGreaterThan, TupleLessThan
from django.db.models.functions import Coalesce

from events.models import Event, Session, TicketType
from lib.folding import fold
from lib.names import NameParts, sorted_name
from organisations.access import Actor
from payments.balances import payment_state
from payments.models import Invoice
from registrations.models import Attending, Billing, Line, Participant, Registration
from reports.list_keys import read_key, write_key
from reports.sight import Sight, sight_of

PAGE = 50
SORTS = {
    "surname": ("sort_name", "id"),
    "signed_up_at": ("-signed_up_at", "-id"),
    "organisation": ("sort_organisation", "id"),
}
PAYMENT_STATES = ("none", "open", "paid", "refunded")


@dataclass(frozen=True)
class Wanted:
    """What the reader asked for; empty means all. ``session`` and ``ticket_type`` are slugs."""

    q: str = ""
    ticket_type: str = ""
    session: str = ""
    state: str = ""
    payment: str = ""
    sort: str = "surname"

    def within(self, sight: Sight) -> Wanted:
        """The same, without what would tell the reader more than they may see."""
        known = self if self.sort in SORTS else replace(self, sort="surname")
        if not sight.employer:
            sort = "surname" if known.sort == "organisation" else known.sort
            known = replace(known, ticket_type="", sort=sort)
        return known if sight.money else replace(known, payment="")

    @property
    def is_narrowed(self) -> bool:
        """Whether it leaves anybody out."""
        return any((self.q.strip(), self.ticket_type, self.session, self.state, self.payment))


@dataclass(frozen=True)
class Attendee:
    """One row as this reader may see it; what they may not is empty.

    ``name`` is "Berg, José van den", for the eye; ``spoken_name`` "José van den Berg".
    """

    id: int
    name: str
    spoken_name: str
    state: str
    signed_up_at: datetime
    sessions: tuple[str, ...]
    organisation: str
    ticket: str
    payment_state: str


@dataclass(frozen=True)
class Page:
    """Some rows, how many there are in all; ``next_key`` and ``next_name`` begin the next page ("": none)."""

    rows: tuple[Attendee, ...]
    count: int
    next_key: str
    next_name: str


def attendees(event: Event, wanted: Wanted, sight: Sight) -> QuerySet[Participant]:
    """The participants of ``event`` that are wanted, in order.

    Each has ``state`` and ``payment_state`` beside its own columns; an unknown value of a filter
    finds nobody.
    """
    wanted = wanted.within(sight)
    people = sight.narrow(Participant.objects.filter(event=event))
    rows = people.annotate(state=STATE, payment_state=PAYMENT_STATE)
    for word in wanted.q.split():
        rows = rows.filter(_has_word(fold(word), sight) | _has_number(word, event, sight))
    if wanted.ticket_type:
        rows = rows.filter(_has_ticket(event, wanted.ticket_type))
    if wanted.session:
        there = Attending.objects.filter(session__event=event, session__slug=wanted.session, until=None)
        rows = rows.filter(pk__in=there.values("participant_id"))
    if wanted.state:
        rows = rows.filter(state=wanted.state)
    if wanted.payment:
        rows = rows.filter(payment_state=wanted.payment)
    return rows.order_by(*SORTS[wanted.sort])


def attendee_page(
    actor: Actor,
    event: Event,
    wanted: Wanted,
    after: str = "",
    titles: Mapping[str, str] | None = None,
) -> Page:
    """One page of what is wanted, from the key ``after`` (of the page before) on.

    ``titles`` names sessions by slug, where the rows are to tell them.
    """
    sight = sight_of(actor, event.pk)
    wanted = wanted.within(sight)
    rows = attendees(event, wanted, sight)
    count = rows.count()
    found = _beyond(rows, wanted, after).select_related("registration", "ticket_type")
    if titles:
        found = with_sessions(found)
    seen = list(found[: PAGE + 1])
    last, following = (seen[PAGE - 1], seen[PAGE]) if len(seen) > PAGE else (None, None)
    return Page(
        rows=tuple(_attendee(row, sight, titles or {}) for row in seen[:PAGE]),
        count=count,
        next_key=write_key(getattr(last, _column(wanted)), last.pk) if last else "",
        next_name=_name(following) if following else "",
    )


STATE = Case(
    When(ended_at__isnull=False, then=Value(Registration.State.CANCELLED.value)),
    default=F("registration__state"),
    output_field=CharField(),
)
PAYMENT_STATE = payment_state("registration")


def with_sessions(rows: QuerySet[Participant]) -> QuerySet[Participant]:
    """Give each row ``session_slugs``: where it sits, in order of time, joined by "|"."""
    taken = (
        Attending.objects.filter(participant=OuterRef("pk"), until=None)
        .order_by()
        .values("participant")
        .annotate(
            slugs=StringAgg("session__slug", delimiter="|", order_by=("session__begins_at", "session_id"))
        )
        .values("slugs")
    )
    return rows.annotate(session_slugs=Coalesce(Subquery(taken), Value(""), output_field=TextField()))


def sessions_taken(event: Event) -> list[Session]:
    """The sessions of ``event`` that are chosen or that somebody attends, round by round."""
    taken = Exists(Attending.objects.filter(session=OuterRef("pk"), until=None))
    rows = event.sessions.filter(Q(round__isnull=False) | taken, released_at__isnull=False)
    return list(rows.select_related("round__day").order_by("round__position", "begins_at", "id"))


def _has_word(word: str, sight: Sight) -> Q:
    """Whether a row has a folded word; who may not see addresses does not find people by them."""
    found = Q(search_text__contains=word)
    if sight.contact:
        return found
    for part in word.split():
        seen = Q(sort_name__contains=part)
        if sight.employer:
            seen |= Q(sort_organisation__contains=part) | Q(registration__reference__icontains=part)
        found &= seen
    return found


def _has_ticket(event: Event, slug: str) -> Q:
    """Whether somebody comes by this ticket type, or has it as an extra."""
    extras = Line.objects.filter(
        ticket_type__event=event,
        ticket_type__slug=slug,
        ticket_type__kind=TicketType.Kind.ADDON,
        participant__isnull=False,
        ended_at=None,
    )
    return Q(ticket_type__slug=slug) | Q(pk__in=extras.values("participant_id"))


def _has_number(word: str, event: Event, sight: Sight) -> Q:
    """Whether a row's invoice or order number has a word; only what has a digit is looked for there.

    So a search for a name stays one scan of its index.
    """
    if not sight.money or not any(char.isdecimal() for char in word):
        return Q(pk__in=())
    billed = Billing.objects.filter(registration__event=event, order_number__icontains=word)
    invoiced = Invoice.objects.filter(event=event, registration__isnull=False, number__icontains=word)
    return Q(registration_id__in=billed.values("registration_id")) | Q(
        registration_id__in=invoiced.values("registration_id")
    )


def _attendee(row: Participant, sight: Sight, titles: Mapping[str, str]) -> Attendee:
    slugs = vars(row).get("session_slugs", "").split("|")
    return Attendee(
        id=row.pk,
        name=_name(row),
        spoken_name=row.name,
        state=vars(row)["state"],  # annotated, as what is asked of vars below
        signed_up_at=row.signed_up_at,
        sessions=tuple(titles[slug] for slug in slugs if slug in titles),
        organisation=row.organisation if sight.employer else "",
        ticket=row.ticket_type.text("title") if sight.employer else "",
        payment_state=vars(row)["payment_state"] if sight.money else "",
    )


def _name(row: Participant) -> str:
    return sorted_name(NameParts(row.given_name, row.prefix, row.surname)) or row.name


def _column(wanted: Wanted) -> str:
    return SORTS[wanted.sort][0].lstrip("-")


def _beyond(rows: QuerySet[Participant], wanted: Wanted, after: str) -> QuerySet[Participant]:
    key = read_key(after, datetime if wanted.sort == "signed_up_at" else str)
    if key is None:
        return rows
    compare = TupleLessThan if SORTS[wanted.sort][0].startswith("-") else TupleGreaterThan
    return rows.filter(compare((F(_column(wanted)), F("id")), key))
