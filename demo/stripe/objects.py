"""Finding and keeping objects."""

import secrets
import string
from datetime import UTC, datetime
from typing import Any

from demo.stripe.models import StripeObject
from demo.stripe.refusals import missing_object

Given = dict[str, Any]
_ALPHABET = string.ascii_letters + string.digits
_LENGTHS = {"cs_test_": 58, "req_": 14}
# The name of an object in its URL, which an error about it tells.
PARAMS = {
    "checkout.session": "session",
    "payment_intent": "intent",
    "charge": "charge",
    "refund": "refund",
    "dispute": "dispute",
    "event": "id",
}


def new_id(prefix: str) -> str:
    """Return an id as Stripe's: "cs_test_…", "pi_…"."""
    return prefix + "".join(secrets.choice(_ALPHABET) for _ in range(_LENGTHS.get(prefix, 24)))


def put(given: Given, *, kept: Given | None = None, due_at: datetime | None = None) -> StripeObject:
    """Store an object as it is now, new or not; ``kept`` None leaves what was kept.

    ``due_at`` is when it moves by itself; a session that is open knows that by itself.
    """
    kind, object_id = given["object"], given["id"]
    if kind == "checkout.session" and given["status"] == "open":
        due_at = datetime.fromtimestamp(given["expires_at"], UTC)
    intent = object_id if kind == "payment_intent" else given.get("payment_intent") or ""
    values: Given = {"kind": kind, "payment_intent": intent, "given": given, "due_at": due_at}
    if kept is not None:
        values["kept"] = kept
    if not StripeObject.objects.filter(object_id=object_id).update(**values):
        return StripeObject.objects.create(object_id=object_id, **values)
    return StripeObject.objects.get(object_id=object_id)


def found(kind: str, object_id: str, param: str = "") -> StripeObject:
    """Return the object. Raises Refused where there is none of this kind."""
    row = StripeObject.objects.filter(kind=kind, object_id=object_id, is_told=True).first()
    if row is None:
        raise missing_object(kind, object_id, param or PARAMS[kind])
    return row


def locked(kind: str, object_id: str, param: str = "") -> StripeObject:
    """Return the object, which nobody else changes until the transaction ends; Refused as ``found``.

    Order of locks: session, payment intent, refund or dispute.
    """
    row = StripeObject.objects.select_for_update().filter(kind=kind, object_id=object_id).first()
    if row is None:
        raise missing_object(kind, object_id, param or PARAMS[kind])
    return row
