"""Every page of the site, from its routes: a new one is in it at once, and has to be found there."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.urls import translate_url
from django.utils import translation

from operations.routes import Route, routes
from tests.walk.found import Found

FILE, MACHINE, ACT = "a file", "for machines", "an act: it answers to a POST alone"
SANDBOX = "the demo's Stripe has tests of its own, where it is there"
NO_PAGE = {
    "healthz": MACHINE,
    "readyz": MACHINE,
    "stripe_webhook": MACHINE,
    "places": MACHINE,
    "robots": FILE,
    "sitemap": FILE,
    "event_agenda": FILE,
    "agenda_feed": FILE,
    "registration_invoice": FILE,
    "workspace:invoice_file": FILE,
    "picture": FILE,
    "mfa_download_recovery_codes": FILE,
    "demo_clock": MACHINE,
    "demo_mail_raw": FILE,
    "demo_mail_attachment": FILE,
    "demo_stripe": SANDBOX,
    "demo_stripe_state": SANDBOX,
    "demo_stripe_checkout": SANDBOX,
    "demo_stripe_settle": SANDBOX,
    "demo_stripe_refund": SANDBOX,
    "demo_stripe_deliver": SANDBOX,
    "demo_stripe_refund_in_dashboard": SANDBOX,
    "demo_stripe_dispute": SANDBOX,
    "demo_stripe_close_dispute": SANDBOX,
    "signup_price": ACT,
    "pay": ACT,
    "participation_answers": ACT,
    "order_number": ACT,
    "mfa_login_webauthn": "what a script fetches, for a passkey",
    "workspace:start": "leads on: to the login, or to the only place that one may see",
}


@dataclass(frozen=True)
class Look:
    """One page in one language."""

    name: str
    address: str


def looks(found: Found, language: str) -> list[Look]:
    """All pages of a language; what has one address for all is Dutch. An unknown part fails by its name."""
    dutch = [Look(route.name, _address(route, found)) for route in routes() if route.name not in NO_PAGE]
    if language == "nl":
        return dutch
    english = [Look(look.name, _in_english(look.address)) for look in dutch]
    return [look for look in english if look not in dutch]


def _in_english(address: str) -> str:
    with translation.override("nl"):
        return translate_url(address, "en")


def _address(route: Route, found: Found) -> str:
    values = {**found.values, **found.own_values.get(route.name, {})}
    parts = re.split(r"<(\w+)>", route.address)  # every second is a name
    unknown = set(parts[1::2]) - values.keys()
    assert not unknown, f"say in tests/walk/found.py what stands for {unknown} in {route.address}"
    return "".join(values[part] if number % 2 else part for number, part in enumerate(parts))
