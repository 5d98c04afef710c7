"""The page of what comes back, with its starts."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.http import require_safe

from events.kinds import KINDS
from lib import clock
from reports.series_page import editions_of, series_at
from website.agenda import coming_row, row_of
from website.form_of_address import addressing
from website.templatetags.display import language


@require_safe
def series(request: HttpRequest, kind: str, slug: str) -> HttpResponse:
    """Show a series: its text, the editions to come with their places, and those that were."""
    found = series_at(kind, slug)
    if found is None:
        raise Http404
    now = clock.now()
    editions = editions_of(found, now)
    context = {
        "organisation": found.organisation,
        "kind": KINDS[kind],
        "title": found.text("title", language()),
        "description": found.text("description", language()),
        "picture": found.picture,
        "picture_alt": found.text("picture_alt", language()),
        "rows": [coming_row(item, now, language()) for item in editions.coming],
        "under_way": [row_of(event, language()) for event in editions.begun],
        "past": [row_of(event, language()) for event in editions.held],
        "kind_url": reverse("kind", args=(kind,)),
        "addresses": {code: _address(kind, slug, code) for code in ("nl", "en")},
    }
    with addressing(found.organisation):
        return render(request, "website/series/page.html", context)


def _address(kind: str, slug: str, code: str) -> str:
    with translation.override(code):
        return str(settings.SITE_URL) + reverse("series", args=(kind, slug))
