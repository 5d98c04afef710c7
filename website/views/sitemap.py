"""What search engines may look at, and where it is."""

from __future__ import annotations

from collections.abc import Iterator

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.http import require_safe

from events.kinds import KINDS
from lib import clock
from reports.agenda import upcoming
from reports.series_page import shown_series

NOT_FOR_ENGINES = ("/account/", "/beheer/", "/en/manage/", "/demo/")  # secret links say so themselves


@require_safe
def robots(_request: HttpRequest) -> HttpResponse:
    """Keep robots (RFC 9309) out of what needs an account, and name the sitemap."""
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in NOT_FOR_ENGINES)]
    lines.append(f"Sitemap: {settings.SITE_URL}/sitemap.xml")
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """List the public pages in both languages (sitemaps.org, protocol 0.9)."""
    context = {"addresses": list(_addresses())}
    return render(request, "website/sitemap/sitemap.xml", context, content_type="application/xml")


def _addresses() -> Iterator[str]:
    events = [item.event for item in upcoming(clock.now())]
    series = list(shown_series())
    for language in ("nl", "en"):
        with translation.override(language):
            yield settings.SITE_URL + reverse("home")
            yield from (settings.SITE_URL + reverse("kind", args=(kind,)) for kind in KINDS)
            for event in events:
                yield settings.SITE_URL + reverse("event", args=(event.kind, event.slug))
            for one in series:
                yield settings.SITE_URL + reverse("series", args=(one.kind, one.slug))
