"""The rounds of an event: the list in its order, a new one, one that is there."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from events.models import Round
from events.removing import NotPossible
from flows.event_parts import add_round, edit_round, move_round, remove_round
from workspace.access import EventDesk, at_event
from workspace.editing import posted, refused, saved, show_part
from workspace.event_parts import page_of_part
from workspace.forms.event_parts import RoundForm
from workspace.frame import event_url

PAGE = "event_rounds"


@at_event("event.edit")
@page_of_part(PAGE)
def event_rounds(request: HttpRequest, desk: EventDesk) -> HttpResponseBase:
    """List the rounds; "up" or "down" with a round's slug moves it one place."""
    way = next((name for name in ("up", "down") if name in request.POST), "")
    if way:
        try:
            move_round(desk.event.pk, request.POST[way], desk.now, up=way == "up", actor=desk.actor)
        except NotPossible as why:
            return refused(request, desk, why, PAGE)
        return saved(request, desk, PAGE)
    rounds = desk.event.rounds.select_related("day__draft").prefetch_related("sessions")
    rows = [(row, event_url(desk.event, "event_round", row.slug)) for row in rounds]
    return show_part(request, desk, PAGE, "workspace/event_parts/rounds.html", rows=rows)


@at_event("event.edit")
@page_of_part(PAGE)
def event_round_new(request: HttpRequest, desk: EventDesk) -> HttpResponseBase:
    """One more round, with its sessions."""
    form = RoundForm(posted(request), desk.event, None, get_language() or "nl")
    if form.is_valid():
        data = form.cleaned_data
        try:
            add_round(
                desk.event.pk,
                data["day"],
                form.values(),
                form.hours,
                data["sessions"],
                data["seats"],
                desk.now,
                actor=desk.actor,
            )
        except NotPossible as why:
            return refused(request, desk, why, PAGE)
        said = _("The round stands in the programme. Give its sessions their titles there.")
        return saved(request, desk, "programme", said=said)
    return show_part(request, desk, PAGE, "workspace/event_parts/round.html", [form], row=None)


@at_event("event.edit")
@page_of_part(PAGE)
def event_round(request: HttpRequest, desk: EventDesk, round: str) -> HttpResponseBase:  # noqa: A002
    """One round: its name and day; "remove" takes it out."""
    row = desk.event.rounds.select_related("day").filter(slug=round).first()
    if row is None:
        raise Http404
    if "remove" in request.POST:
        return _removed(request, desk, row)
    form = RoundForm(posted(request), desk.event, row, get_language() or "nl")
    if form.is_valid():
        try:
            changed = edit_round(
                desk.event.pk,
                row.slug,
                form.values(),
                form.cleaned_data["day"],
                desk.now,
                actor=desk.actor,
            )
        except NotPossible as why:
            return refused(request, desk, why, "event_round", row.slug)
        return saved(request, desk, PAGE, changed=bool(changed))
    return show_part(request, desk, PAGE, "workspace/event_parts/round.html", [form], row=row)


def _removed(request: HttpRequest, desk: EventDesk, row: Round) -> HttpResponseBase:
    try:
        remove_round(desk.event.pk, row.slug, desk.now, actor=desk.actor)
    except NotPossible as why:
        return refused(request, desk, why, "event_round", row.slug)
    return saved(request, desk, PAGE, said=_("The round has been removed, with its sessions."))
