"""Sessions with more places than their room has chairs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from events.conflicts import Planned
from events.models import Event
from registrations.models import SeatPool


class TooSmall(NamedTuple):
    """The room of a session has ``chairs``, the session ``places``."""

    planned: Planned
    chairs: int
    places: int


def small_rooms(event: Event, planned_rows: Iterable[Planned], typed: int | None = None) -> list[TooSmall]:
    """Those of the planned sessions whose places do not fit in their room.

    A session that is not stored yet has ``typed`` places.
    """
    pools = SeatPool.objects.filter(event=event, session__isnull=False, capacity__isnull=False)
    places = dict(pools.values_list("session_id", "capacity"))
    found = []
    for planned in planned_rows:
        chairs = planned.room.capacity if planned.room else None
        wanted = places.get(planned.session.pk) if planned.session.pk else typed
        if chairs is not None and wanted is not None and wanted > chairs:
            found.append(TooSmall(planned, chairs, wanted))
    return found
