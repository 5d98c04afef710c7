"""A participant's calendar, which programs read again and again."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from flows.mails.links import event_url
from lib import clock
from registrations.feeds import participant_feed


@require_safe
def agenda_feed(request: HttpRequest, secret: str) -> HttpResponse:
    """Give the feed; 304 where it is the one that the program has."""
    found = participant_feed(secret, clock.now(), event_url)
    if found is None:
        raise Http404
    content, etag = found
    response = HttpResponse(content, "text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = 'inline; filename="agenda.ics"'
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return get_conditional_response(request, etag=etag, response=response) or response
