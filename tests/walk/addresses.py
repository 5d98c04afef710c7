"""Every address of the site, from its routes: a new page is in it at once."""

from __future__ import annotations

import re

from django.urls import translate_url
from django.utils import translation

from operations.routes import Route, routes
from organisations.models import Membership
from payments.models import Invoice
from registrations.models import Registration
from tests.walk.world import World


def addresses(world: World, registration: Registration, mail_id: int) -> list[str]:
    """The Dutch address of each route; a part of one that is not known here fails by its name."""
    found = []
    for route in routes():
        if route.address.startswith("/demo/stripe/"):  # answers only beside the sandbox, in tests of its own
            continue
        values = _values(route, world, registration, mail_id)
        parts = re.split(r"<(\w+)>", route.address)  # every second is a name
        unknown = set(parts[1::2]) - values.keys()
        assert not unknown, f"say below what stands for {unknown} in {route.address}"
        found.append("".join(values[part] if number % 2 else part for number, part in enumerate(parts)))
    return found


def in_english(address: str) -> str:
    """The same page in English; pages that have one address keep it."""
    with translation.override("nl"):
        return translate_url(address, "en")


def _values(route: Route, world: World, registration: Registration, mail_id: int) -> dict[str, str]:
    participant = registration.participants.get(position=0)
    secret = participant.secret if route.name == "participation" else registration.secret
    return {
        "kind": "privacyverklaring" if route.name == "legal_text" else "congressen",
        "slug": _slug(route, world),
        "organisation": world.organisation.slug,
        "reference": registration.reference,
        "secret": secret,
        "participant_id": str(participant.pk),
        "session": "ronde-1-a",
        "round": "ronde-1",
        "series": "kracht-van-netwerken",
        "text": "terms",
        "mail_id": str(mail_id),
        "number": _number(route, registration),
        "membership_id": str(Membership.objects.get(user=world.organiser).pk),
        "ticket": "regulier",
        "customer_number": str(registration.customer.number) if registration.customer else "0",
        "refund_id": "1",
        "partnership_id": str(world.congress.partnerships.get().pk),
        "text_id": str(world.congress.texts.earliest("pk").pk),
        "uidb36": "1",
        "key": "x-y",
        "pk": "1",
        "session_id": "cs_1",
        "extension": "pdf",
    }


def _number(route: Route, registration: Registration) -> str:
    """Of a stand, of something in the demo, or of the invoice."""
    if "stand" in route.name:
        return "1"
    return "0" if "demo" in route.name else Invoice.objects.get(registration=registration).number


def _slug(route: Route, world: World) -> str:
    """Of an event that has what the route is about."""
    if route.name in {"legal_text", "embedded_agenda"}:
        return "academie"
    if "stand" in route.name:
        return world.fair.slug
    return world.course.slug if "meetings" in route.name else world.congress.slug
