"""Changing an event, part by part."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from flows.event_editing import (
    add_ticket,
    edit_cancellation,
    edit_event,
    edit_rules,
    edit_ticket,
    set_capacities,
)
from registrations.capacity import BelowTaken, pools_with_capacity
from workspace.access import EventDesk, at_event
from workspace.event_words import pool_title
from workspace.forms.admission import AdmissionForm
from workspace.forms.capacities import CancellationForm, CapacitiesForm
from workspace.forms.event_edit import EventForm, RulesForm
from workspace.forms.shown_errors import shown_errors
from workspace.frame import event_url, show

TEMPLATES = "workspace/event_edit"


@at_event("event.edit")
def event_edit(request: HttpRequest, desk: EventDesk) -> HttpResponseBase:
    """Texts, place and days; "preview" shows the texts and stores nothing."""
    form = EventForm(_posted(request), desk.event)
    if form.is_valid() and "preview" not in request.POST:
        data = form.cleaned_data
        changed = edit_event(
            desk.event.pk, form.values(), data["place"], form.spans(), desk.now, actor=desk.actor
        )
        drafted = not set(changed) <= form.values().keys()
        note = _("The new place or date becomes public when you release the programme.") if drafted else ""
        return _saved(request, desk, "event_edit", changed=bool(changed), note=note)
    preview = form.cleaned_data if "preview" in request.POST and form.is_valid() else None
    return _page(request, desk, "event_edit", "texts.html", form, {"preview": preview})


@at_event("event.edit")
def sign_up_rules(request: HttpRequest, desk: EventDesk) -> HttpResponseBase:
    """Window, ways to pay, what is asked and shown."""
    form = RulesForm(_posted(request), desk.event)
    if form.is_valid():
        changed = edit_rules(desk.event.pk, form.cleaned_data, desk.now, actor=desk.actor)
        return _saved(request, desk, "sign_up_rules", changed=bool(changed))
    return _page(request, desk, "sign_up_rules", "rules.html", form)


@at_event("event.edit")
def admissions(request: HttpRequest, desk: EventDesk) -> HttpResponseBase:
    """All that is sold."""
    tickets = [(row, event_url(desk.event, "admission", row.slug)) for row in desk.event.ticket_types.all()]
    return _page(request, desk, "admissions", "admissions.html", None, {"tickets": tickets})


@at_event("event.edit")
def admission_new(request: HttpRequest, desk: EventDesk) -> HttpResponseBase:
    """Something more to sell."""
    form = AdmissionForm(_posted(request), desk.event, None, get_language() or "nl")
    if form.is_valid():
        seats = form.cleaned_data["seats"]
        add_ticket(desk.event.pk, form.values(), form.chosen_days(), seats, desk.now, actor=desk.actor)
        return _saved(request, desk, "admissions", changed=True)
    return _page(request, desk, "admissions", "admission.html", form, {"ticket": None})


@at_event("event.edit")
def admission(request: HttpRequest, desk: EventDesk, ticket: str) -> HttpResponseBase:
    """One thing that is sold."""
    row = desk.event.ticket_types.filter(slug=ticket).first()
    if row is None:
        raise Http404
    form = AdmissionForm(_posted(request), desk.event, row, get_language() or "nl")
    if form.is_valid():
        values, days = form.values(), form.chosen_days()
        changed = edit_ticket(desk.event.pk, row.slug, values, days, desk.now, actor=desk.actor)
        return _saved(request, desk, "admissions", changed=bool(changed))
    return _page(request, desk, "admissions", "admission.html", form, {"ticket": row})


@at_event("event.edit")
def capacities(request: HttpRequest, desk: EventDesk) -> HttpResponseBase:
    """How many places there are of everything."""
    language = get_language() or "nl"
    pools = [(pool, pool_title(pool, language)) for pool in pools_with_capacity(desk.event)]
    form = CapacitiesForm(_posted(request), pools)
    if form.is_valid():
        try:
            changed = set_capacities(desk.event.pk, form.cleaned_data, desk.now, actor=desk.actor)
        except BelowTaken as below:
            form.refuse(below.pool_id)
        else:
            return _saved(request, desk, "capacities", changed=bool(changed))
    return _page(request, desk, "capacities", "capacities.html", form)


@at_event("event.edit")
def cancellation_terms(request: HttpRequest, desk: EventDesk) -> HttpResponseBase:
    """What cancelling costs from when."""
    form = CancellationForm(_posted(request), list(desk.event.cancellation_steps.all()))
    if form.is_valid():
        changed = edit_cancellation(desk.event.pk, form.steps(), desk.now, actor=desk.actor)
        return _saved(request, desk, "cancellation_terms", changed=changed)
    return _page(request, desk, "cancellation_terms", "cancellation.html", form)


def _posted(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _saved(
    request: HttpRequest, desk: EventDesk, name: str, *, changed: bool, note: str = ""
) -> HttpResponseBase:
    messages.success(request, _("Saved.") if changed else _("Nothing has changed."))
    if note:
        messages.info(request, note)
    return HttpResponseRedirect(event_url(desk.event, name), status=303)


def _page(
    request: HttpRequest,
    desk: EventDesk,
    name: str,
    template: str,
    form: forms.Form | None,
    further: dict[str, Any] | None = None,
) -> HttpResponse:
    errors = shown_errors([form]) if form is not None and form.is_bound else []
    context = {"form": form, "errors": errors, "parts": parts_of_event(desk, name), **(further or {})}
    response = show(request, desk, f"{TEMPLATES}/{template}", context, "event_edit")
    response.status_code = 422 if errors else 200
    return response


def parts_of_event(desk: EventDesk, current: str) -> Sequence[dict[str, Any]]:
    """The tabs of what there is to change; ``current`` is the URL name of the one that is shown."""
    labels = {
        "event_edit": _("Texts and dates"),
        "event_texts": _("Practical texts"),
        "sign_up_rules": _("Signing up"),
        "admissions": _("Admissions and prices"),
        "capacities": _("Places"),
        "cancellation_terms": _("Cancelling"),
    }
    return [
        {"label": label, "url": event_url(desk.event, name), "current": name == current, "count": None}
        for name, label in labels.items()
    ]
