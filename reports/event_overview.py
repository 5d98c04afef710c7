"""How one event stands: people, places in every pool, sign-ups by day, what was invoiced."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.db.models import Case, Count, F, Q, QuerySet, Sum, When
from django.db.models.functions import TruncDate

from events.models import Event, ProgrammeRelease
from lib.money import ZERO
from organisations.access import Actor
from payments.models import Invoice
from registrations.models import Participant
from reports.event_list import LIVE
from reports.pool_groups import PoolGroup, pool_groups

TypeCode = Invoice.TypeCode
COMING = Q(ended_at=None, registration__state__in=LIVE)


@dataclass(frozen=True)
class DayCount:
    """How many people who still come were signed up on one day, on the clock of the event."""

    day: date
    people: int


@dataclass(frozen=True)
class Totals:
    """Numbers of people who come, of those who left, and of sign-ups; euros without VAT, None: not shown."""

    people: int
    sign_ups: int
    left: int
    last_week: int
    invoiced: Decimal | None
    by_day: tuple[DayCount, ...]
    pools: tuple[PoolGroup, ...]


def event_totals(actor: Actor, event: Event, now: datetime) -> Totals | None:
    """How ``event`` stands at ``now`` (UTC); None for whoever may not see totals.

    A partner's totals are about the people who came by it, and its places are its own.
    """
    if not actor.may("event.totals", event.pk):
        return None
    scope = actor.scope("event.totals", event.pk)
    people = Participant.objects.filter(event=event)
    if scope is not None:
        people = people.filter(registration__partnership_id__in=scope)
    counted = people.aggregate(
        people=Count("pk", filter=COMING),
        sign_ups=Count("registration", filter=COMING, distinct=True),
        left=Count("pk", filter=~COMING),
        last_week=Count("pk", filter=COMING & Q(signed_up_at__gt=now - timedelta(days=7))),
    )
    return Totals(
        **counted,
        invoiced=_invoiced(event) if actor.may("participants.money", event.pk) else None,
        by_day=tuple(_by_day(people, event)),
        pools=tuple(pool_groups(event, scope)),
    )


def last_release(actor: Actor, event: Event) -> ProgrammeRelease | None:
    """The programme as it is public now; None before the first release, or for whoever may not see it."""
    return event.releases.first() if actor.may("event.view", event.pk) else None


def _by_day(people: QuerySet[Participant], event: Event) -> Iterator[DayCount]:
    """The days from the first sign-up to the last one, those without any too."""
    rows = people.filter(COMING).order_by()
    counts: Iterable[tuple[date, int]] = (
        rows.annotate(day=TruncDate("signed_up_at", tzinfo=event.zone))
        .values_list("day")
        .annotate(Count("pk"))
        .order_by("day")
    )
    following: date | None = None
    for day, number in counts:
        while following is not None and following < day:
            yield DayCount(following, 0)
            following += timedelta(days=1)
        yield DayCount(day, number)
        following = day + timedelta(days=1)


def _invoiced(event: Event) -> Decimal:
    signed = Case(When(type_code=TypeCode.CREDIT_NOTE, then=-F("tax_exclusive")), default=F("tax_exclusive"))
    total: Decimal | None = Invoice.objects.filter(event=event).aggregate(total=Sum(signed))["total"]
    return total or ZERO
