"""The next edition of an event: its dates are shown, and the holidays among them, before it is made."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from events.copying import dates_of_copy, proposed_day
from events.holidays import holidays_among
from flows.event_copying import copy_event
from flows.event_editing import SlugTaken
from lib.dates import day_in_zone, format_day
from workspace.access import EventDesk, at_event
from workspace.event_words import clash_sentence
from workspace.forms.event_copy import CopyForm
from workspace.forms.shown_errors import shown_errors
from workspace.frame import event_url, show


@at_event("event.make")
def event_copy(request: HttpRequest, desk: EventDesk) -> HttpResponseBase:
    """Ask the first day; with holidays among the days nothing is made before they were shown."""
    today = day_in_zone(desk.now, desk.event.timezone)
    form = CopyForm(request.POST if request.method == "POST" else None, desk.event, today)
    if not form.is_valid():
        return _page(request, desk, form, None if form.is_bound else proposed_day(desk.event, today))
    day: date = form.cleaned_data["first_day"]
    was_shown = request.POST.get("shown") == day.isoformat()
    if "make" not in request.POST or (holidays_among(dates_of_copy(desk.event, day)) and not was_shown):
        return _page(request, desk, form, day)
    try:
        slug = form.cleaned_data["slug"]
        event = copy_event(desk.event, slug, day, desk.now, actor=desk.actor, user=desk.user)
    except SlugTaken:
        form.refuse_slug()
        return _page(request, desk, form, day)
    messages.success(request, _("The event has been made. Nobody sees it until you publish it."))
    return HttpResponseRedirect(event_url(event), status=303)


def _page(request: HttpRequest, desk: EventDesk, form: CopyForm, day: date | None) -> HttpResponse:
    dates = dates_of_copy(desk.event, day) if day else []
    errors = shown_errors([form]) if form.is_bound else []
    context = {
        "form": form,
        "errors": errors,
        "shown": day.isoformat() if day else "",
        "dates": [format_day(one, get_language() or "nl") for one in dates],
        "clashes": [clash_sentence(clash) for clash in holidays_among(dates)],
    }
    response = show(request, desk, "workspace/event_copy/page.html", context, "event_edit")
    response.status_code = 422 if errors else 200
    return response
