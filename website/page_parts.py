"""The parts that a kind of event names for its page: what each is drawn from, and its template."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from events.models import Event
from reports.event_page import other_editions, stands_of
from website.event.changes import releases
from website.event.days import when_and_where
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
    return {"editions": [_edition(event, subject) for event in other_editions(subject.event, subject.now)]}


def _edition(event: Event, subject: Subject) -> Context:
    days = [event.local_date(event.begins_at), event.local_date(event.ends_at)]
    return {
        "title": event.text("title", subject.language),
        "url": reverse("event", args=(event.kind, event.slug)),
        "when": when_and_where(event, days, subject.language),
    }


def _stands(subject: Subject) -> Context:
    return {"sizes": sizes(subject, stands_of(subject.event))}


def _speakers(subject: Subject) -> Context:
    return {"people": people(subject)}


PARTS: Mapping[str, PagePart] = {
    "programme": PagePart("website/event/programme.html", _programme),
    "meetings": PagePart("website/event/meetings.html", _meetings),
    "editions": PagePart("website/event/editions.html", _editions),
    "stands": PagePart("website/event/stands.html", _stands),
    "speakers": PagePart("website/event/speakers.html", _speakers),
}
