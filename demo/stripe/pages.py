"""What the pages for people show."""

from collections.abc import Iterable
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from demo.stripe import objects, payment_methods, sessions
from demo.stripe.models import StripeDelivery, StripeObject
from demo.stripe.objects import Given
from lib.money import euros

METHOD_NAMES = {  # names of products, the same in every language
    "ideal": "iDEAL | Wero",
    "card": "Visa, Mastercard",
    "bancontact": "Bancontact",
    "sepa_debit": "SEPA",
}
SHOWN = 30
LISTED = 1000
KINDS = {
    "checkout_sessions": "checkout.session",
    "payment_intents": "payment_intent",
    "refunds": "refund",
    "events": "event",
}


def state() -> dict[str, list[Given]]:
    """Return the newest thousand objects of each kind as the API gives them, newest first."""
    return {name: _newest(kind, LISTED) for name, kind in KINDS.items()}


def session_values(session_id: str, now: datetime) -> dict[str, Any]:
    """Return the context of the hosted page. Raises Refused where there is no such session."""
    row = objects.found("checkout.session", session_id)
    session, intent = row.given, _intent(row)
    return {
        "session": session,
        "state": _state(row, intent, now),
        "amount": _amount(session["amount_total"]),
        "items": _items(row),
        "methods": [(name, METHOD_NAMES[name]) for name in session["payment_method_types"]],
        "has_failed": bool(intent and intent["last_payment_error"]),
        "expires_at": datetime.fromtimestamp(session["expires_at"], UTC),
        "success_url": success_url(session),
        "paid": _paid(intent) if intent else None,
    }


def overview_values(now: datetime) -> dict[str, Any]:
    """Return the context of the page that lists what is there."""
    rows = StripeObject.objects.filter(kind="checkout.session").order_by("-pk")[:SHOWN]
    return {
        "sessions": [
            {
                "id": row.object_id,
                "what": ", ".join(item["description"] for item in row.kept["line_items"]),
                "amount": _amount(row.given["amount_total"]),
                "at": _moment(row.given),
                "state": _state(row, _intent(row), now),
            }
            for row in rows
        ],
        "refunds": _money(_newest("refund", SHOWN)),
        "events": _events(),
    }


def success_url(session: Given) -> str:
    """Where Stripe sends the visitor who has paid."""
    url: str = session["success_url"]
    return url.replace("{CHECKOUT_SESSION_ID}", session["id"])


def _state(row: StripeObject, intent: Given | None, now: datetime) -> str:
    """Return "open", "expired", "paid", "processing" or "unpaid" (a slow payment that failed)."""
    if sessions.is_due(row, now):
        return "expired"
    if row.given["status"] != "complete":
        return str(row.given["status"])
    if row.given["payment_status"] == "paid":
        return "paid"
    return "processing" if intent and intent["status"] == "processing" else "unpaid"


def _intent(row: StripeObject) -> Given | None:
    intent_id = row.given["payment_intent"]
    return objects.found("payment_intent", intent_id).given if intent_id else None


def _paid(intent: Given) -> dict[str, Any] | None:
    """What came of a payment that succeeded: what went back, what is disputed."""
    if intent["status"] != "succeeded":
        return None
    charge = objects.found("charge", intent["latest_charge"]).given
    method = charge["payment_method_details"]["type"]
    about = StripeObject.objects.filter(payment_intent=intent["id"]).order_by("-pk")
    found = {
        kind: list(about.filter(kind=kind).values_list("given", flat=True)) for kind in ("refund", "dispute")
    }
    return {
        "intent": intent["id"],
        "method": METHOD_NAMES[method],
        "left": _amount(charge["amount"] - charge["amount_refunded"]),
        "refunds": _money(found["refund"]),
        "disputes": _money(found["dispute"]),
        "may_be_disputed": method not in payment_methods.WITHOUT_DISPUTES and not charge["disputed"],
    }


def _items(row: StripeObject) -> list[dict[str, Any]]:
    pairs = zip(row.kept["line_items"], row.kept["products"], strict=True)
    return [
        {
            "name": item["description"],
            "text": product.get("description", ""),
            "quantity": item["quantity"],
            "amount": _amount(item["amount_total"]),
        }
        for item, product in pairs
    ]


def _events() -> list[dict[str, Any]]:
    rows = list(StripeObject.objects.filter(kind="event").order_by("-pk")[:SHOWN])
    last = {
        delivery.event_id: delivery
        for delivery in StripeDelivery.objects.filter(event__in=rows).order_by("pk")
    }
    return [
        {
            "id": row.object_id,
            "type": row.given["type"],
            "about": row.given["data"]["object"]["id"],
            "at": _moment(row.given),
            "delivery": last.get(row.pk),
        }
        for row in rows
    ]


def _money(rows: Iterable[Given]) -> list[dict[str, Any]]:
    return [
        {"id": row["id"], "amount": _amount(row["amount"]), "status": row["status"], "at": _moment(row)}
        for row in rows
    ]


def _newest(kind: str, most: int) -> list[Given]:
    rows = StripeObject.objects.filter(kind=kind).order_by("-pk")
    return list(rows.values_list("given", flat=True)[:most])


def _amount(cents: int) -> Decimal:
    return euros(Decimal(cents) / 100)


def _moment(given: Given) -> datetime:
    return datetime.fromtimestamp(given["created"], UTC)
