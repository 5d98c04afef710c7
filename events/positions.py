"""Rows in an order that an organiser chooses: a column ``position``, one row of an event in each place."""

from __future__ import annotations

from typing import Any, Protocol

from django.db.models import Manager, Max


class Placed(Protocol):
    """A stored row with a place."""

    pk: Any
    position: int


def after_the_last(rows: Manager[Any]) -> int:
    """The place behind all ``rows``."""
    last: int | None = rows.aggregate(last=Max("position"))["last"]
    return 0 if last is None else last + 1


def change_places(row: Placed, rows: Manager[Any], *, up: bool) -> bool:
    """Let ``row`` and the one above it (or below) change places; False where there is none.

    The caller holds the row of the event: no two people move at once.
    """
    above = rows.filter(position__lt=row.position).order_by("-position")
    below = rows.filter(position__gt=row.position).order_by("position")
    other = (above if up else below).first()
    if other is None:
        return False
    free = after_the_last(rows)  # no two rows are ever in one place, not even between two updates
    for pk, position in ((row.pk, free), (other.pk, row.position), (row.pk, other.position)):
        rows.filter(pk=pk).update(position=position)
    return True
