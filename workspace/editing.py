"""What the pages that change an event have in common: how they are shown, and where saving leads."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.utils.translation import gettext as _

from events.holidays import holidays_among
from events.removing import NotPossible
from workspace.access import EventDesk
from workspace.event_parts import parts_of_event
from workspace.event_words import clash_sentence
from workspace.forms.meanwhile import Guarded
from workspace.forms.shown_errors import shown_errors
from workspace.frame import event_url, show
from workspace.refusal_words import refusal_sentence


def posted(request: HttpRequest) -> Any:
    """What was posted; None for a page that is only looked at."""
    return request.POST if request.method == "POST" else None


def saved(
    request: HttpRequest, desk: EventDesk, name: str, *further: object, changed: bool = True, said: str = ""
) -> HttpResponseBase:
    """Say that it was stored, and lead to a page of the event by its URL name."""
    messages.success(request, said or (_("Saved.") if changed else _("Nothing has changed.")))
    return HttpResponseRedirect(event_url(desk.event, name, *further), status=303)


def refused(
    request: HttpRequest, desk: EventDesk, why: NotPossible, name: str, *further: object
) -> HttpResponseBase:
    """Say why not, and lead to a page of the event by its URL name."""
    messages.error(request, refusal_sentence(why))
    return HttpResponseRedirect(event_url(desk.event, name, *further), status=303)


def warn_of_holidays(request: HttpRequest, days: Iterable[date]) -> None:
    """Name the holidays among days that were just chosen."""
    for clash in holidays_among(days):
        messages.warning(request, clash_sentence(clash))


def show_part(
    request: HttpRequest,
    desk: EventDesk,
    current: str,
    template: str,
    page_forms: Sequence[forms.Form] = (),
    **context: Any,
) -> HttpResponse:
    """Render a page under the tabs of an event; what is wrong with its forms stands above them."""
    bound = [form for form in page_forms if form.is_bound]
    errors = shown_errors(bound)
    stale = any(form.is_stale for form in bound if isinstance(form, Guarded))
    known = {"parts": parts_of_event(desk, current), "errors": errors, **context}
    if len(page_forms) == 1:
        known.setdefault("form", page_forms[0])
    status = 409 if stale else 422 if errors else 200
    return show(request, desk, template, known, "event_edit", status=status)
