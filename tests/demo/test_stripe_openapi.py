"""The sandbox speaks as Stripe describes its API, where that description is at hand."""

import inspect
from typing import Any

import pytest

from demo.stripe import lists, refunds, routes, sessions
from demo.stripe.parameters import group, many, text
from tests.demo.openapi import Description, description
from tests.demo.stripe_making import asked, choose, make_payment, make_session, post, state
from tests.stripe_sandbox import StripeSandbox

CHARGE = "payment_intent.latest_charge"


@pytest.fixture
def stripes() -> Description:
    return Description(description())


def faults(
    stripes: Description, sandbox: StripeSandbox, path: str, method: str = "GET", **more: Any
) -> list[str]:
    """What is wrong with the answer to a request."""
    answer = asked(sandbox, path, method=method, **more)
    schema = stripes.answer(method.lower(), path.partition("?")[0], answer.status_code)
    return stripes.faults(answer.json(), schema, f"{path.partition('?')[0]} {answer.status_code}")


def test_every_answer_is_as_stripe_describes_it(stripes: Description, sandbox: StripeSandbox) -> None:
    opened, slow, failed = make_session(cancel_url=None, customer_email=None), make_session(), make_session()
    choose(slow.id, "processing")
    choose(failed.id, "failed", method="card")
    late = make_session()
    choose(late.id, "paid_late", hold_webhook="on")
    paid = [make_payment(method) for method in ("ideal", "card", "bancontact", "sepa_debit")]
    intents = [payment.payment_intent.id for payment in paid]
    for intent in intents[:3]:
        fields = {"payment_intent": intent, "amount": "100", "expand[0]": "charge"}
        assert faults(stripes, sandbox, "/v1/refunds", "POST", data=fields) == []
    for refund, status in zip(state()["refunds"], ("failed", "succeeded", "pending"), strict=True):
        post(f"refunds/{refund['id']}/", status=status)
    for intent in intents:
        post(f"payments/{intent}/dispute")
    found = []
    for session in (opened, slow, failed, late, *paid):
        path = f"/v1/checkout/sessions/{session.id}"
        found += faults(stripes, sandbox, path)
        found += faults(stripes, sandbox, f"{path}?expand[]={CHARGE}&expand[]=line_items")
        found += faults(stripes, sandbox, f"{path}/line_items")
    for name, folder in (
        ("payment_intents", "payment_intents"),
        ("refunds", "refunds"),
        ("events", "events"),
    ):
        for given in state()[name]:
            found += faults(stripes, sandbox, f"/v1/{folder}/{given['id']}")
    for folder in ("checkout/sessions", "refunds", "events", "disputes"):
        found += faults(stripes, sandbox, f"/v1/{folder}?limit=100")
    for folder in ("charges", "disputes"):
        for given in asked(sandbox, f"/v1/{folder}").json()["data"]:
            found += faults(stripes, sandbox, f"/v1/{folder}/{given['id']}")
    found += faults(stripes, sandbox, f"/v1/checkout/sessions/{opened.id}/expire", "POST")
    assert found == []


def test_every_error_is_as_stripe_describes_it(stripes: Description, sandbox: StripeSandbox) -> None:
    session = make_payment()
    found = []
    found += faults(stripes, sandbox, "/v1/refunds/re_none")
    found += faults(
        stripes,
        sandbox,
        "/v1/refunds",
        "POST",
        data={"payment_intent": session.payment_intent.id, "amount": "9999"},
    )
    found += faults(stripes, sandbox, "/v1/checkout/sessions", "POST", data={"mode": "payment", "x": "1"})
    found += faults(stripes, sandbox, f"/v1/checkout/sessions/{session.id}/expire", "POST")
    found += faults(stripes, sandbox, "/v1/events", key="sk_live_x")
    found += faults(stripes, sandbox, "/v1/events?expand[]=x")
    assert found == []


def test_the_description_finds_what_is_wrong(stripes: Description) -> None:
    refund = {"id": 1, "object": "refunds", "amount": True, "created": 1, "currency": None, "colour": "red"}
    assert stripes.faults(refund, {"$ref": "#/components/schemas/refund"}) == [
        ".id: int for string",
        ".object: 'refunds' is none of 1 words",
        ".amount: bool for integer",
        ".currency: null",
        ".colour: unknown",
    ]


def test_stripe_knows_every_parameter_that_the_sandbox_takes(stripes: Description) -> None:
    unknown = []
    for path, check in (("/v1/checkout/sessions", sessions.REQUEST), ("/v1/refunds", refunds.REQUEST)):
        unknown += unknown_to(stripes.fields("post", path), check, path)
    for path, (_, more) in routes.LISTS.items():
        if path in stripes.document["paths"]:
            known = stripes.fields("get", path)["properties"]
            unknown += [f"{path}.{name}" for name in [*lists.PAGING, *more, "expand"] if name not in known]
    assert unknown == []
    wrong = group(colour=text(), line_items=many(group(size=text())))
    found = unknown_to(stripes.fields("post", "/v1/checkout/sessions"), wrong, "session")
    assert found == ["session.colour", "session.line_items[].size"]


def unknown_to(schema: Any, check: Any, where: str) -> list[str]:
    """The names in a check of `demo.stripe.parameters` that a schema does not have."""
    inside = inspect.getclosurevars(check).nonlocals if inspect.isfunction(check) else {}
    options = [schema, *schema.get("anyOf", [])]
    if "check_one" in inside:
        items = next(option["items"] for option in options if "items" in option)
        return unknown_to(items, inside["check_one"], f"{where}[]")
    known: dict[str, Any] = next((option["properties"] for option in options if "properties" in option), {})
    found = []
    for name, inner in inside.get("fields", {}).items():
        if name in known:
            found += unknown_to(known[name], inner, f"{where}.{name}")
        else:
            found.append(f"{where}.{name}")
    return found
