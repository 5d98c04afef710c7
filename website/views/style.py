"""The living page /stijl/: every component in every state, for who builds and who checks."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from website.forms.style import StyleForm

ACCENTS = ["#6d2152", "#0b5c7a", "#ffd400", "#1f7a3d"]  # the third is too light for text: it is darkened
TYPED = {"name": "Marjolein Visser", "email": "facturen@westerkoog", "country": "NL"}


def style(request: HttpRequest) -> HttpResponse:
    """Show the page in the demo and to staff; for everybody else it does not exist."""
    if not settings.DEMO and not getattr(request.user, "is_staff", False):
        raise Http404
    return render(request, "website/style/page.html", samples())


def samples() -> dict[str, Any]:
    return {
        "form": StyleForm(initial={"name": "Marjolein Visser"}, prefix="right"),
        "wrong": StyleForm({f"wrong-{field}": value for field, value in TYPED.items()}, prefix="wrong"),
        "accents": ACCENTS,
        "day": date(2027, 3, 11),
        "days": [date(2027, 3, 11), date(2027, 3, 12)],
        "start": datetime(2027, 3, 11, 8, 30, tzinfo=UTC),
        "end": datetime(2027, 3, 11, 16, 0, tzinfo=UTC),
        "zone": "Europe/Amsterdam",
        "net": Decimal("495.00"),
        "gross": Decimal("598.95"),
        "exempt": Decimal("1950.00"),
        "zero": Decimal("0.00"),
        "discount": Decimal("-275.00"),
        "total": Decimal("2994.75"),
        "facts": [
            (_("Customer number"), "10042"),
            (_("Reference"), "SK-7F3K-29QX"),
            (_("Purchase order number"), "INK-2027-00418"),
        ],
        "tabs": [
            {"label": _("Overview"), "url": "#tabs", "current": False, "count": None},
            {"label": _("Participants"), "url": "#tabs", "current": True, "count": 338},
        ],
        "rows": [
            ("Aalbers, Joke", "Stichting Welzijn Zandwolde", "good", _("confirmed")),
            ("Berg, Pieter van den", "Gemeente Westerkoog", "warn", _("awaiting payment")),
            ("Blom, Anouk", "Hogeschool Noordstad", "bad", _("email not delivered")),
        ],
    }
