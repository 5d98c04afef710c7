"""Which request is answered by what."""

import re
from collections.abc import Callable
from datetime import datetime
from typing import Any

from demo.stripe import expansion, lists, objects, refunds, sessions
from demo.stripe.events import Cause
from demo.stripe.objects import Given
from demo.stripe.parameters import Check, expand, flag, group, many, one_of, text
from demo.stripe.refusals import Refused

Run = Callable[..., Given]
ONE = group(expand=expand)
LISTS: dict[str, tuple[str, dict[str, Check]]] = {
    "/v1/checkout/sessions": (
        "checkout.session",
        {"payment_intent": text(), "status": one_of("open", "complete", "expired")},
    ),
    "/v1/payment_intents": ("payment_intent", {}),
    "/v1/charges": ("charge", {"payment_intent": text()}),
    "/v1/refunds": ("refund", {"payment_intent": text(), "charge": text()}),
    "/v1/disputes": ("dispute", {"payment_intent": text(), "charge": text()}),
    "/v1/events": ("event", {"type": text(), "types": many(text(), 20), "delivery_success": flag}),
}
_ID = "([A-Za-z0-9_]+)"


def find(method: str, path: str) -> tuple[Run, tuple[str, ...]]:
    """Return what answers, and the ids in the path. Raises Refused where nothing does."""
    for wanted, pattern, run in ROUTES:
        if wanted == method and (match := pattern.fullmatch(path.rstrip("/"))):
            return run, match.groups()
    message = f"Unrecognized request URL ({method}: {path[:200]})."
    raise Refused(message, status=404)


def _create_session(params: dict[str, Any], now: datetime, _cause: Cause) -> Given:
    checked = sessions.REQUEST("", params)
    return expansion.expand(sessions.create(checked, now).given, checked.get("expand", []))


def _retrieve_session(params: dict[str, Any], now: datetime, _cause: Cause, session_id: str) -> Given:
    checked = ONE("", params)
    return expansion.expand(sessions.current(session_id, now), checked.get("expand", []))


def _expire_session(params: dict[str, Any], now: datetime, cause: Cause, session_id: str) -> Given:
    checked = ONE("", params)
    return expansion.expand(sessions.expire(session_id, now, cause), checked.get("expand", []))


def _line_items(params: dict[str, Any], _now: datetime, _cause: Cause, session_id: str) -> Given:
    group(limit=lists.PAGING["limit"])("", params)
    objects.found("checkout.session", session_id)
    return expansion.line_items(session_id)


def _create_refund(params: dict[str, Any], now: datetime, cause: Cause) -> Given:
    checked = refunds.REQUEST("", params)
    return expansion.expand(refunds.create(checked, now, cause).given, checked.get("expand", []))


def _retrieve(kind: str) -> Run:
    def run(params: dict[str, Any], _now: datetime, _cause: Cause, object_id: str) -> Given:
        checked = ONE("", params)
        return expansion.expand(objects.found(kind, object_id).given, checked.get("expand", []))

    return run


def _list(url: str) -> Run:
    kind, more = LISTS[url]
    check = group(expand=expand, **lists.PAGING, **more)

    def run(params: dict[str, Any], _now: datetime, _cause: Cause) -> Given:
        checked = check("", params)
        filters = {name: value for name, value in checked.items() if name in more}
        page = lists.page(kind, url, checked, **_filters(filters))
        return expansion.expand(page, checked.get("expand", []))

    return run


def _filters(values: dict[str, Any]) -> dict[str, Any]:
    found = {f"given__{name}": value for name, value in values.items()}
    if "payment_intent" in values:
        found["payment_intent"] = found.pop("given__payment_intent")
    if str(values.get("type", "")).endswith("*"):
        found["given__type__startswith"] = found.pop("given__type")[:-1]
    if "types" in values:
        found["given__type__in"] = found.pop("given__types")
    if "delivery_success" in values:
        found["given__pending_webhooks"] = 0 if found.pop("given__delivery_success") else 1
    return found


ROUTES: tuple[tuple[str, re.Pattern[str], Run], ...] = (
    ("POST", re.compile("/v1/checkout/sessions"), _create_session),
    ("GET", re.compile(f"/v1/checkout/sessions/{_ID}"), _retrieve_session),
    ("POST", re.compile(f"/v1/checkout/sessions/{_ID}/expire"), _expire_session),
    ("GET", re.compile(f"/v1/checkout/sessions/{_ID}/line_items"), _line_items),
    ("POST", re.compile("/v1/refunds"), _create_refund),
    *(("GET", re.compile(url), _list(url)) for url in LISTS),
    *(
        ("GET", re.compile(f"{url}/{_ID}"), _retrieve(kind))
        for url, (kind, _) in LISTS.items()
        if kind != "checkout.session"
    ),
)
