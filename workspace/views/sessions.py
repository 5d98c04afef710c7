"""A session in the draft of the programme: a new one, one that is there."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.utils.translation import gettext as _

from events.conflicts import Planned, planned_sessions, with_typed
from events.removing import NotPossible
from flows.programme_editing import NoVenue, add_session, edit_session, remove_session
from workspace.access import EventDesk, at_event
from workspace.clashes import clash_sentences
from workspace.editing import refused, warn_of_holidays
from workspace.forms.session import SessionForm
from workspace.forms.shown_errors import shown_errors
from workspace.frame import event_url, show


@at_event("event.edit")
def session_new(request: HttpRequest, desk: EventDesk) -> HttpResponseBase:
    """Add a session; "check" names what would clash and stores nothing."""
    form = SessionForm(request.POST if request.method == "POST" else None, desk.event, None)
    if "check" in request.POST:
        return _checked(request, desk, form, None)
    if form.is_valid():
        data = form.cleaned_data
        try:
            session = add_session(
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
            said = _("The session stands in the draft of the programme.")
            return _back(request, desk, said, session.slug)
    return _session_page(request, desk, form, None)


@at_event("event.edit")
def session_edit(request: HttpRequest, desk: EventDesk, session: str) -> HttpResponseBase:
    """Change a session in the draft; "check" only names what would clash, "remove" takes the session out."""
    planned = _find(desk, session)
    if "remove" in request.POST:
        return _remove(request, desk, planned)
    form = SessionForm(request.POST if request.method == "POST" else None, desk.event, planned)
    if "check" in request.POST:
        return _checked(request, desk, form, planned)
    if form.is_valid():
        room = form.cleaned_data["room"]
        try:
            edit_session(
                planned.session.pk, form.values(), room, form.speaker_list(), desk.now, actor=desk.actor
            )
        except NoVenue:
            form.refuse_room()
        else:
            said = _("The draft of the programme has been changed.")
            return _back(request, desk, said, planned.session.slug)
    return _session_page(request, desk, form, planned)


def _find(desk: EventDesk, slug: str) -> Planned:
    for planned in planned_sessions(desk.event):
        if planned.session.slug == slug:
            return planned
    raise Http404


def _remove(request: HttpRequest, desk: EventDesk, planned: Planned) -> HttpResponseBase:
    try:
        gone = remove_session(planned.session.pk, desk.now, actor=desk.actor)
    except NotPossible as why:
        return refused(request, desk, why, "session_edit", planned.session.slug)
    return _back(
        request,
        desk,
        _("The session has been removed.") if gone else _("The session disappears with the next release."),
    )


def _checked(
    request: HttpRequest, desk: EventDesk, form: SessionForm, planned: Planned | None
) -> HttpResponse:
    """Name what would clash if this were saved: to a script that part alone, else the page as typed."""
    form.is_valid()
    clashes = list(_clashes_of(desk, form))
    if request.htmx:  # type: ignore[attr-defined]  # set by its middleware
        context = {"conflicts": clashes, "checked": True}
        return show(request, desk, "workspace/programme/conflicts.html", context, "programme")
    return _session_page(request, desk, form, planned, clashes)


def _clashes_of(desk: EventDesk, form: SessionForm) -> list[str]:
    typed = form.typed()
    if typed is None:
        return []
    planned = with_typed(planned_sessions(desk.event), typed)
    return list(clash_sentences(desk.event, planned, typed, form.cleaned_data.get("seats")))


def _session_page(
    request: HttpRequest,
    desk: EventDesk,
    form: SessionForm,
    planned: Planned | None,
    clashes: list[str] | None = None,
) -> HttpResponse:
    errors = shown_errors([form]) if form.is_bound else []
    if clashes is None:
        all_rows = planned_sessions(desk.event)
        clashes = list(clash_sentences(desk.event, all_rows, planned)) if planned else []
    context = {
        "form": form,
        "errors": errors,
        "planned": planned,
        "conflicts": clashes,
        "checked": "check" in request.POST,
    }
    status = 409 if form.is_bound and form.is_stale else 422 if errors else 200
    return show(request, desk, "workspace/programme/session.html", context, "programme", status=status)


def _back(request: HttpRequest, desk: EventDesk, said: str, slug: str = "") -> HttpResponseBase:
    """Say what was done and what of it clashes or is a holiday; lead to the programme."""
    messages.success(request, said)
    all_rows = planned_sessions(desk.event)
    for planned in all_rows:
        if planned.session.slug == slug:
            for sentence in clash_sentences(desk.event, all_rows, planned):
                messages.warning(request, sentence)
            warn_of_holidays(request, [desk.event.local_date(planned.begins_at)])
    return HttpResponseRedirect(event_url(desk.event, "programme"), status=303)
