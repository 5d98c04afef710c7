"""What the public page of an event turns on at the moment of serving: its version and its places."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import OuterRef, QuerySet, Subquery, Sum

from events.models import Event


class Seats(NamedTuple):
    """A seat pool at this moment; ``capacity`` None: no end to it."""

    slug: str
    capacity: int | None
    taken: int
    waiting: int
    is_open: bool

    @property
    def free(self) -> int | None:
        """Seats that nobody has; None: no end to them."""
        return None if self.capacity is None else self.capacity - self.taken

    @property
    def left(self) -> int | None:
        """Seats that somebody new may take; None: no limit."""
        return 0 if self.waiting or not self.is_open else self.free


@dataclass(frozen=True)
class PublicState:
    """An event that anybody may see. ``version`` rises with it and with the other editions of its series.

    ``form_of_address`` is "u" or "je"; ``pools`` are by id, in that order.
    """

    event_id: int
    version: int
    form_of_address: str
    places_shown: str
    few_percent: int
    pools: Mapping[int, Seats]

    def is_few(self, seats: Seats) -> bool:
        """Whether so few seats are left that visitors should know."""
        left, capacity = seats.free, seats.capacity
        return left is not None and capacity is not None and left * 100 < self.few_percent * capacity

    def shown(self, seats: Seats) -> int | None:
        """Free seats as far as the event tells them: always, only when few are left, or never."""
        if self.places_shown == Event.Places.NEVER:
            return None
        if self.places_shown == Event.Places.FEW and not self.is_few(seats):
            return None
        return seats.free


def public_state(kind: str, slug: str) -> PublicState | None:
    """How the event of that kind and slug stands; None where the public sees none. One statement."""
    rows = list(_rows(kind, slug))
    if not rows:
        return None
    event_id, version, of_series, own_address, address, places_shown, few_percent, *_ = rows[0]
    return PublicState(
        event_id=event_id,
        version=of_series or version,
        form_of_address=own_address or address,
        places_shown=places_shown,
        few_percent=few_percent,
        pools={row[7]: Seats(*row[8:]) for row in rows if row[7] is not None},
    )


def _rows(kind: str, slug: str) -> QuerySet[Event, tuple[Any, ...]]:
    editions = Event.objects.filter(series=OuterRef("series")).order_by().values("series")
    return (
        Event.objects.filter(kind=kind, slug=slug)
        .exclude(status=Event.Status.DRAFT)
        .order_by("pools__id")
        .values_list(
            "pk",
            "version",
            Subquery(editions.annotate(together=Sum("version")).values("together")),
            "form_of_address",
            "organisation__form_of_address",
            "places_shown",
            "few_percent",
            "pools__id",
            "pools__slug",
            "pools__capacity",
            "pools__taken",
            "pools__waiting",
            "pools__open",
        )
    )
