"""Which settings of Stripe fit together; config/settings.py reads them and tells all that do not."""

from collections.abc import Sequence

LIVE, TESTING = ("sk_live_", "rk_live_"), ("sk_test_", "rk_test_")
STRIPE = "https://api.stripe.com"


def misfits(
    key: str, secrets: Sequence[str], organisation: str, base: str, *, in_production: bool
) -> dict[str, list[str]]:
    """Return what is wrong by the name of the setting; no online payment at all is right too."""
    wrong: dict[str, list[str]] = {}
    if key and not key.startswith((*LIVE, *TESTING)):
        wrong["STRIPE_SECRET_KEY"] = ["Not a secret key of Stripe: sk_live_… or sk_test_…."]
    elif key.startswith(LIVE) and not (in_production and base == STRIPE):
        wrong["STRIPE_SECRET_KEY"] = ["A live key is for production and Stripe's own address alone."]
    elif secrets and not key and in_production:
        wrong["STRIPE_SECRET_KEY"] = ["There is a webhook secret without a key: give both or neither."]
    if any(not secret.strip().startswith("whsec_") for secret in secrets):
        wrong["STRIPE_WEBHOOK_SECRET"] = ["Not a signing secret of a webhook endpoint: whsec_…."]
    elif key and not secrets and in_production:
        wrong["STRIPE_WEBHOOK_SECRET"] = ["There is a key without a webhook secret: give both or neither."]
    if key and not organisation and in_production:
        wrong["STRIPE_ORGANISATION"] = ["Say whose keys they are: the slug of an organisation."]
    return wrong
