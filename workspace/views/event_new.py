"""A new event, from nothing."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.utils.translation import gettext as _

from events.holidays import clashes
from events.kinds import KINDS
from flows.event_editing import SlugTaken, make_draft
from workspace.access import Desk, at_organisation
from workspace.event_words import clash_sentence
from workspace.forms.event_new import NewEventForm, kind_named
from workspace.forms.shown_errors import shown_errors
from workspace.frame import event_url, show


@at_organisation("event.make")
def event_new(request: HttpRequest, desk: Desk) -> HttpResponseBase:
    """Ask the kind, then all that it needs; store it as a draft."""
    posted = request.POST if request.method == "POST" else None
    kind = kind_named((posted or request.GET).get("kind", ""))
    if kind is None:
        kinds = [(known.name, known.label) for known in KINDS.values()]
        return show(request, desk, "workspace/event_new/kinds.html", {"kinds": kinds}, "event_new")
    form = NewEventForm(kind, desk.organisation, desk.now, posted)
    if posted is not None and form.is_valid():
        try:
            event = make_draft(form.event(), form.blueprint(), desk.now, actor=desk.actor, user=desk.user)
        except SlugTaken:
            form.refuse_slug()
        else:
            messages.success(request, _("The event has been made. Nobody sees it until you publish it."))
            for clash in clashes(event):
                messages.warning(request, clash_sentence(clash))
            return HttpResponseRedirect(event_url(event), status=303)
    return _page(request, desk, form)


def _page(request: HttpRequest, desk: Desk, form: NewEventForm) -> HttpResponse:
    errors = shown_errors(form.forms)
    context = {"kind": form.kind, "form": form, "errors": errors}
    response = show(request, desk, "workspace/event_new/page.html", context, "event_new")
    response.status_code = 422 if errors else 200
    return response
