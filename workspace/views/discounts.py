"""The discounts of an event: the list, a new one, one that is changed, stopping one, what adds up."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from events.models import PriceRule
from flows.price_rules import add_price_rule, edit_price_rule, set_discounts_together, switch_price_rule
from registrations.capacity import BelowTaken
from registrations.price_words import condition_of, effect_of, name_of
from reports.discounts import ListedRule, has_ended, rule_at, rules_of
from workspace.access import EventDesk, at_event
from workspace.forms.discounts import FEWER_THAN_TAKEN, DiscountForm, TogetherForm
from workspace.forms.shown_errors import shown_errors
from workspace.frame import event_url, show

Kind = PriceRule.Kind
KINDS = {
    Kind.EARLY: gettext_lazy("Early bird discount"),
    Kind.GROUP: gettext_lazy("Group discount"),
    Kind.MEMBER: gettext_lazy("Member discount"),
}
EXPLAINED = {
    Kind.EARLY: gettext_lazy("For who registers in time, or for the first so many. It stops by itself."),
    Kind.GROUP: gettext_lazy(
        "For several people at once. Make one for each step: 10% from five people, 15% from ten."
    ),
    Kind.MEMBER: gettext_lazy(
        "For people of your member organisations: a price of their own, or the first so many free of charge."
    ),
}


@at_event("event.edit")
def discounts(request: HttpRequest, desk: EventDesk) -> HttpResponseBase:
    """List the discounts; "switch" names one (its id) that is stopped or used again, else what adds up."""
    if "switch" in request.POST:
        return _switch(request, desk)
    form = TogetherForm(request.POST if request.method == "POST" else None, desk.event)
    if form.is_valid():
        kinds = form.cleaned_data["together"]
        changed = set_discounts_together(desk.event.pk, kinds, desk.now, actor=desk.actor)
        messages.success(request, _("Saved.") if changed else _("Nothing has changed."))
        return HttpResponseRedirect(event_url(desk.event, "discounts"), status=303)
    language = get_language() or "nl"
    context = {
        "rows": [_row(desk, listed, language) for listed in rules_of(desk.event, language)],
        "new": [
            (KINDS[kind], EXPLAINED[kind], event_url(desk.event, "discount_new", kind)) for kind in KINDS
        ],
        "form": form,
        "errors": shown_errors([form]) if form.is_bound else [],
        "members_url": reverse("workspace:members", args=[desk.organisation.slug]),
    }
    status = 422 if form.errors else 200
    return show(request, desk, "workspace/discounts/page.html", context, "discounts", status=status)


@at_event("event.edit")
def discount_new(request: HttpRequest, desk: EventDesk, kind: str) -> HttpResponseBase:
    """Another discount of a kind."""
    if kind not in KINDS:
        raise Http404
    form = DiscountForm(request.POST if request.method == "POST" else None, desk.event, kind, None, desk.now)
    if form.is_valid():
        add_price_rule(desk.event.pk, kind, form.wanted(), desk.now, actor=desk.actor)
        messages.success(request, _("The discount holds for who registers from now on."))
        return HttpResponseRedirect(event_url(desk.event, "discounts"), status=303)
    return _form_page(request, desk, form)


@at_event("event.edit")
def discount(request: HttpRequest, desk: EventDesk, rule_id: int) -> HttpResponseBase:
    """Change a discount; who has registered keeps what held."""
    rule = rule_at(desk.event, rule_id)
    if rule is None:
        raise Http404
    data = request.POST if request.method == "POST" else None
    form = DiscountForm(data, desk.event, rule.kind, rule, desk.now)
    if form.is_valid():
        try:
            changed = edit_price_rule(desk.event.pk, rule_id, form.wanted(), desk.now, actor=desk.actor)
        except BelowTaken:
            form.add_error("first", forms.ValidationError(FEWER_THAN_TAKEN, "invalid"))
        else:
            messages.success(request, _("Saved.") if changed else _("Nothing has changed."))
            return HttpResponseRedirect(event_url(desk.event, "discounts"), status=303)
    return _form_page(request, desk, form)


def _form_page(request: HttpRequest, desk: EventDesk, form: DiscountForm) -> HttpResponseBase:
    context = {
        "form": form,
        "is_new": form.rule is None,
        "heading": KINDS[form.kind],
        "explained": EXPLAINED[form.kind],
        "errors": shown_errors([form]) if form.is_bound else [],
        "list_url": event_url(desk.event, "discounts"),
    }
    status = 422 if form.errors else 200
    return show(request, desk, "workspace/discounts/form.html", context, "discounts", status=status)


def _switch(request: HttpRequest, desk: EventDesk) -> HttpResponseBase:
    number, is_off = request.POST["switch"], request.POST.get("to") == "off"
    known = number.isascii() and number.isdecimal() and len(number) < 19
    try:
        id_ = int(number) if known else 0
        switch_price_rule(desk.event.pk, id_, desk.now, is_off=is_off, actor=desk.actor)
    except PriceRule.DoesNotExist as gone:
        raise Http404 from gone
    said = _("The discount has stopped. Who has it keeps it.") if is_off else _("The discount holds again.")
    messages.success(request, said)
    return HttpResponseRedirect(event_url(desk.event, "discounts"), status=303)


def _row(desk: EventDesk, listed: ListedRule, language: str) -> dict[str, object]:
    row = listed.row
    return {
        "id": row.pk,
        "name": name_of(listed.rule),
        "condition": condition_of(listed.rule, desk.event.timezone, language),
        "effect": effect_of(listed.rule, language),
        "tickets": ", ".join(listed.tickets),
        "taken": listed.taken if row.first is not None else None,
        "first": row.first if row.kind == Kind.EARLY else None,
        "is_off": row.is_off,
        "is_over": has_ended(row, desk.now) or listed.is_used_up,
        "url": event_url(desk.event, "discount", row.pk),
    }
