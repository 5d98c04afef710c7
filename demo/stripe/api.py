"""The REST API: one request in, one answer out."""

import base64
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import structlog
from django.db import Error, connection, transaction

from demo.stripe import idempotency, routes
from demo.stripe.events import API_VERSION, Cause
from demo.stripe.form_encoding import decode
from demo.stripe.objects import new_id
from demo.stripe.refusals import Refused
from lib import clock

logger = structlog.get_logger("stripe_sandbox")
_VERSION = re.compile(r"20\d\d-\d\d-\d\d(\.[a-z]+)?", re.ASCII)
_KEY = re.compile(r"sk_test_\S+", re.ASCII)


@dataclass(frozen=True)
class Request:
    """``headers`` by their names in small letters."""

    method: str
    path: str
    query: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""


@dataclass(frozen=True)
class Answer:
    status: int
    body: dict[str, Any]
    headers: dict[str, str]


def answer(request: Request) -> Answer:
    """Do what is asked. Never raises."""
    request_id = new_id("req_")
    headers = {"Request-Id": request_id, "Stripe-Version": request.headers.get("stripe-version", API_VERSION)}
    if key := request.headers.get("idempotency-key", ""):
        headers["Idempotency-Key"] = key
    try:
        _refuse_strangers(request.headers.get("authorization", ""))
        _refuse_version(headers["Stripe-Version"])
        status, body, more = _do(request, request_id, key, clock.now())
        return Answer(status, body, headers | more)
    except Refused as refused:
        return Answer(refused.status, refused.body, headers)
    except Exception as error:
        if isinstance(error, Error):
            connection.close()
        logger.exception("request failed", path=request.path, request_id=request_id)
        error_body = {"error": {"message": "An unknown error occurred.", "type": "api_error"}}
        return Answer(500, error_body, headers)


@transaction.atomic(durable=True)
def _do(
    request: Request, request_id: str, key: str, now: datetime
) -> tuple[int, dict[str, Any], dict[str, str]]:
    run, ids = routes.find(request.method, request.path)
    params = decode(request.query if request.method == "GET" else request.body.decode(errors="replace"))
    cause = Cause(request_id=request_id, idempotency_key=key or None)
    if request.method != "POST" or not key:
        return 200, run(params, now, cause, *ids), {}
    fingerprint = idempotency.fingerprint(request.path, params)
    kept = idempotency.kept(key, fingerprint, now)
    if kept is not None:
        return kept.status, kept.body, {"Idempotent-Replayed": "true", "Original-Request": kept.request_id}
    try:
        status, body = 200, run(params, now, cause, *ids)
    except Refused as refused:
        if not refused.decided:
            raise
        status, body = refused.status, refused.body
    idempotency.keep(key, fingerprint, status, body, request_id, now)
    return status, body, {}


def _refuse_strangers(authorization: str) -> None:
    scheme, _, given = authorization.partition(" ")
    if scheme.lower() == "basic":
        given = base64.b64decode(given + "==", validate=False).decode(errors="replace").partition(":")[0]
    given = given.strip()
    if not given:
        message = (
            "You did not provide an API key. Provide it in the Authorization header, "
            "as in 'Authorization: Bearer sk_test_…'."
        )
        raise Refused(message, status=401)
    if not _KEY.fullmatch(given):
        raise Refused(f"Invalid API Key provided: {given[:8]}***", status=401)


def _refuse_version(version: str) -> None:
    if not _VERSION.fullmatch(version):
        raise Refused(f"Invalid Stripe API version: {version[:40]}")
