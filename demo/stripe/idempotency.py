"""The same request again gets the same answer (https://docs.stripe.com/api/idempotent_requests)."""

import hashlib
import json
from datetime import datetime, timedelta
from typing import Any

from django.db import connection

from demo.stripe.models import StripeAnswer
from demo.stripe.refusals import Refused

KEPT_FOR = timedelta(hours=24)
LONGEST_KEY = 255


def fingerprint(path: str, params: dict[str, Any]) -> str:
    """Return what two requests share that are the same."""
    return hashlib.sha256(json.dumps([path, params], sort_keys=True).encode()).hexdigest()


def kept(key: str, fingerprint: str, now: datetime) -> StripeAnswer | None:
    """Return the answer to an earlier request with this key, and hold the key until the transaction ends.

    Raises Refused where another request holds it right now, or the earlier one asked something else.
    """
    if len(key) > LONGEST_KEY:
        raise Refused(f"Idempotency keys have at most {LONGEST_KEY} characters.", type="idempotency_error")
    if not _hold(key):
        raise Refused(
            f"There is currently another in-progress request using this Idempotent Key: {key}. "
            "Try again later.",
            code="idempotency_key_in_use",
            status=409,
            type="idempotency_error",
        )
    earlier = StripeAnswer.objects.filter(key=key, created_at__gt=now - KEPT_FOR).first()
    if earlier is not None and earlier.fingerprint != fingerprint:
        raise Refused(
            "Keys for idempotent requests can only be used with the same parameters they were first used "
            f"with. Try using a key other than '{key}' if you meant to execute a different request.",
            type="idempotency_error",
        )
    return earlier


def keep(
    key: str, fingerprint: str, status: int, body: dict[str, Any], request_id: str, now: datetime
) -> None:
    """Remember an answer for a day, and forget those of before."""
    StripeAnswer.objects.filter(created_at__lte=now - KEPT_FOR).delete()
    StripeAnswer.objects.create(
        key=key, fingerprint=fingerprint, status=status, body=body, request_id=request_id, created_at=now
    )


def _hold(key: str) -> bool:
    number = int.from_bytes(hashlib.sha256(f"stripe sandbox {key}".encode()).digest()[:8], signed=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [number])
        return bool(cursor.fetchone()[0])
