"""The agenda of an organisation for its own website: what to paste there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from events.kinds import KINDS
from flows.mails.links import event_url
from lib.dates import format_span
from reports.agenda import upcoming
from workspace.access import Desk, at_organisation
from workspace.frame import show

LANGUAGES = {"nl": "Nederlands", "en": "English"}
PIXELS_PER_EVENT = 190  # at 320 px wide, where an event is tallest


@dataclass(frozen=True)
class LinkedEvent:
    """One event of the list of links."""

    url: str
    title: str
    dates: str
    place: str


@at_organisation("event.make")
def embedded_agenda(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Show the frame and the list of links, in the language and of the kind asked for."""
    kind, asked = request.GET.get("kind", ""), request.GET.get("language", "")
    code = asked if asked in LANGUAGES else (translation.get_language() or "nl")[:2]
    links = _links(desk, kind, code)
    with translation.override(code):
        address = settings.SITE_URL + reverse("embedded_agenda", args=(desk.organisation.slug,))
        frame_title = _("Events of %(name)s") % {"name": desk.organisation.name}
    context: dict[str, Any] = {
        "kinds": list(KINDS.values()),
        "languages": LANGUAGES.items(),
        "kind": kind,
        "code": code,
        "address": f"{address}?kind={kind}" if kind in KINDS else address,
        "frame_title": frame_title,
        "links": links,
    }
    context["frame"] = render_to_string(
        "workspace/embedded_agenda/frame.html", {**context, "height": PIXELS_PER_EVENT * max(len(links), 2)}
    )
    context["list"] = render_to_string("workspace/embedded_agenda/links.html", context)
    return show(request, desk, "workspace/embedded_agenda/page.html", context, "home")


def _links(desk: Desk, kind: str, code: str) -> list[LinkedEvent]:
    return [
        LinkedEvent(
            event_url(event, code),
            event.text("title", code),
            format_span(event.local_date(event.begins_at), event.local_date(event.ends_at), code),
            event.venue.city if event.venue else "",
        )
        for event in (item.event for item in upcoming(desk.now, kind, desk.organisation.slug))
    ]
