"""What must always be true of the trail."""

from __future__ import annotations

from lib import triggers
from lib.invariants import Broken, Result, Rule
from organisations.models import Trail
from organisations.trail import seal

TABLE = "organisations_trail"
TRIGGERS = ("trail_is_append_only", "is_never_emptied")


def append_only(event_id: int | None) -> Result:
    """The triggers that refuse edits are on, and each act has the SHA-256 of what it says."""
    rows = Trail.objects.all() if event_id is None else Trail.objects.filter(event_id=event_id)
    checked, broken = 0, []
    for row in rows.iterator(chunk_size=2000):
        checked += 1
        if seal(row) != row.sha256:
            broken.append(Broken(TABLE, row.pk, "says something else than when it was written"))
    return Result(checked, [*broken, *triggers.off([TABLE], TRIGGERS)])


RULES: list[Rule] = [("trail.append_only", append_only)]
