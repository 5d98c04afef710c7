"""Attempts to pay a session: the payment intent and the charge that come of one."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from demo.stripe import objects, payment_methods
from demo.stripe.models import StripeObject
from demo.stripe.objects import Given, new_id


@dataclass(frozen=True)
class Attempt:
    """The three objects as they are after it."""

    session: Given
    intent: Given
    charge: Given

    def keep(self) -> None:
        for given in self.given:
            objects.put(given)

    @property
    def given(self) -> list[Given]:
        return [self.session, self.intent, self.charge]


def succeeded(session: StripeObject, method: str, now: datetime) -> Attempt:
    """Paid at once."""
    intent = _intent(session, now)
    charge = _charge(intent, method, "succeeded", now, _email(session))
    after = {"status": "succeeded", "amount_received": intent["amount"], "last_payment_error": None}
    return Attempt(
        _complete(session, intent, "paid"), intent | after | {"latest_charge": charge["id"]}, charge
    )


def processing(session: StripeObject, method: str, now: datetime) -> Attempt:
    """Completed by the visitor; the money comes, or does not, days later."""
    intent = _intent(session, now)
    charge = _charge(intent, method, "pending", now, _email(session))
    after = {"status": "processing", "last_payment_error": None, "latest_charge": charge["id"]}
    return Attempt(_complete(session, intent, "unpaid"), intent | after, charge)


def declined(session: StripeObject, method: str, now: datetime) -> Attempt:
    """Not paid; the session stays open for another attempt."""
    intent = _intent(session, now)
    charge = _charge(intent, method, "failed", now, _email(session))
    after = {"status": "requires_payment_method", "last_payment_error": payment_methods.failure(method)}
    session_after = session.given | {"payment_intent": intent["id"]}
    return Attempt(session_after, intent | after | {"latest_charge": charge["id"]}, charge)


def settled(session: StripeObject, *, is_paid: bool) -> Attempt:
    """The end of one that was processing."""
    intent = objects.locked("payment_intent", session.given["payment_intent"]).given
    charge = objects.locked("charge", intent["latest_charge"]).given
    if is_paid:
        return Attempt(
            session.given | {"payment_status": "paid"},
            intent | {"status": "succeeded", "amount_received": intent["amount"]},
            charge | _outcome("succeeded", charge["amount"]),
        )
    method = charge["payment_method_details"]["type"]
    after = {"status": "requires_payment_method", "last_payment_error": payment_methods.failure(method)}
    return Attempt(session.given, intent | after, charge | _outcome("failed", charge["amount"]))


def _complete(session: StripeObject, intent: Given, payment_status: str) -> Given:
    details: Given = {
        "address": None,
        "business_name": None,
        "email": _email(session),
        "individual_name": None,
        "name": None,
        "phone": None,
        "tax_exempt": "none",
        "tax_ids": [],
    }
    return session.given | {
        "customer_details": details,
        "payment_intent": intent["id"],
        "payment_status": payment_status,
        "status": "complete",
        "url": None,
    }


def _email(session: StripeObject) -> str:
    return session.given["customer_email"] or "bezoeker@demo.example"


def _intent(session: StripeObject, now: datetime) -> Given:
    """The intent of an earlier attempt, or a new one."""
    earlier = session.given["payment_intent"]
    if earlier:
        return {**objects.locked("payment_intent", earlier).given}
    told: dict[str, Any] = session.kept["intent"]
    return {
        "id": new_id("pi_"),
        "object": "payment_intent",
        "amount": session.given["amount_total"],
        "amount_capturable": 0,
        "amount_details": {"tip": {}},
        "amount_received": 0,
        "application": None,
        "application_fee_amount": None,
        "automatic_payment_methods": None,
        "canceled_at": None,
        "cancellation_reason": None,
        "capture_method": told.get("capture_method", "automatic"),
        "client_secret": None,
        "confirmation_method": "automatic",
        "created": int(now.timestamp()),
        "currency": session.given["currency"],
        "customer": None,
        "description": told.get("description"),
        "last_payment_error": None,
        "latest_charge": None,
        "livemode": False,
        "metadata": told.get("metadata", {}),
        "next_action": None,
        "on_behalf_of": None,
        "payment_method": None,
        "payment_method_options": {},
        "payment_method_types": session.given["payment_method_types"],
        "processing": None,
        "receipt_email": told.get("receipt_email"),
        "review": None,
        "setup_future_usage": None,
        "shipping": None,
        "statement_descriptor": told.get("statement_descriptor"),
        "statement_descriptor_suffix": told.get("statement_descriptor_suffix"),
        "status": "requires_confirmation",
        "transfer_data": None,
        "transfer_group": None,
    }


def _charge(intent: Given, method: str, status: str, now: datetime, email: str) -> Given:
    return {
        "id": new_id("ch_" if method == "card" else "py_"),
        "object": "charge",
        "amount": intent["amount"],
        "amount_refunded": 0,
        "application": None,
        "application_fee": None,
        "application_fee_amount": None,
        "balance_transaction": None,
        "billing_details": {"address": None, "email": email, "name": None, "phone": None, "tax_id": None},
        "calculated_statement_descriptor": None,
        "created": int(now.timestamp()),
        "currency": intent["currency"],
        "customer": None,
        "description": intent["description"],
        "disputed": False,
        "failure_balance_transaction": None,
        "fraud_details": {},
        "livemode": False,
        "metadata": intent["metadata"],
        "on_behalf_of": None,
        "payment_intent": intent["id"],
        "payment_method": None,
        "payment_method_details": payment_methods.details(method),
        "receipt_email": intent["receipt_email"],
        "receipt_number": None,
        "receipt_url": None,
        "refunded": False,
        "review": None,
        "shipping": None,
        "source_transfer": None,
        "statement_descriptor": intent["statement_descriptor"],
        "statement_descriptor_suffix": intent["statement_descriptor_suffix"],
        "transfer_data": None,
        "transfer_group": None,
    } | _outcome(status, intent["amount"])


def _outcome(status: str, amount: int) -> Given:
    """What of a charge follows from how it went."""
    is_failed = status == "failed"
    return {
        "amount_captured": 0 if is_failed else amount,
        "captured": not is_failed,
        "failure_code": "generic_decline" if is_failed else None,
        "failure_message": "The payment was not completed." if is_failed else None,
        "outcome": {
            "network_status": "declined_by_network" if is_failed else "approved_by_network",
            "reason": "generic_decline" if is_failed else None,
            "seller_message": "The bank did not take the payment." if is_failed else "Payment complete.",
            "type": "issuer_declined" if is_failed else "authorized",
        },
        "paid": status == "succeeded",
        "status": status,
    }
