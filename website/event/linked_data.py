"""The event as search engines read it (schema.org/Event): a data block, which no policy forbids."""

from __future__ import annotations

import json
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from events.models import Event, Venue
from website.event.subject import Subject
from website.templatetags.pictures import social_url

SCHEMA = "https://schema.org"
ESCAPED = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


def linked_data(subject: Subject, url: str) -> SafeString:
    """Return the JSON of an event whose page is at ``url``, fit to stand in a script element."""
    event = subject.event
    cancelled = event.status == Event.Status.CANCELLED
    data = {
        "@context": SCHEMA,
        "@type": "Event",
        "name": subject.text(event, "title"),
        "description": subject.text(event, "lead"),
        "startDate": event.begins_at.astimezone(event.zone).isoformat(),
        "endDate": event.ends_at.astimezone(event.zone).isoformat(),
        "eventAttendanceMode": f"{SCHEMA}/OfflineEventAttendanceMode",
        "eventStatus": f"{SCHEMA}/{'EventCancelled' if cancelled else 'EventScheduled'}",
        "organizer": {"@type": "Organization", "name": event.organisation.name},
        "url": url,
    }
    if event.picture:
        data["image"] = social_url(event.picture)
    if event.venue:
        data["location"] = _place(event.venue)
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(ESCAPED)
    return mark_safe(text)  # noqa: S308  nothing in it ends the element


def _place(venue: Venue) -> dict[str, Any]:
    address = {
        "@type": "PostalAddress",
        "streetAddress": venue.street,
        "postalCode": venue.postcode,
        "addressLocality": venue.city,
        "addressCountry": venue.country,
    }
    return {"@type": "Place", "name": venue.name, "address": {k: v for k, v in address.items() if v}}
