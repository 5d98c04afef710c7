"""What holds for this kind of event alone."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase

from flows.own_rules import edit_own_rules
from workspace.access import EventDesk, at_event
from workspace.editing import posted, saved, show_part
from workspace.event_parts import KIND_PARTS, page_of_part
from workspace.forms.own_rules import OWN_FORMS

PAGE = "own_rules"


@at_event("event.edit")
@page_of_part(PAGE)
def own_rules(request: HttpRequest, desk: EventDesk) -> HttpResponseBase:
    """Ask what the kind keeps beside every event; "preview" shows texts and stores nothing."""
    name = next(name for name in desk.event.behaviour.editing_parts if name in OWN_FORMS)
    form = OWN_FORMS[name](posted(request), desk.event)
    if form.is_valid() and "preview" not in request.POST:
        changed = edit_own_rules(desk.event.pk, form.values(), desk.now, actor=desk.actor)
        return saved(request, desk, PAGE, changed=bool(changed))
    shown = [form.cleaned_data[field] for field in form.previewed] if form.is_valid() else []
    context = {"title": KIND_PARTS[name].label, "preview": shown}
    return show_part(request, desk, PAGE, "workspace/event_parts/own_rules.html", [form], **context)
