"""Checkout Sessions as the API makes and expires them."""

from datetime import datetime
from typing import Any

from django.conf import settings

from demo.stripe import events, objects, payment_methods
from demo.stripe.events import Cause
from demo.stripe.models import StripeDelivery, StripeObject
from demo.stripe.objects import Given, new_id
from demo.stripe.parameters import (
    LARGEST,
    address,
    currency,
    email,
    expand,
    flag,
    group,
    many,
    metadata,
    off,
    one_of,
    text,
    whole,
)
from demo.stripe.refusals import Refused

SHORTEST, LONGEST = 30 * 60, 24 * 3600  # seconds that a session may stay open
LEAST = 50  # cents
LANGUAGES = ("auto", "nl", "en", "en-GB", "de", "fr")
NOT_IN_DESCRIPTORS = frozenset("<>\\'\"*")
REQUEST = group(
    ("line_items", "mode", "success_url"),
    adaptive_pricing=group(enabled=off),
    allow_promotion_codes=off,
    automatic_tax=group(enabled=off),
    billing_address_collection=one_of("auto"),
    cancel_url=address,
    client_reference_id=text(200),
    currency=currency,
    customer_creation=one_of("if_required", "always"),
    customer_email=email,
    custom_text=group(submit=group(("message",), message=text(1200))),
    excluded_payment_method_types=many(one_of(*payment_methods.OFFERED)),
    expand=expand,
    expires_at=whole(),
    invoice_creation=group(enabled=off),
    line_items=many(
        group(
            ("price_data",),
            quantity=whole(1, 999_999),
            price_data=group(
                ("currency", "product_data", "unit_amount"),
                currency=currency,
                product_data=group(("name",), name=text(), description=text(40000), metadata=metadata),
                tax_behavior=one_of("unspecified", "inclusive", "exclusive"),
                unit_amount=whole(0, LARGEST),
            ),
        )
    ),
    locale=one_of(*LANGUAGES),
    metadata=metadata,
    mode=one_of("payment"),
    origin_context=one_of("web"),
    payment_intent_data=group(
        capture_method=one_of("automatic", "automatic_async"),
        description=text(1000),
        metadata=metadata,
        receipt_email=email,
        statement_descriptor=text(22),
        statement_descriptor_suffix=text(22),
    ),
    payment_method_types=many(one_of(*payment_methods.OFFERED)),
    phone_number_collection=group(("enabled",), enabled=flag),
    submit_type=one_of("auto", "pay", "book", "donate"),
    success_url=address,
    ui_mode=one_of("hosted_page"),
)


def create(params: dict[str, Any], now: datetime) -> StripeObject:
    """Open a session for checked ``params``. Raises Refused."""
    items = [_item(item) for item in params["line_items"]]
    if not items:
        raise Refused("Missing required param: line_items.", code="parameter_missing", param="line_items")
    total = sum(item["amount_total"] for item in items)
    _refuse_amount(total)
    expires_at = _expiry(params, now)
    excluded = params.get("excluded_payment_method_types", [])
    offered = params.get("payment_method_types") or payment_methods.OFFERED
    methods = [method for method in offered if method not in excluded]
    _refuse_descriptors(params.get("payment_intent_data", {}), methods)
    session_id = new_id("cs_test_")
    given = _given(params, methods) | {
        "id": session_id,
        "amount_subtotal": total,
        "amount_total": total,
        "created": int(now.timestamp()),
        "expires_at": expires_at,
        "url": f"{settings.SITE_URL}/demo/stripe/checkout/{session_id}/",
    }
    products = [item["price_data"]["product_data"] for item in params["line_items"]]
    kept = {"line_items": items, "products": products, "intent": params.get("payment_intent_data", {})}
    return objects.put(given, kept=kept)


def expire(session_id: str, now: datetime, cause: Cause) -> Given:
    """Close an open session. Raises Refused where it is not open any more."""
    session = objects.locked("checkout.session", session_id)
    close_if_due(session, now)
    status = session.given["status"]
    if status != "open":
        raise Refused(
            'Only Checkout Sessions with a status in ["open"] can be expired. '
            f"This Checkout Session has a status of `{status}`.",
            decided=True,
        )
    close(session, now, cause)
    return session.given


def current(session_id: str, now: datetime) -> Given:
    """Return a session, expired where its time is over. Raises Refused."""
    session = objects.found("checkout.session", session_id)
    if is_due(session, now):
        session = objects.locked("checkout.session", session_id)
        close_if_due(session, now)
    return session.given


def is_due(session: StripeObject, now: datetime) -> bool:
    return bool(session.given["status"] == "open" and session.given["expires_at"] <= now.timestamp())


def close_if_due(session: StripeObject, now: datetime) -> None:
    """Expire a session that is locked where its time is over."""
    if is_due(session, now):
        close(session, now, Cause())


def close(session: StripeObject, now: datetime, cause: Cause) -> StripeDelivery:
    """Expire a session that is locked and open, with the payment that was begun for it."""
    session.given |= {"status": "expired", "url": None}
    objects.put(session.given)
    if intent_id := session.given["payment_intent"]:
        intent = objects.locked("payment_intent", intent_id).given
        seconds = int(now.timestamp())
        objects.put(intent | {"status": "canceled", "canceled_at": seconds, "cancellation_reason": "expired"})
    return events.record("checkout.session.expired", session.given, now, cause)


def _item(params: dict[str, Any]) -> Given:
    price, quantity = params["price_data"], params.get("quantity", 1)
    total = price["unit_amount"] * quantity
    return {
        "id": new_id("li_"),
        "object": "item",
        "amount_discount": 0,
        "amount_subtotal": total,
        "amount_tax": 0,
        "amount_total": total,
        "currency": "eur",
        "description": price["product_data"]["name"],
        "metadata": {},
        "price": None,
        "quantity": quantity,
    }


def _refuse_amount(total: int) -> None:
    if total < LEAST:
        message = "The Checkout Session's total amount due must add up to at least €0.50 eur"
        raise Refused(message, code="amount_too_small")
    if total > LARGEST:
        message = "The Checkout Session's total amount due must be no more than €999,999.99."
        raise Refused(message, code="amount_too_large")


def _expiry(params: dict[str, Any], now: datetime) -> int:
    begin = int(now.timestamp())
    expires_at: int = params.get("expires_at", begin + LONGEST)
    if expires_at < begin + SHORTEST:
        message = "The `expires_at` timestamp must be at least 30 minutes from Checkout Session creation."
        raise Refused(message, param="expires_at")
    if expires_at > begin + LONGEST:
        message = "The `expires_at` timestamp must be less than 24 hours from Checkout Session creation."
        raise Refused(message, param="expires_at")
    return expires_at


def _refuse_descriptors(intent: dict[str, Any], methods: list[str]) -> None:
    if "statement_descriptor" in intent and "card" in methods:
        raise Refused(
            "The `statement_descriptor` parameter cannot be used with cards: "
            "use `statement_descriptor_suffix` instead.",
            param="payment_intent_data[statement_descriptor]",
        )
    for name in ("statement_descriptor", "statement_descriptor_suffix"):
        value = intent.get(name, "samenkomst")
        is_latin = value.isascii() and any(letter.isalpha() for letter in value)
        if not is_latin or NOT_IN_DESCRIPTORS & set(value):
            raise Refused(
                "The statement descriptor takes Latin characters, at least one letter, and none of <>\\'\"*.",
                param=f"payment_intent_data[{name}]",
            )


def _given(params: dict[str, Any], methods: list[str]) -> Given:
    return {
        "object": "checkout.session",
        "adaptive_pricing": params.get("adaptive_pricing", {"enabled": False}),
        "after_expiration": None,
        "allow_promotion_codes": params.get("allow_promotion_codes"),
        "automatic_tax": {"enabled": False, "liability": None, "provider": None, "status": None},
        "billing_address_collection": params.get("billing_address_collection"),
        "cancel_url": params.get("cancel_url"),
        "client_reference_id": params.get("client_reference_id"),
        "client_secret": None,
        "collected_information": None,
        "consent": None,
        "consent_collection": None,
        "currency": "eur",
        "currency_conversion": None,
        "custom_fields": [],
        "custom_text": {
            "after_submit": None,
            "shipping_address": None,
            "submit": params.get("custom_text", {}).get("submit"),
            "terms_of_service_acceptance": None,
        },
        "customer": None,
        "customer_creation": params.get("customer_creation", "if_required"),
        "customer_details": None,
        "customer_email": params.get("customer_email"),
        "discounts": [],
        "invoice": None,
        "livemode": False,
        "locale": params.get("locale"),
        "metadata": params.get("metadata", {}),
        "mode": "payment",
        "origin_context": params.get("origin_context"),
        "payment_intent": None,
        "payment_link": None,
        "payment_method_collection": "if_required",
        "payment_method_configuration_details": None,
        "payment_method_options": {},
        "payment_method_types": methods,
        "payment_status": "unpaid",
        "permissions": None,
        "phone_number_collection": params.get("phone_number_collection", {"enabled": False}),
        "recovered_from": None,
        "saved_payment_method_options": None,
        "setup_intent": None,
        "shipping_address_collection": None,
        "shipping_cost": None,
        "shipping_options": [],
        "status": "open",
        "submit_type": params.get("submit_type"),
        "subscription": None,
        "success_url": params["success_url"],
        "total_details": {"amount_discount": 0, "amount_shipping": 0, "amount_tax": 0},
        "ui_mode": "hosted_page",
        "wallet_options": None,
    }
