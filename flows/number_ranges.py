"""Finance settles how a year's invoice numbers look."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from organisations import trail
from organisations.access import Actor
from payments.models import NumberRange
from payments.number_ranges import RangeRefused, settle_range

__all__ = ["RangeRefused", "settle_numbers"]


@transaction.atomic(durable=True)
def settle_numbers(
    organisation_id: int, fiscal_year: int, prefix: str, first_number: int, now: datetime, *, actor: Actor
) -> NumberRange:
    """Let a year's numbers begin so, on the trail at ``now`` (UTC). Raises RangeRefused."""
    row = settle_range(organisation_id, fiscal_year, prefix, first_number)
    trail.record(
        organisation_id,
        "numberrange",
        row.pk,
        "settled",
        at=now,
        actor=actor,
        facts={"year": fiscal_year, "prefix": prefix, "first_number": first_number},
    )
    return row
