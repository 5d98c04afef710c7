"""What comes back: the series of an organisation, the text of one, and which one an event belongs to."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from events.access import series_of
from events.models import Series
from events.removing import NotPossible
from flows.series_editing import edit_series, join_series, leave_series, start_series
from reports.series_page import series_at
from workspace.access import Desk, EventDesk, at_event, at_organisation
from workspace.editing import posted, refused, saved, show_part
from workspace.forms.series import JoinForm, SeriesForm, StartForm
from workspace.forms.shown_errors import shown_errors
from workspace.frame import event_url, show

PAGE = "event_series"


@at_event("event.edit")
def event_series(request: HttpRequest, desk: EventDesk) -> HttpResponseBase:
    """Which series an event is of; "start", "join" and "leave" change it."""
    event = desk.event
    start = StartForm(request.POST if "start" in request.POST else None, event)
    join = JoinForm(request.POST if "join" in request.POST else None, event)
    if start.is_valid():
        start_series(event.pk, start.cleaned_data["title"], desk.now, actor=desk.actor)
        return saved(request, desk, PAGE, said=_("The series is there. Give it a text."))
    if join.is_valid():
        try:
            join_series(event.pk, join.cleaned_data["series"], desk.now, actor=desk.actor)
        except NotPossible as why:
            return refused(request, desk, why, PAGE)
        return saved(request, desk, PAGE)
    if "leave" in request.POST:
        leave_series(event.pk, desk.now, actor=desk.actor)
        return saved(request, desk, PAGE)
    series = event.series
    context = {
        "start": start,
        "join": join,
        "series": series,
        "series_url": _url(desk, series) if series else "",
        "public_url": _public_url(series) if series else "",
    }
    return show_part(request, desk, PAGE, "workspace/series/of_event.html", [start, join], **context)


@at_organisation("event.make")
def series_list(request: HttpRequest, desk: Desk) -> HttpResponseBase:
    """List the series with their editions."""
    rows = [(row, _url(desk, row), _public_url(row)) for row in series_of(desk.organisation.pk)]
    return show(request, desk, "workspace/series/list.html", {"rows": rows}, "series_list")


@at_organisation("event.make")
def series_edit(request: HttpRequest, desk: Desk, series: str) -> HttpResponseBase:
    """The texts of a series; "preview" shows them and stores nothing."""
    row = series_of(desk.organisation.pk).filter(slug=series).first()
    if row is None:
        raise Http404
    form = SeriesForm(posted(request), row)
    if form.is_valid() and "preview" not in request.POST:
        try:
            changed = edit_series(row.pk, form.values(), desk.now, actor=desk.actor)
        except NotPossible as why:
            raise Http404 from why
        messages.success(request, _("Saved.") if changed else _("Nothing has changed."))
        return HttpResponseRedirect(_url(desk, row), status=303)
    errors = shown_errors([form]) if form.is_bound else []
    context = {
        "form": form,
        "errors": errors,
        "series": row,
        "preview": form.values() if "preview" in request.POST and form.is_valid() else None,
        "public_url": _public_url(row),
        "list_url": reverse("workspace:series_list", args=[desk.organisation.slug]),
        "editions": [(event, event_url(event)) for event in row.editions.select_related("organisation")],
    }
    status = 409 if form.is_bound and form.is_stale else 422 if errors else 200
    return show(request, desk, "workspace/series/edit.html", context, "series_list", status=status)


def _url(desk: Desk, series: Series) -> str:
    return reverse("workspace:series_edit", args=[desk.organisation.slug, series.slug])


def _public_url(series: Series) -> str:
    """The page that anybody may see; "" while no edition is public."""
    return reverse("series", args=[series.kind, series.slug]) if series_at(series.kind, series.slug) else ""
