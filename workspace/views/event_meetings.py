"""The meetings of an event: more of them, in a row or on typed dates, and fewer."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from events.conflicts import planned_sessions
from events.releases import dropped_sessions
from events.removing import NotPossible
from flows.event_parts import add_meetings
from flows.programme_editing import remove_session, restore_session
from workspace.access import EventDesk, at_event
from workspace.editing import posted, refused, saved, show_part, warn_of_holidays
from workspace.event_parts import page_of_part
from workspace.forms.event_parts import MeetingsForm
from workspace.frame import event_url

PAGE = "event_meetings"


@at_event("event.edit")
@page_of_part(PAGE)
def event_meetings(request: HttpRequest, desk: EventDesk) -> HttpResponseBase:
    """List the meetings; "remove" or "restore" with a slug is about one, any other post adds some."""
    event = desk.event
    for act in ("remove", "restore"):
        if act in request.POST:
            return _act(request, desk, act)
    form = MeetingsForm(posted(request), event, desk.now)
    if form.is_valid():
        added = add_meetings(event.pk, form.spans, desk.now, actor=desk.actor)
        warn_of_holidays(request, [event.local_date(begins_at) for begins_at, _ends_at in form.spans])
        said = ngettext(
            "%(number)s meeting stands in the draft of the programme.",
            "%(number)s meetings stand in the draft of the programme.",
            len(added),
        )
        return saved(request, desk, PAGE, said=said % {"number": len(added)})
    rows = [
        (planned, event_url(event, "session_edit", planned.session.slug))
        for planned in planned_sessions(event)
        if planned.session.kind == planned.session.Kind.MEETING
    ]
    context = {"rows": rows, "dropped": dropped_sessions(event)}
    return show_part(request, desk, PAGE, "workspace/event_parts/meetings.html", [form], **context)


def _act(request: HttpRequest, desk: EventDesk, act: str) -> HttpResponseBase:
    session = desk.event.sessions.filter(slug=request.POST[act]).first()
    if session is None:
        raise Http404
    if act == "restore":
        restore_session(session.pk, desk.now, actor=desk.actor)
        return saved(request, desk, PAGE, said=_("The meeting stays."))
    try:
        gone = remove_session(session.pk, desk.now, actor=desk.actor)
    except NotPossible as why:
        return refused(request, desk, why, PAGE)
    said = _("The meeting has been removed.") if gone else _("The meeting disappears with the next release.")
    return saved(request, desk, PAGE, said=said)
