"""What stands around every page of the workspace: whose it is, who works there, where else to go."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from events.models import Event
from lib.dates import format_short_day
from organisations.access import organisations_of
from organisations.models import Organisation
from reports.event_list import open_events
from workspace.access import Desk, EventDesk
from workspace.words import role_words

FINANCE = ("invoices", "customers", "waiting", "number_ranges", "bookkeeping")
ELSEWHERE = (*FINANCE, "colleagues", "organisation")


def show(
    request: HttpRequest,
    desk: Desk,
    template: str,
    context: dict[str, Any],
    current: str = "",
    *,
    status: int = 200,
) -> HttpResponse:
    """Render a page; ``current`` is the URL name of the part of the event or of finance that it is."""
    return render(request, template, {**frame(desk, current), **context}, status=status)


def frame(desk: Desk, current: str = "") -> dict[str, Any]:
    """The context that templates/workspace/base.html asks for."""
    event = desk.event if isinstance(desk, EventDesk) else None
    organisation, actor = desk.organisation, desk.actor
    home = reverse("workspace:home", args=[organisation.slug])
    navigation, open_now = [], []
    if actor.may("workspace.open"):
        navigation.append(_place(_("Events"), home, current=event is None and current not in ELSEWHERE))
        open_now = list(_open_events(desk, event))
    if actor.may("invoices.view"):
        url = reverse("workspace:invoices", args=[organisation.slug])
        navigation.append(_place(_("Invoices"), url, current=current in FINANCE))
    if actor.may("members.change"):
        url = reverse("workspace:colleagues", args=[organisation.slug])
        navigation.append(_place(_("Colleagues"), url, current=current == "colleagues"))
    if actor.may("organisation.change"):
        url = reverse("workspace:organisation", args=[organisation.slug])
        navigation.append(_place(_("Organisation"), url, current=current == "organisation"))
    return {
        "organisation": organisation,
        "organisation_url": home if navigation else "",
        "actor_name": desk.user.name or desk.user.email,
        "actor_role": role_words(actor.roles_in(event.pk if event else None)),
        "navigation": navigation,
        "open_events": open_now,
        "organisation_choices": _other_organisations(desk),
        "desk": desk,
        "event": event,
        "event_url": event_url(event) if event else "",
        "tabs": _tabs(desk, current) if isinstance(desk, EventDesk) else [],
        "tabs_label": event.text("title") if event else "",
    }


def event_url(event: Event, name: str = "event", *further: object) -> str:
    """The address of a page of ``event``, by its URL name."""
    return reverse(f"workspace:{name}", args=[event.organisation.slug, event.slug, *further])


def phone_url(desk: EventDesk) -> str:
    """Where somebody is signed up by telephone; "" where that cannot be, or not by who works here."""
    event = desk.event
    can_be = event.status == Event.Status.PUBLISHED and desk.now < event.ends_at
    if not can_be or not desk.actor.may("participants.add", event.pk):
        return ""
    return reverse("signup_by_phone", args=[event.kind, event.slug])


def _tabs(desk: EventDesk, current: str) -> list[dict[str, Any]]:
    parts = {
        "event": (_("Overview"), "event.open"),
        "participants": (_("Participants"), "participants.list"),
        "programme": (_("Programme"), "event.edit"),
        "discounts": (_("Discounts"), "event.edit"),
        "codes": (_("Codes"), "event.edit"),
        "partners": (_("Partners"), "event.edit"),
        "event_edit": (_("Edit"), "event.edit"),
    }
    tabs = [
        _place(label, event_url(desk.event, name), current=name == current)
        for name, (label, capability) in parts.items()
        if desk.actor.may(capability, desk.event.pk)
    ]
    return tabs if len(tabs) > 1 else []


def _open_events(desk: Desk, here: Event | None) -> Iterator[dict[str, Any]]:
    """The events that take sign-ups; those that share a title tell their first day."""
    rows = open_events(desk.actor, desk.organisation.pk, desk.now)
    titles = Counter(row.text("title") for row in rows)
    for row in rows:
        title, day = row.text("title"), row.local_date(row.begins_at)
        when = f", {format_short_day(day, get_language() or 'nl')}" if titles[title] > 1 else ""
        yield _place(f"{title}{when}", event_url(row), current=row == here)


def _other_organisations(desk: Desk) -> list[dict[str, Any]]:
    others = [row for row in organisations_of(desk.user) if row != desk.organisation]
    return [_place(row.name, organisation_url(row), current=False) for row in others]


def organisation_url(organisation: Organisation) -> str:
    """The first page of an organisation."""
    return reverse("workspace:home", args=[organisation.slug])


def _place(label: str, url: str, *, current: bool) -> dict[str, Any]:
    return {"label": label, "url": url, "current": current, "count": None}
