"""INSERT … ON CONFLICT DO NOTHING that tells whether the rows were new, as Django's bulk_create does not."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import Model
from django.db.models.constants import OnConflict


def insert_new(rows: Sequence[Model]) -> bool:
    """Store those of ``rows`` (of one model) that break no unique constraint: one statement.

    True where all were new: they have their ids then, and until the commit nobody else can store
    the same. Else at least one was there already (whoever was storing it was waited for), and
    which of the others are stored now must be read.
    """
    model = type(rows[0])
    meta = model._meta  # noqa: SLF001  Django's own
    objects: Any = model._base_manager.all()  # noqa: SLF001
    stored = objects._insert(  # noqa: SLF001  what bulk_create calls; it asks for no ids then
        list(rows),
        fields=[field for field in meta.concrete_fields if field is not meta.pk],
        returning_fields=[meta.pk],
        on_conflict=OnConflict.IGNORE,
    )
    ids = [columns[0] for columns in stored if columns is not None]
    if len(ids) < len(rows):
        return False
    for row, pk in zip(rows, ids, strict=True):  # in the order of VALUES
        row.pk, row._state.adding, row._state.db = pk, False, objects.db  # noqa: SLF001
    return True
