"""Who comes to one event: searched, filtered, sorted, paged by key, counted, and as rows to export."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.postgres.aggregates import StringAgg
from django.db.models import Case, CharField, F, OuterRef, QuerySet, Subquery, Value, When
from django.db.models.fields.tuple_lookups import TupleGreaterThan, TupleLessThan
from django.db.models.functions import Coalesce

from events.models import Event
from lib.folding import fold
from registrations.models import Attending, Participant, Registration

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


@dataclass(frozen=True)
class Page:
    """Some rows, how many there are in all, and the key of the next page ("" on the last)."""

    rows: tuple[Participant, ...]
    count: int
    next_key: str


def attendees(event: Event, wanted: Wanted) -> QuerySet[Participant]:
    """The participants of ``event`` that are wanted, in order.

    Each has ``state``, ``payment_state``, ``session_slugs`` (joined by "|") beside its own columns;
    an unknown value of a filter finds nobody.
    """
    rows = Participant.objects.filter(event=event).select_related("registration", "ticket_type")
    rows = rows.annotate(state=STATE, payment_state=PAYMENT_STATE)
    for word in wanted.q.split():
        rows = rows.filter(search_text__contains=fold(word))
    if wanted.ticket_type:
        rows = rows.filter(ticket_type__slug=wanted.ticket_type)
    if wanted.session:
        there = Attending.objects.filter(session__event=event, session__slug=wanted.session, until=None)
        rows = rows.filter(pk__in=there.values("participant_id"))
    if wanted.state:
        rows = rows.filter(state=wanted.state)
    if wanted.payment:
        rows = rows.filter(payment_state=wanted.payment)
    return rows.order_by(*SORTS.get(wanted.sort, SORTS["surname"]))


def attendee_page(event: Event, wanted: Wanted, after: str = "") -> Page:
    """One page of what is wanted, from the key ``after`` (of the page before) on."""
    rows = attendees(event, wanted)
    count = rows.count()
    found = list(_with_sessions(_beyond(rows, wanted, after))[: PAGE + 1])
    last = found[PAGE - 1] if len(found) > PAGE else None
    return Page(tuple(found[:PAGE]), count, _key(last, wanted) if last else "")


def attendee_rows(event: Event, wanted: Wanted) -> Iterator[Participant]:
    """All that is wanted, read in portions: memory stays bounded."""
    return _with_sessions(attendees(event, wanted)).iterator(chunk_size=1000)


STATE = Case(
    When(ended_at__isnull=False, then=Value(Registration.State.CANCELLED.value)),
    default=F("registration__state"),
    output_field=CharField(),
)
PAYMENT_STATE = Case(
    When(registration__payment_method=Registration.PaymentMethod.NONE, then=Value("none")),
    default=Value("open"),
    output_field=CharField(),
)


def _with_sessions(rows: QuerySet[Participant]) -> QuerySet[Participant]:
    taken = (
        Attending.objects.filter(participant=OuterRef("pk"), until=None)
        .order_by()
        .values("participant")
        .annotate(
            slugs=StringAgg("session__slug", delimiter="|", order_by=("session__begins_at", "session_id"))
        )
        .values("slugs")
    )
    return rows.annotate(session_slugs=Coalesce(Subquery(taken), Value("")))


def _beyond(rows: QuerySet[Participant], wanted: Wanted, after: str) -> QuerySet[Participant]:
    key = _read_key(after, wanted)
    if key is None:
        return rows
    first, _ = SORTS.get(wanted.sort, SORTS["surname"])
    is_downward = first.startswith("-")
    compare = TupleLessThan if is_downward else TupleGreaterThan
    return rows.filter(compare((F(first.lstrip("-")), F("id")), key))


def _key(row: Participant, wanted: Wanted) -> str:
    value = getattr(row, SORTS.get(wanted.sort, SORTS["surname"])[0].lstrip("-"))
    said = [value.isoformat() if isinstance(value, datetime) else value, row.pk]
    return base64.urlsafe_b64encode(json.dumps(said).encode()).decode().rstrip("=")


def _read_key(text: str, wanted: Wanted) -> tuple[Any, int] | None:
    """The key in ``text``; None for none, or one that was tampered with (the first page then)."""
    try:
        value, row_id = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
        by_moment = wanted.sort == "signed_up_at"
        return (datetime.fromisoformat(value) if by_moment else str(value)), int(row_id)
    except (ValueError, TypeError):
        return None
