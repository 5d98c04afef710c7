"""Stands by size: what each costs, and which are free."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.safestring import SafeString

from events.models import Stand, TicketType
from website.event.live import FreeNumbers
from website.event.prices import Price, price_of
from website.event.shown import Shown
from website.event.subject import Subject


@dataclass(frozen=True)
class Size(Shown):
    """The stands of one size; ``free`` is the spot that names those that nobody took."""

    title: str
    description: str
    price: Price
    most_staff: int
    number: int
    free: SafeString


def sizes(subject: Subject) -> list[Size]:
    """The sizes that the page sells, in their order."""
    numbers: dict[int, list[Stand]] = {}
    for stand in subject.event.stands.all():
        numbers.setdefault(stand.ticket_type_id, []).append(stand)
    return [
        _size(subject, row, numbers[row.pk]) for row in subject.event.ticket_types.all() if row.pk in numbers
    ]


def _size(subject: Subject, row: TicketType, stands: list[Stand]) -> Size:
    pools = {pool.stand_id: pool.id for pool in subject.pools}
    numbered = tuple((pools[stand.pk], stand.number) for stand in stands if stand.pk in pools)
    return Size(
        title=subject.text(row, "title"),
        description=subject.text(row, "description"),
        price=price_of(row),
        most_staff=row.most_staff,
        number=len(stands),
        free=subject.spots.add(FreeNumbers(numbered)),
    )
