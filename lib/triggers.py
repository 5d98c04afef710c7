"""Whether the triggers that keep rows from being edited are there and on."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import connection

from lib.invariants import Broken

ENABLED = """
SELECT tgrelid::regclass::text, tgname::text FROM pg_trigger
WHERE tgname = ANY(%s) AND tgenabled IN ('O', 'A') AND NOT tgisinternal
"""


def off(tables: Sequence[str], triggers: Sequence[str]) -> list[Broken]:
    """Each of ``triggers`` that is missing or disabled on one of ``tables``, by its name."""
    with connection.cursor() as cursor:
        cursor.execute(ENABLED, [list(triggers)])
        enabled = set(cursor.fetchall())
    return [
        Broken(table, trigger, "the trigger is off")
        for table in tables
        for trigger in triggers
        if (table, trigger) not in enabled
    ]
