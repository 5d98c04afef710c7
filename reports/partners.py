"""The partners and the codes of one event, with how many came by each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Q

from events.models import Code, Event, Partnership
from registrations.codes import uses_by_code
from registrations.models import Participant
from registrations.quotas import quota_of
from reports.event_overview import COMING


@dataclass(frozen=True)
class ListedCode:
    """A code, how often it was used, and how often it may be (None: without limit)."""

    code: Code
    tickets: Sequence[str]
    used: int
    uses: int | None


@dataclass(frozen=True)
class ListedPartner:
    """A partner, the places that are its own, how many people come by it, and its codes."""

    partnership: Partnership
    quota: int
    people: int
    codes: Sequence[str]


def codes_of(event: Event) -> list[ListedCode]:
    """The codes of ``event`` in the order in which they were made."""
    pools = uses_by_code(event)
    rows = event.codes.select_related("partnership__organisation").prefetch_related("ticket_types")
    return [
        ListedCode(
            row,
            [ticket.text("title") for ticket in row.ticket_types.all()],
            pools[row.pk].taken,
            pools[row.pk].capacity,
        )
        for row in rows
    ]


def partners_of(event: Event) -> list[ListedPartner]:
    """The partners of ``event`` in the order of its page."""
    people = Participant.objects.filter(
        COMING, Q(registration__partnership__isnull=False), event=event
    ).order_by()
    counts = dict(people.values_list("registration__partnership").annotate(Count("pk")))
    rows = event.partnerships.select_related("organisation").prefetch_related("codes")
    return [
        ListedPartner(row, quota_of(row), counts.get(row.pk, 0), [code.text for code in row.codes.all()])
        for row in rows
    ]


def partner_of(event: Event, partnership_id: int) -> ListedPartner | None:
    """One of them; None where there is none of that id."""
    return next((row for row in partners_of(event) if row.partnership.pk == partnership_id), None)
