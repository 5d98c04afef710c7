"""What the public page of an event turns on at the moment of serving: its version and its places."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from django.db import connection

from events.models import Event

KIND, SLUG = "a kind", "a slug"  # what stands in the compiled statement for the real ones
OF_EVENT = ("pk", "version", "places_shown", "few_percent")
OF_POOL = ("code_id", "partnership_id", "price_rule_id", "id", "slug", "capacity", "taken", "waiting", "open")
COLUMNS = (*OF_EVENT, *(f"pools__{column}" for column in OF_POOL))


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
    """An event that anybody may see; ``pools``, those that are everybody's, are by id, in that order.

    ``prices`` says how many may still pay what a rule (by its id) gives to the first so many.
    """

    event_id: int
    version: int
    places_shown: str
    few_percent: int
    pools: Mapping[int, Seats]
    prices: Mapping[int, int] = field(default_factory=dict)

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
    sql, values = _statement()
    with connection.cursor() as cursor:
        cursor.execute(sql, [{KIND: kind, SLUG: slug}.get(value, value) for value in values])
        rows = cursor.fetchall()
    if not rows:
        return None
    event_id, version, places_shown, few_percent, *_ = rows[0]
    seats = [(row[4:7], row[7], Seats(*row[8:])) for row in rows if row[7] is not None]
    pools = {id_: pool for bound, id_, pool in seats if bound == (None, None, None)}
    prices = {bound[2]: pool.left or 0 for bound, _id, pool in seats if bound[2] is not None}
    return PublicState(event_id, version, places_shown, few_percent, pools, prices)


@cache
def _statement() -> tuple[str, tuple[str, ...]]:
    """The SQL and its values, compiled once: to compile it costs three times what running it does."""
    rows = Event.objects.filter(kind=KIND, slug=SLUG, pools__member=None).exclude(status=Event.Status.DRAFT)
    sql, values = rows.order_by("pools__id").values_list(*COLUMNS).query.sql_with_params()
    return sql, tuple(map(str, values))
