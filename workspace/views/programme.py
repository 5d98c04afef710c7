"""The programme as it is being edited, and its release."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.utils.translation import gettext as _

from events.conflicts import Planned, conflicts, planned_sessions
from events.models import Event
from events.releases import pending_changes
from flows.event_making import release_programme
from flows.programme_editing import AlreadyReleased, NoVenue, add_session, edit_session, remove_session
from registrations.room_seats import small_rooms
from reports.release_reach import people_touched
from workspace.access import EventDesk, at_event
from workspace.event_words import change_sentences, conflict_sentence, small_room_sentence
from workspace.forms.session import SessionForm
from workspace.forms.shown_errors import shown_errors
from workspace.frame import event_url, show


@at_event("event.edit")
def programme(request: HttpRequest, desk: EventDesk) -> HttpResponseBase:
    """List the sessions by day, with what clashes and how much waits for a release."""
    event = desk.event
    pending = pending_changes(event)
    waiting = {change["slug"]: change["change"] for change in pending if change["part"] == "session"}
    rows = [(planned, waiting.get(planned.session.slug, "")) for planned in planned_sessions(event)]
    days = groupby(rows, key=lambda row: event.local_date(row[0].begins_at))
    context = {
        "days": [(day, [_row(desk, *row) for row in inside]) for day, inside in days],
        "conflicts": list(_conflicts(event)),
        "pending": len(pending),
    }
    return show(request, desk, "workspace/programme/page.html", context, "programme")


@at_event("event.edit")
def session_new(request: HttpRequest, desk: EventDesk) -> HttpResponseBase:
    """Add a session."""
    form = SessionForm(request.POST if request.method == "POST" else None, desk.event, None)
    if form.is_valid():
        data = form.cleaned_data
        try:
            add_session(
                desk.event.pk,
                data["kind"],
                form.values(),
                data["room"],
                form.speaker_list(),
                data.get("round", ""),
                data.get("seats"),
                desk.now,
                actor=desk.actor,
            )
        except NoVenue:
            form.refuse_room()
        else:
            return _back(request, desk, _("The session stands in the draft of the programme."))
    return _session_page(request, desk, form, None)


@at_event("event.edit")
def session_edit(request: HttpRequest, desk: EventDesk, session: str) -> HttpResponseBase:
    """Change a session in the draft; "remove" takes out one that nobody has seen."""
    planned = _find(desk, session)
    if request.method == "POST" and "remove" in request.POST:
        return _remove(request, desk, planned)
    form = SessionForm(request.POST if request.method == "POST" else None, desk.event, planned)
    if form.is_valid():
        room = form.cleaned_data["room"]
        try:
            edit_session(
                planned.session.pk, form.values(), room, form.speaker_list(), desk.now, actor=desk.actor
            )
        except NoVenue:
            form.refuse_room()
        else:
            return _back(request, desk, _("The draft of the programme has been changed."))
    return _session_page(request, desk, form, planned)


@at_event("event.edit")
def programme_release(request: HttpRequest, desk: EventDesk) -> HttpResponseBase:
    """Tell what a release changes and whom it touches; do it."""
    event, changes = desk.event, pending_changes(desk.event)
    if request.method == "POST" and request.POST.get("confirm") == "on":
        release = release_programme(event, desk.now, actor=desk.actor, user=desk.user)
        said = _("There was nothing to release.")
        if release is not None:
            said = _("Version %(number)s of the programme is public now.") % {"number": release.number}
        return _back(request, desk, said)
    context = {
        "lines": list(change_sentences(event, changes)),
        "touched": people_touched(event, changes),
        "number": (last.number if (last := event.releases.first()) else 0) + 1,
        "conflicts": list(_conflicts(event)),
        "is_draft": event.status == event.Status.DRAFT,
    }
    status = 422 if request.method == "POST" else 200
    return show(request, desk, "workspace/programme/release.html", context, "programme", status=status)


def _find(desk: EventDesk, slug: str) -> Planned:
    for planned in planned_sessions(desk.event):
        if planned.session.slug == slug:
            return planned
    raise Http404


def _remove(request: HttpRequest, desk: EventDesk, planned: Planned) -> HttpResponseBase:
    try:
        remove_session(planned.session.pk, desk.now, actor=desk.actor)
    except AlreadyReleased:
        messages.error(request, _("The public has seen this session already, so it cannot be removed."))
        return HttpResponseRedirect(event_url(desk.event, "programme"), status=303)
    return _back(request, desk, _("The session has been removed."))


def _session_page(
    request: HttpRequest, desk: EventDesk, form: SessionForm, planned: Planned | None
) -> HttpResponse:
    errors = shown_errors([form]) if form.is_bound else []
    own = planned.session.pk if planned else None
    context = {
        "form": form,
        "errors": errors,
        "planned": planned,
        "conflicts": list(_conflicts(desk.event, own)) if planned else [],
    }
    template = "workspace/programme/session.html"
    return show(request, desk, template, context, "programme", status=422 if errors else 200)


def _conflicts(event: Event, session_id: int | None = None) -> Iterator[str]:
    for found in conflicts(event):
        if session_id in {None, found.first.session.pk, found.second.session.pk}:
            yield conflict_sentence(found)
    for small in small_rooms(event):
        if session_id in {None, small.planned.session.pk}:
            yield small_room_sentence(small)


def _row(desk: EventDesk, planned: Planned, state: str) -> dict[str, Any]:
    return {
        "planned": planned,
        "state": state,
        "url": event_url(desk.event, "session_edit", planned.session.slug),
    }


def _back(request: HttpRequest, desk: EventDesk, said: str) -> HttpResponseBase:
    messages.success(request, said)
    return HttpResponseRedirect(event_url(desk.event, "programme"), status=303)
