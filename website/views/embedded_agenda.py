"""The events of an organisation as a page that stands inside a page of another website."""

from __future__ import annotations

from csp.decorators import csp_replace
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lib import clock
from organisations.access import organisation_by_slug
from reports.agenda import upcoming
from website.agenda import coming_row
from website.form_of_address import addressing
from website.templatetags.display import language

MINUTES_KEPT = 5


@require_safe
@csp_replace({"frame-ancestors": ["*"]})  # type: ignore[arg-type]  # any website may frame it: it takes no input
def embedded_agenda(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what is to come of an organisation, by date; ``?kind=…`` shows one kind of it."""
    organisation = organisation_by_slug(slug)
    if organisation is None:
        raise Http404
    now = clock.now()
    listed = upcoming(now, request.GET.get("kind", ""), organisation.slug)
    rows = [coming_row(item, now, language()) for item in listed]
    with addressing(organisation):
        page = render(
            request, "website/embedded_agenda/page.html", {"organisation": organisation, "rows": rows}
        )
    page.headers["Cache-Control"] = f"public, max-age={MINUTES_KEPT * 60}"
    return page
