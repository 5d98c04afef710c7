"""The page of an event, and its dates for a calendar."""

from __future__ import annotations

from typing import cast

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from events.access import public_events
from flows.mails.links import event_url
from lib import clock
from registrations.feeds import event_feed
from reports.public_state import PublicState, public_state
from website.event.kept import live_page
from website.templatetags.display import language

ASK_AGAIN = "public, no-cache"  # keep it, but ask each time whether it is still so


@require_safe
def event(request: HttpRequest, kind: str, slug: str) -> HttpResponse:
    """Show an event with its places as they are now; the same page for everybody."""
    state = state_or_404(kind, slug)
    body, tag = live_page(state, clock.now()).serve(state)
    return revalidated(request, HttpResponse(body), tag)


@require_safe
def event_agenda(request: HttpRequest, kind: str, slug: str) -> HttpResponse:
    """Give the days or meetings of an event as a calendar (RFC 5545) that programs may subscribe to."""
    event = public_events().filter(kind=kind, slug=slug).first()
    if event is None:
        raise Http404
    content, tag = event_feed(event, language(), event_url)
    answer = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    answer.headers["Content-Disposition"] = f'inline; filename="{slug}.ics"'
    return revalidated(request, answer, tag)


def state_or_404(kind: str, slug: str) -> PublicState:
    """How an event that the public sees stands now. Raises Http404."""
    state = public_state(kind, slug)
    if state is None:
        raise Http404
    return state


def revalidated(request: HttpRequest, answer: HttpResponse, tag: str) -> HttpResponse:
    """Return ``answer`` under its ETag, or 304 to whoever has just that (RFC 9110 §13.1.2)."""
    answer.headers["ETag"] = tag
    answer.headers["Cache-Control"] = ASK_AGAIN
    return cast("HttpResponse", get_conditional_response(request, etag=tag, response=answer))
