"""The pictures of an event, of its speakers and of a series."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from events.access import series_of, speakers_at
from flows.pictures import NONE, Picture, show_on_event, show_on_series, show_speaker, store
from lib.pictures import FACE, WIDE
from workspace.access import Desk, EventDesk, at_event, at_organisation
from workspace.editing import saved, show_part
from workspace.forms.pictures import PictureForm, SpeakerForm
from workspace.forms.shown_errors import shown_errors
from workspace.frame import event_url, show

PAGE = "event_pictures"


@at_event("event.edit")
def event_pictures(request: HttpRequest, desk: EventDesk) -> HttpResponseBase:
    """The picture of an event, and who speaks there; "remove" takes the picture away."""
    form = PictureForm(*_sent(request), desk.event, WIDE)
    picture = _asked_for(request, form, desk)
    if picture is not None:
        changed = show_on_event(desk.event.pk, picture, desk.now, actor=desk.actor)
        return saved(request, desk, PAGE, changed=changed)
    speakers = [(row, event_url(desk.event, "event_speaker", row.pk)) for row in speakers_at(desk.event.pk)]
    return show_part(request, desk, PAGE, "workspace/pictures/event.html", [form], speakers=speakers)


@at_event("event.edit")
def event_speaker(request: HttpRequest, desk: EventDesk, speaker_id: int) -> HttpResponseBase:
    """What is told of a speaker, with a photo."""
    speaker = speakers_at(desk.event.pk).filter(pk=speaker_id).first()
    if speaker is None:
        raise Http404
    form = SpeakerForm(*_sent(request), speaker, FACE)
    picture = _asked_for(request, form, desk)
    if picture is not None:
        values = form.values() if form.is_valid() else {}
        changed = show_speaker(speaker.pk, values, picture, desk.now, actor=desk.actor)
        return saved(request, desk, PAGE, changed=changed)
    template = "workspace/pictures/speaker.html"
    return show_part(request, desk, PAGE, template, [form], speaker=speaker, back=event_url(desk.event, PAGE))


@at_organisation("event.make")
def series_picture(request: HttpRequest, desk: Desk, series: str) -> HttpResponseBase:
    """The picture of a series."""
    row = series_of(desk.organisation.pk).filter(slug=series).first()
    if row is None:
        raise Http404
    form = PictureForm(*_sent(request), row, WIDE)
    series_url = reverse("workspace:series_edit", args=[desk.organisation.slug, row.slug])
    picture = _asked_for(request, form, desk)
    if picture is not None:
        changed = show_on_series(row.pk, picture, desk.now, actor=desk.actor)
        messages.success(request, _("Saved.") if changed else _("Nothing has changed."))
        return HttpResponseRedirect(series_url, status=303)
    errors = shown_errors([form]) if form.is_bound else []
    context = {"form": form, "errors": errors, "series": row, "series_url": series_url}
    status = 422 if errors else 200
    return show(request, desk, "workspace/pictures/series.html", context, "series_list", status=status)


def _sent(request: HttpRequest) -> tuple[Any, Any]:
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


def _asked_for(request: HttpRequest, form: PictureForm, desk: Desk) -> Picture | None:
    """The picture to show from now on; None where nothing (right) was posted.

    A file that was taken in stays with the form, even where something else in it is wrong.
    """
    if "remove" in request.POST:
        return NONE
    is_right = form.is_valid()
    if form.encoded is not None:
        form.keep(store(form.encoded, desk.now))
    return form.shown() if is_right else None
