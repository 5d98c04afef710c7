"""The practical texts of an event: the list in its order, a new one, one that is there."""

from __future__ import annotations

import re
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.utils.translation import gettext as _

from events.models import EventText
from flows.event_texts import TextGone, add_text, edit_text, move_text, remove_text
from workspace.access import EventDesk, at_event
from workspace.event_parts import parts_of_event
from workspace.forms.event_texts import EventTextForm
from workspace.forms.shown_errors import shown_errors
from workspace.frame import event_url, show


@at_event("event.edit")
def event_texts(request: HttpRequest, desk: EventDesk) -> HttpResponseBase:
    """List the texts; "up" or "down" with a text's number moves it one place."""
    if request.method == "POST":
        return _moved(request, desk)
    rows = [(row, event_url(desk.event, "event_text", row.pk)) for row in desk.event.texts.all()]
    return _show(request, desk, "list.html", {"rows": rows})


@at_event("event.edit")
def event_text_new(request: HttpRequest, desk: EventDesk) -> HttpResponseBase:
    """Another text; "preview" shows it and stores nothing."""
    form = EventTextForm(_posted(request), None)
    if form.is_valid() and "preview" not in request.POST:
        add_text(desk.event.pk, form.values(), desk.now, actor=desk.actor)
        return _back(request, desk, _("Saved."))
    return _page(request, desk, form, None)


@at_event("event.edit")
def event_text(request: HttpRequest, desk: EventDesk, text_id: int) -> HttpResponseBase:
    """One text; "preview" shows what was typed, "remove" takes it off the page."""
    row = desk.event.texts.filter(pk=text_id).first()
    if row is None:
        raise Http404
    if "remove" in request.POST:
        return _removed(request, desk, row)
    form = EventTextForm(_posted(request), row)
    if form.is_valid() and "preview" not in request.POST:
        try:
            changed = edit_text(desk.event.pk, row.pk, form.values(), desk.now, actor=desk.actor)
        except TextGone as gone:
            raise Http404 from gone
        return _back(request, desk, _("Saved.") if changed else _("Nothing has changed."))
    return _page(request, desk, form, row)


def _moved(request: HttpRequest, desk: EventDesk) -> HttpResponseBase:
    way = "up" if "up" in request.POST else "down"
    number = request.POST.get(way, "")
    if not re.fullmatch(r"\d{1,18}", number, re.ASCII):
        raise Http404
    try:
        move_text(desk.event.pk, int(number), desk.now, up=way == "up", actor=desk.actor)
    except TextGone as gone:
        raise Http404 from gone
    return HttpResponseRedirect(event_url(desk.event, "event_texts"), status=303)


def _removed(request: HttpRequest, desk: EventDesk, row: EventText) -> HttpResponseBase:
    try:
        remove_text(desk.event.pk, row.pk, desk.now, actor=desk.actor)
    except TextGone as gone:
        raise Http404 from gone
    return _back(request, desk, _("The text has been removed."))


def _posted(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _back(request: HttpRequest, desk: EventDesk, sentence: str) -> HttpResponseBase:
    messages.success(request, sentence)
    return HttpResponseRedirect(event_url(desk.event, "event_texts"), status=303)


def _page(request: HttpRequest, desk: EventDesk, form: EventTextForm, row: EventText | None) -> HttpResponse:
    preview = form.values() if "preview" in request.POST and form.is_valid() else None
    errors = shown_errors([form]) if form.is_bound else []
    context = {"form": form, "errors": errors, "row": row, "preview": preview}
    return _show(request, desk, "text.html", context)


def _show(request: HttpRequest, desk: EventDesk, template: str, context: dict[str, Any]) -> HttpResponse:
    context["parts"] = parts_of_event(desk, "event_texts")
    form = context.get("form")
    stale = isinstance(form, EventTextForm) and form.is_bound and form.is_stale
    status = 409 if stale else 422 if context.get("errors") else 200
    return show(request, desk, f"workspace/event_texts/{template}", context, "event_edit", status=status)
