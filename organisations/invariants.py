"""What must always be true of the trail."""

from __future__ import annotations

from django.db import connection

from lib.invariants import Broken, Result, Rule
from organisations.models import Trail
from organisations.trail import seal

TRIGGER = """
SELECT count(*) FROM pg_trigger
WHERE tgrelid = 'organisations_trail'::regclass AND tgname = 'trail_is_append_only' AND tgenabled = 'O'
"""


def append_only(event_id: int | None) -> Result:
    """The trigger that refuses edits is on, and each act has the SHA-256 of what it says."""
    rows = Trail.objects.all() if event_id is None else Trail.objects.filter(event_id=event_id)
    checked, broken = 0, []
    for row in rows.iterator(chunk_size=2000):
        checked += 1
        if seal(row) != row.sha256:
            broken.append(
                Broken("organisations_trail", row.pk, "says something else than when it was written")
            )
    with connection.cursor() as cursor:
        cursor.execute(TRIGGER)
        if not cursor.fetchone()[0]:
            broken.append(Broken("organisations_trail", "trail_is_append_only", "the trigger is off"))
    return Result(checked, broken)


RULES: list[Rule] = [("trail.append_only", append_only)]
