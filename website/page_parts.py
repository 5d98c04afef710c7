"""The parts that a kind of event names for its page: what each is drawn from, and its template."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from events.models import Event, Session
from reports.event_page import other_editions
from website.event.changes import releases
from website.event.days import from_begin_to_end, in_town
from website.event.people import people
from website.event.programme import meetings, programme
from website.event.stands import sizes
from website.event.subject import Subject

Context = dict[str, Any]


@dataclass(frozen=True)
class PagePart:
    """``load`` returns what the template shows; nothing (or only empty things): the part is left out."""

    template: str
    load: Callable[[Subject], Context]


def _programme(subject: Subject) -> Context:
    days = programme(subject)
    return {"days": days, "releases": releases(subject)} if days else {}


def _meetings(subject: Subject) -> Context:
    found = meetings(subject)
    return {"meetings": found, "releases": releases(subject)} if found else {}


def _editions(subject: Subject) -> Context:
    event, others = subject.event, other_editions(subject.event, subject.now)
    if event.series is None or not others:
        return {}
    return {
        "editions": [_edition(other, subject) for other in others],
        "series_url": reverse("series", args=(event.series.kind, event.series.slug)),
    }


def _edition(event: Event, subject: Subject) -> Context:
    return {
        "title": event.text("title", subject.language),
        "url": reverse("event", args=(event.kind, event.slug)),
        "when": in_town(event, from_begin_to_end(event, subject.language)),
    }


def _stands(subject: Subject) -> Context:
    return {"sizes": sizes(subject)}


def _speakers(subject: Subject) -> Context:
    teach = any(session.kind == Session.Kind.MEETING for session in subject.event.sessions.all())
    return {"people": found, "teach": teach} if (found := people(subject)) else {}


PARTS: Mapping[str, PagePart] = {
    "programme": PagePart("website/event/programme.html", _programme),
    "meetings": PagePart("website/event/meetings.html", _meetings),
    "editions": PagePart("website/event/editions.html", _editions),
    "stands": PagePart("website/event/stands.html", _stands),
    "speakers": PagePart("website/event/speakers.html", _speakers),
}
