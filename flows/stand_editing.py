"""Stands after an event was made: more of them, another size or number, fewer."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from django.db import transaction

from events import adding, removing
from events.models import Event, Stand
from events.removing import NotPossible
from events.versions import touch
from flows.event_editing import locked, record
from organisations.access import Actor
from registrations import occupancy
from registrations.seats import open_pools


@transaction.atomic(durable=True)
def add_stands(event_id: int, size_slug: str, number: int, now: datetime, *, actor: Actor) -> list[int]:
    """Sell so many more stands of a size (its ticket type); returns their numbers. Raises NotPossible."""
    event = locked(event_id)
    size = event.ticket_types.filter(slug=size_slug, kind="stand").first()
    if size is None:
        raise NotPossible("gone")
    stands = adding.add_stands(size, number)
    return _opened(event, stands, now, actor)


@transaction.atomic(durable=True)
def add_size(
    event_id: int, title: str, price: Decimal, number: int, now: datetime, *, actor: Actor
) -> list[int]:
    """Sell so many stands of a new size, at euros without VAT; returns their numbers."""
    event = locked(event_id)
    stands = adding.add_stands(adding.add_size(event, title, price), number)
    return _opened(event, stands, now, actor)


@transaction.atomic(durable=True)
def edit_stand(
    event_id: int, number: int, new_number: int, size_slug: str, now: datetime, *, actor: Actor
) -> list[str]:
    """Give a free stand another number or size; names what changed. Raises NotPossible."""
    event = locked(event_id)
    stand = _stand(event, number)
    size = event.ticket_types.filter(slug=size_slug, kind="stand").first()
    if size is None:
        raise NotPossible("gone")
    occupancy.rename_stand_pool(stand)
    changed = removing.change_stand(stand, new_number, size)
    if "number" in changed:
        occupancy.rename_stand_pool(stand)
    if changed:
        record(event, "stand changed", now, actor, stand=str(number), fields=changed)
    return changed


@transaction.atomic(durable=True)
def remove_stand(event_id: int, number: int, now: datetime, *, actor: Actor) -> None:
    """Take a stand away that was never sold. Raises NotPossible."""
    event = locked(event_id)
    stand = _stand(event, number)
    occupancy.clear_stand(stand)
    removing.remove_stand(stand)
    record(event, "stand removed", now, actor, stand=str(number))


@transaction.atomic(durable=True)
def sell_stand(event_id: int, number: int, now: datetime, *, is_sold: bool, actor: Actor) -> None:
    """Sell a free stand from now on, or no more. Raises NotPossible."""
    event = locked(event_id)
    occupancy.sell_stand(_stand(event, number), open_=is_sold)
    touch(event.pk)
    record(event, "stand on sale" if is_sold else "stand off sale", now, actor, stand=str(number))


def _opened(event: Event, stands: list[Stand], now: datetime, actor: Actor) -> list[int]:
    open_pools(event, {})
    touch(event.pk)
    numbers = [stand.number for stand in stands]
    record(event, "stands added", now, actor, stands=[str(number) for number in numbers])
    return numbers


def _stand(event: Event, number: int) -> Stand:
    stand = event.stands.select_related("ticket_type", "event").filter(number=number).first()
    if stand is None:
        raise NotPossible("gone")
    return stand
