"""Ways to pay, as a charge tells of them. No bank or card of these exists."""

from typing import Any

OFFERED = ("ideal", "card", "bancontact", "sepa_debit")
SLOW = "sepa_debit"  # paid or failed after days
WITHOUT_DISPUTES = frozenset({"ideal", "bancontact"})

_DETAILS: dict[str, dict[str, Any]] = {
    "ideal": {
        "bank": "rabobank",
        "bic": "RABONL2U",
        "generated_sepa_debit": None,
        "generated_sepa_debit_mandate": None,
        "iban_last4": "6789",
        "transaction_id": None,
        "verified_name": "J. de Vries",
    },
    "card": {
        "amount_authorized": None,
        "authorization_code": None,
        "brand": "visa",
        "checks": {"address_line1_check": None, "address_postal_code_check": None, "cvc_check": "pass"},
        "country": "NL",
        "exp_month": 12,
        "exp_year": 2034,
        "funding": "debit",
        "installments": None,
        "last4": "4242",
        "mandate": None,
        "network": "visa",
        "network_token": {"used": False},
        "three_d_secure": None,
        "wallet": None,
    },
    "bancontact": {
        "bank_code": "GEBA",
        "bank_name": "BNP Paribas Fortis",
        "bic": "GEBABEBB",
        "generated_sepa_debit": None,
        "generated_sepa_debit_mandate": None,
        "iban_last4": "7034",
        "preferred_language": "nl",
        "verified_name": "J. de Vries",
    },
    "sepa_debit": {
        "bank_code": "RABO",
        "branch_code": None,
        "country": "NL",
        "fingerprint": None,
        "last4": "6789",
        "mandate": None,
    },
}
_DECLINED = {
    "type": "card_error",
    "code": "card_declined",
    "decline_code": "generic_decline",
    "message": "Your card was declined.",
}
_NOT_PAID = {
    "type": "invalid_request_error",
    "code": "payment_intent_payment_attempt_failed",
    "message": "The payment was not completed at the bank.",
}


def details(method: str) -> dict[str, Any]:
    """Return ``payment_method_details`` of a charge."""
    return {"type": method, method: _DETAILS[method]}


def failure(method: str) -> dict[str, Any]:
    """Return ``last_payment_error`` of a payment intent."""
    return dict(_DECLINED if method == "card" else _NOT_PAID) | {"payment_method_type": method}
