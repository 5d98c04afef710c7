"""The stands of an event: more of them, another size or number, fewer."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from events.models import Stand
from events.removing import NotPossible
from flows.stand_editing import add_size, add_stands, edit_stand, remove_stand, sell_stand
from registrations.occupancy import stands_with_pools
from workspace.access import EventDesk, at_event
from workspace.editing import posted, refused, saved, show_part
from workspace.event_parts import page_of_part
from workspace.forms.event_stands import StandForm, StandsForm
from workspace.frame import event_url
from workspace.refusal_words import refusal_sentence

PAGE = "event_stands"


@at_event("event.edit")
@page_of_part(PAGE)
def event_stands(request: HttpRequest, desk: EventDesk) -> HttpResponseBase:
    """List the stands, and add some."""
    form = StandsForm(posted(request), desk.event)
    if form.is_valid():
        try:
            numbers = _added(desk, form)
        except NotPossible as why:
            return refused(request, desk, why, PAGE)
        said = ngettext("Stand %(first)s is there.", "Stands %(first)s to %(last)s are there.", len(numbers))
        return saved(request, desk, PAGE, said=said % {"first": numbers[0], "last": numbers[-1]})
    rows = [
        (stand, pool, event_url(desk.event, "event_stand", stand.number))
        for stand, pool in stands_with_pools(desk.event)
    ]
    return show_part(request, desk, PAGE, "workspace/event_parts/stands.html", [form], rows=rows)


@at_event("event.edit")
@page_of_part(PAGE)
def event_stand(request: HttpRequest, desk: EventDesk, number: int) -> HttpResponseBase:
    """One stand: its number and size while it is free; "remove", "sell" and "keep" say what else."""
    found = next((row for row in stands_with_pools(desk.event) if row[0].number == number), None)
    if found is None:
        raise Http404
    stand, pool = found
    if acts := {"remove", "sell", "keep"} & request.POST.keys():
        return _act(request, desk, stand, acts.pop())
    form = StandForm(posted(request), stand)
    if form.is_valid():
        data = form.cleaned_data
        try:
            changed = edit_stand(
                desk.event.pk, stand.number, data["number"], data["size"], desk.now, actor=desk.actor
            )
        except NotPossible as why:
            form.refuse("number", refusal_sentence(why))
        else:
            return saved(request, desk, PAGE, changed=bool(changed))
    context = {"stand": stand, "pool": pool}
    return show_part(request, desk, PAGE, "workspace/event_parts/stand.html", [form], **context)


def _added(desk: EventDesk, form: StandsForm) -> list[int]:
    data, event_id = form.cleaned_data, desk.event.pk
    if form.is_new:
        return add_size(event_id, data["title"], data["price"], data["number"], desk.now, actor=desk.actor)
    return add_stands(event_id, data["size"], data["number"], desk.now, actor=desk.actor)


def _act(request: HttpRequest, desk: EventDesk, stand: Stand, act: str) -> HttpResponseBase:
    said = {
        "remove": _("The stand has been removed."),
        "sell": _("The stand is on sale again."),
        "keep": _("The stand is not on sale any more."),
    }
    try:
        if act == "remove":
            remove_stand(desk.event.pk, stand.number, desk.now, actor=desk.actor)
        else:
            sell_stand(desk.event.pk, stand.number, desk.now, is_sold=act == "sell", actor=desk.actor)
    except NotPossible as why:
        return refused(request, desk, why, "event_stand", stand.number)
    return saved(request, desk, PAGE, said=said[act])
