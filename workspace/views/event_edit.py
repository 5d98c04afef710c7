"""Changing an event, part by part."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from flows.event_editing import edit_cancellation, edit_event, edit_rules, set_capacities
from registrations.capacity import BelowTaken, pools_with_capacity
from workspace.access import EventDesk, at_event
from workspace.editing import posted, saved, show_part, warn_of_holidays
from workspace.event_words import pool_title
from workspace.forms.capacities import CancellationForm, CapacitiesForm
from workspace.forms.event_edit import EventForm, RulesForm

TEMPLATES = "workspace/event_edit"


@at_event("event.edit")
def event_edit(request: HttpRequest, desk: EventDesk) -> HttpResponseBase:
    """Texts, place and days; "preview" shows the texts and stores nothing."""
    form = EventForm(posted(request), desk.event)
    if form.is_valid() and "preview" not in request.POST:
        data = form.cleaned_data
        changed = edit_event(
            desk.event.pk, form.values(), data["place"], form.spans(), desk.now, actor=desk.actor
        )
        drafted = not set(changed) <= form.values().keys()
        note = _("The new place or date becomes public when you release the programme.") if drafted else ""
        if note:
            messages.info(request, note)
        if drafted:
            warn_of_holidays(request, [desk.event.local_date(start) for start, _end in form.spans().values()])
        return saved(request, desk, "event_edit", changed=bool(changed))
    preview = form.cleaned_data if "preview" in request.POST and form.is_valid() else None
    return show_part(request, desk, "event_edit", f"{TEMPLATES}/texts.html", [form], preview=preview)


@at_event("event.edit")
def sign_up_rules(request: HttpRequest, desk: EventDesk) -> HttpResponseBase:
    """Window, ways to pay, what is asked and shown."""
    form = RulesForm(posted(request), desk.event)
    if form.is_valid():
        changed = edit_rules(desk.event.pk, form.cleaned_data, desk.now, actor=desk.actor)
        return saved(request, desk, "sign_up_rules", changed=bool(changed))
    return show_part(request, desk, "sign_up_rules", f"{TEMPLATES}/rules.html", [form])


@at_event("event.edit")
def capacities(request: HttpRequest, desk: EventDesk) -> HttpResponseBase:
    """How many places there are of everything."""
    language = get_language() or "nl"
    pools = [(pool, pool_title(pool, language)) for pool in pools_with_capacity(desk.event)]
    form = CapacitiesForm(posted(request), pools)
    if form.is_valid():
        try:
            changed = set_capacities(desk.event.pk, form.cleaned_data, desk.now, actor=desk.actor)
        except BelowTaken as below:
            form.refuse(below.pool_id)
        else:
            return saved(request, desk, "capacities", changed=bool(changed))
    return show_part(request, desk, "capacities", f"{TEMPLATES}/capacities.html", [form])


@at_event("event.edit")
def cancellation_terms(request: HttpRequest, desk: EventDesk) -> HttpResponseBase:
    """What cancelling costs from when."""
    form = CancellationForm(posted(request), list(desk.event.cancellation_steps.all()))
    if form.is_valid():
        changed = edit_cancellation(desk.event.pk, form.steps(), desk.now, actor=desk.actor)
        return saved(request, desk, "cancellation_terms", changed=changed)
    return show_part(request, desk, "cancellation_terms", f"{TEMPLATES}/cancellation.html", [form])
