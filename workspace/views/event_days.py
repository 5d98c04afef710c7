"""The days of an event: one more, one less."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _

from events.removing import NotPossible
from flows.event_parts import add_day, remove_day
from workspace.access import EventDesk, at_event
from workspace.editing import posted, refused, saved, show_part, warn_of_holidays
from workspace.event_parts import page_of_part
from workspace.forms.event_parts import DayForm
from workspace.frame import event_url


@at_event("event.edit")
@page_of_part("event_days")
def event_days(request: HttpRequest, desk: EventDesk) -> HttpResponseBase:
    """List the days; "remove" with a day's slug takes it out, all else that is posted is a new day."""
    event = desk.event
    if "remove" in request.POST:
        try:
            remove_day(event.pk, request.POST["remove"], desk.now, actor=desk.actor)
        except NotPossible as why:
            return refused(request, desk, why, "event_days")
        return saved(request, desk, "event_days", said=_("The day has been removed."))
    form = DayForm(posted(request), event, desk.now)
    if form.is_valid():
        try:
            add_day(event.pk, form.span(), form.cleaned_data.get("seats"), desk.now, actor=desk.actor)
        except NotPossible as why:
            return refused(request, desk, why, "event_days")
        warn_of_holidays(request, [event.local_date(form.span()[0])])
        return saved(request, desk, "event_days", said=_("The day stands in the draft of the programme."))
    rows = event.days.filter(cancelled_at=None).select_related("draft").prefetch_related("pools")
    days = [(day, getattr(day, "draft", day), day.pools.filter(partnership=None).first()) for day in rows]
    context = {"days": days, "edit_url": event_url(event, "event_edit")}
    return show_part(request, desk, "event_days", "workspace/event_parts/days.html", [form], **context)
