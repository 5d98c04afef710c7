"""Refunds, as the API makes them and as they end."""

from datetime import datetime, timedelta
from typing import Any

from demo.stripe import events, objects
from demo.stripe.events import Cause
from demo.stripe.models import StripeObject
from demo.stripe.objects import Given, new_id
from demo.stripe.parameters import LARGEST, email, expand, group, metadata, one_of, text, whole
from demo.stripe.refusals import Refused
from lib.money import euros, format_euros

TAKES = timedelta(seconds=5)
STATES = ("pending", "succeeded", "failed")
LOST = ("failed", "canceled")  # the money is not on its way back
REQUEST = group(
    amount=whole(1, LARGEST),
    charge=text(),
    expand=expand,
    instructions_email=email,
    metadata=metadata,
    payment_intent=text(),
    reason=one_of("duplicate", "fraudulent", "requested_by_customer"),
)


def create(params: dict[str, Any], now: datetime, cause: Cause) -> StripeObject:
    """Begin to pay back (the rest of) a charge, for checked ``params``. Raises Refused."""
    charge = _charge(params)
    amount = params.get("amount", _left(charge))
    _refuse(charge, amount)
    given = {
        "id": new_id("re_"),
        "object": "refund",
        "amount": amount,
        "balance_transaction": None,
        "charge": charge["id"],
        "created": int(now.timestamp()),
        "currency": charge["currency"],
        "metadata": params.get("metadata", {}),
        "payment_intent": charge["payment_intent"],
        "pending_reason": "processing",
        "reason": params.get("reason"),
        "receipt_number": None,
        "source_transfer_reversal": None,
        "status": "pending",
        "transfer_reversal": None,
    }
    if charge["payment_method_details"]["type"] == "card":
        given["destination_details"] = {"type": "card", "card": {"type": "refund"}}
    refund = objects.put(given, due_at=now + TAKES)
    _tell_charge(charge)
    events.record("refund.created", given, now, cause)
    return refund


def move(refund_id: str, status: str, now: datetime, cause: Cause) -> Given:
    """Bring a refund to ``status``; one that is "pending" is kept so. Raises Refused where it is over."""
    refund = _locked(refund_id).given
    before = refund["status"]
    if before in LOST and status != before:
        raise Refused(f"This refund has {before}: make a new one.", status=409)
    if status == "pending":
        objects.put(refund)  # nothing moves it any more but somebody who says so
    elif status != before:
        _end(refund, status, now, cause)
    return objects.found("refund", refund_id).given


def succeed(refund_id: str, now: datetime) -> None:
    """Let a refund that nobody moved or kept succeed."""
    refund = _locked(refund_id)
    if refund.due_at is not None and refund.due_at <= now:
        _end(refund.given, "succeeded", now, Cause())


def _locked(refund_id: str) -> StripeObject:
    objects.locked("payment_intent", objects.found("refund", refund_id).payment_intent)
    return objects.locked("refund", refund_id)


def _end(refund: Given, status: str, now: datetime, cause: Cause) -> None:
    refund.pop("pending_reason", None)
    refund["status"] = status
    if status == "failed":
        refund["failure_reason"] = "unknown"
    objects.put(refund)
    if status == "failed":
        _tell_charge(objects.locked("charge", refund["charge"]).given)
    events.record("refund.failed" if status == "failed" else "refund.updated", refund, now, cause)


def _charge(params: dict[str, Any]) -> Given:
    """The charge that is to be paid back, with its payment intent locked."""
    if ("payment_intent" in params) == ("charge" in params):
        raise Refused(
            "One of the following params should be provided for this request: payment_intent or charge.",
            code="parameter_missing",
            param="payment_intent",
        )
    if "charge" in params:
        charge = objects.found("charge", params["charge"], "charge").given
        objects.locked("payment_intent", charge["payment_intent"])
        return objects.found("charge", charge["id"]).given
    intent = objects.locked("payment_intent", params["payment_intent"], "payment_intent").given
    if intent["latest_charge"] is None or intent["status"] != "succeeded":
        raise Refused(
            f"This PaymentIntent ({intent['id']}) does not have a successful charge to refund.",
            param="payment_intent",
            decided=True,
        )
    return objects.found("charge", intent["latest_charge"]).given


def _left(charge: Given) -> int:
    left: int = charge["amount"] - _sum_of(charge)
    return left


def _sum_of(charge: Given) -> int:
    """Return the cents that went back or are on their way."""
    rows = StripeObject.objects.filter(kind="refund", payment_intent=charge["payment_intent"])
    given = rows.exclude(given__status__in=LOST).values_list("given", flat=True)
    return sum(refund["amount"] for refund in given if refund["charge"] == charge["id"])


def _refuse(charge: Given, amount: int) -> None:
    if charge["status"] != "succeeded":
        raise Refused(f"Charge {charge['id']} did not succeed.", param="charge", decided=True)
    if charge["disputed"]:
        message = f"Charge {charge['id']} has been charged back; cannot issue a refund."
        raise Refused(message, code="charge_disputed", decided=True)
    left = _left(charge)
    if left <= 0:
        message = f"Charge {charge['id']} has already been refunded."
        raise Refused(message, code="charge_already_refunded", decided=True)
    if amount > left:
        message = (
            f"Refund amount ({_written(amount)}) is greater than unrefunded amount on charge "
            f"({_written(left)})"
        )
        raise Refused(message, code="amount_too_large", param="amount", decided=True)


def _written(cents: int) -> str:
    return format_euros(euros(cents) / 100, "en").replace("\N{NO-BREAK SPACE}", "")


def _tell_charge(charge: Given) -> None:
    refunded = _sum_of(charge)
    objects.put(charge | {"amount_refunded": refunded, "refunded": refunded == charge["amount"]})
