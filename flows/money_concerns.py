"""Finance has looked at what was the matter with a payment or a refund."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from organisations import trail
from organisations.access import Actor
from payments.models import Payment, Refund


@transaction.atomic(durable=True)
def settle_concern(organisation_id: int, kind: str, row_id: int, now: datetime, *, actor: Actor) -> bool:
    """Note at ``now`` (UTC) that a "payment" or "refund" of an organisation was looked at.

    Returns whether there was anything; again changes nothing.
    """
    row = _find(organisation_id, kind, row_id)
    if row is None or not row.concern:
        return False
    code = row.concern.partition(":")[0]
    row.concern = ""
    row.save(update_fields=["concern"])
    trail.record(organisation_id, kind, row.pk, "looked_at", at=now, actor=actor, facts={"concern": code})
    return True


def _find(organisation_id: int, kind: str, row_id: int) -> Payment | Refund | None:
    if kind == "payment":
        payments = Payment.objects.select_for_update(no_key=True)
        return payments.filter(pk=row_id, organisation_id=organisation_id).first()
    refunds = Refund.objects.select_for_update(no_key=True, of=("self",))
    return refunds.filter(pk=row_id, payment__organisation_id=organisation_id).first()
