"""Disputes: a payer who asks the bank for the money back. iDEAL knows none."""

from datetime import datetime, timedelta

from demo.stripe import events, objects, payment_methods
from demo.stripe.events import Cause
from demo.stripe.models import StripeObject
from demo.stripe.objects import Given, new_id
from demo.stripe.refusals import Refused

ENDS = ("won", "lost")
ANSWER_WITHIN = timedelta(days=9)


def begin(intent_id: str, now: datetime, cause: Cause) -> StripeObject:
    """Dispute what was paid: the money leaves at once. Raises Refused where that cannot be."""
    intent = objects.locked("payment_intent", intent_id).given
    if intent["status"] != "succeeded":
        raise Refused("Only what was paid can be disputed.", status=409)
    charge = objects.found("charge", intent["latest_charge"]).given
    method = charge["payment_method_details"]["type"]
    if method in payment_methods.WITHOUT_DISPUTES or charge["disputed"]:
        raise Refused(f"A payment by {method} cannot be disputed, or it is already.", status=409)
    dispute = objects.put(_given(charge, intent_id, method, now))
    objects.put(charge | {"disputed": True})
    events.record("charge.dispute.created", dispute.given, now, cause)
    events.record("charge.dispute.funds_withdrawn", dispute.given, now, cause)
    return dispute


def close(dispute_id: str, status: str, now: datetime, cause: Cause) -> Given:
    """End it, ``won`` (the money comes back) or ``lost``. Raises Refused where it has ended."""
    dispute = objects.locked("dispute", dispute_id).given
    if dispute["status"] != "needs_response":
        raise Refused("This dispute is over.", status=409)
    dispute["status"] = status
    objects.put(dispute)
    events.record("charge.dispute.closed", dispute, now, cause)
    if status == "won":
        events.record("charge.dispute.funds_reinstated", dispute, now, cause)
    return dispute


def _given(charge: Given, intent_id: str, method: str, now: datetime) -> Given:
    given = {
        "id": new_id("du_"),
        "object": "dispute",
        "amount": charge["amount"],
        "balance_transactions": [],
        "charge": charge["id"],
        "created": int(now.timestamp()),
        "currency": charge["currency"],
        "enhanced_eligibility_types": [],
        "evidence": {"enhanced_evidence": {}},
        "evidence_details": {
            "due_by": int((now + ANSWER_WITHIN).timestamp()),
            "enhanced_eligibility": {},
            "has_evidence": False,
            "past_due": False,
            "submission_count": 0,
        },
        "is_charge_refundable": False,
        "livemode": False,
        "metadata": {},
        "payment_intent": intent_id,
        "reason": "general",
        "status": "needs_response",
    }
    if method == "card":
        card = {"brand": "visa", "case_type": "chargeback", "network": "visa", "network_reason_code": "10.4"}
        given["payment_method_details"] = {"type": "card", "card": card}
    return given
