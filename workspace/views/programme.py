"""The programme as it is being edited, and its release."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.utils.translation import gettext as _

from events.conflicts import Planned, planned_sessions
from events.releases import dropped_sessions, pending_changes
from flows.event_making import release_programme
from flows.programme_editing import restore_session
from reports.release_reach import people_touched
from workspace.access import EventDesk, at_event
from workspace.clashes import clash_flags, clash_sentences
from workspace.event_words import change_sentences
from workspace.frame import event_url, show


@at_event("event.edit")
def programme(request: HttpRequest, desk: EventDesk) -> HttpResponseBase:
    """List the sessions by day, with what clashes and how much waits for a release.

    "restore" with a slug keeps a session that the next release would cancel.
    """
    event = desk.event
    if "restore" in request.POST:
        return _restored(request, desk)
    pending, planned_rows = pending_changes(event), planned_sessions(event)
    flags = clash_flags(event, planned_rows)
    waiting = {change["slug"]: change["change"] for change in pending if change["part"] == "session"}
    days = groupby(planned_rows, key=lambda planned: event.local_date(planned.begins_at))

    def row(planned: Planned) -> dict[str, Any]:
        slug, pk = planned.session.slug, planned.session.pk
        url = event_url(event, "session_edit", slug)
        return {"planned": planned, "state": waiting.get(slug, ""), "url": url, "flags": flags.get(pk, ())}

    context = {
        "days": [(day, [row(planned) for planned in inside]) for day, inside in days],
        "conflicts": list(clash_sentences(event, planned_rows)),
        "dropped": dropped_sessions(event),
        "pending": len(pending),
    }
    return show(request, desk, "workspace/programme/page.html", context, "programme")


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
        "conflicts": list(clash_sentences(event, planned_sessions(event))),
        "is_draft": event.status == event.Status.DRAFT,
    }
    status = 422 if request.method == "POST" else 200
    return show(request, desk, "workspace/programme/release.html", context, "programme", status=status)


def _restored(request: HttpRequest, desk: EventDesk) -> HttpResponseBase:
    session = desk.event.sessions.filter(slug=request.POST["restore"]).first()
    if session is None:
        raise Http404
    restore_session(session.pk, desk.now, actor=desk.actor)
    return _back(request, desk, _("The session stays."))


def _back(request: HttpRequest, desk: EventDesk, said: str) -> HttpResponseBase:
    messages.success(request, said)
    return HttpResponseRedirect(event_url(desk.event, "programme"), status=303)
