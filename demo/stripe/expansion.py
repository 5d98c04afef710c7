"""Expanding: an object in the place of its id."""

from collections.abc import Sequence
from typing import Any

from demo.stripe.models import StripeObject
from demo.stripe.objects import Given
from demo.stripe.refusals import Refused

DEEPEST = 4
EXPANDABLE = {
    "checkout.session": {"payment_intent", "line_items", "customer", "invoice"},
    "payment_intent": {"latest_charge", "payment_method", "customer"},
    "charge": {"payment_intent", "balance_transaction", "refunds", "customer"},
    "refund": {"charge", "payment_intent", "balance_transaction", "failure_balance_transaction"},
    "dispute": {"charge", "payment_intent"},
    "event": set[str](),
}


def expand(given: Given, paths: Sequence[str]) -> Given:
    """Return a copy of an object or a list with ``paths`` ("payment_intent.latest_charge") expanded.

    Raises Refused for what cannot be expanded.
    """
    for path in paths:
        parts = path.split(".")
        if len(parts) > DEEPEST:
            message = f"You cannot expand more than {DEEPEST} levels of a property. Property: {path}"
            raise Refused(message, code="property_expansion_max_depth", param="expand")
        given = _expanded(given, parts, path)
    return given


def _expanded(given: Given, parts: Sequence[str], path: str) -> Given:
    first, rest = parts[0], parts[1:]
    if given["object"] == "list":
        if first != "data" or not rest:
            raise _cannot(path)
        return given | {"data": [_expanded(inner, rest, path) for inner in given["data"]]}
    if first not in EXPANDABLE.get(given["object"], ()):
        raise _cannot(path)
    inner = _of(given, first)
    if rest and isinstance(inner, dict):
        inner = _expanded(inner, rest, path)
    return given | {first: inner}


def _of(given: Given, field: str) -> Any:
    """The object behind an id; what is expanded already, or is not there, stays."""
    if field == "line_items":
        return line_items(given["id"])
    if field == "refunds":
        return _refunds_of(given)
    value = given.get(field)
    if not isinstance(value, str):
        return value
    return StripeObject.objects.values_list("given", flat=True).get(object_id=value)


def line_items(session_id: str) -> Given:
    kept = StripeObject.objects.values_list("kept", flat=True).get(object_id=session_id)
    return {
        "object": "list",
        "data": kept["line_items"],
        "has_more": False,
        "url": f"/v1/checkout/sessions/{session_id}/line_items",
    }


def _refunds_of(charge: Given) -> Given:
    rows = StripeObject.objects.filter(kind="refund", payment_intent=charge["payment_intent"])
    found = rows.order_by("-pk").values_list("given", flat=True)[:10]
    mine = [refund for refund in found if refund["charge"] == charge["id"]]
    return {"object": "list", "data": mine, "has_more": False, "url": f"/v1/charges/{charge['id']}/refunds"}


def _cannot(path: str) -> Refused:
    message = f"This property cannot be expanded ({path[:100]})."
    return Refused(message, code="property_expansion_not_supported", param="expand")
