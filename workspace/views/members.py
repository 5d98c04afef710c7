"""Member organisations: the list, a new one, and one that is changed."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from flows.members import add_member, edit_member
from organisations.members import KeyTaken
from reports.discounts import member_at, members_of
from workspace.access import Desk, at_organisation
from workspace.forms.members import KEY_TAKEN, MemberForm
from workspace.forms.shown_errors import shown_errors
from workspace.frame import show


@at_organisation("event.make")
def members(request: HttpRequest, desk: Desk) -> HttpResponseBase:
    """List the members by name, with what they are recognised by."""
    rows = [
        (member, reverse("workspace:member", args=[desk.organisation.slug, member.pk]))
        for member in members_of(desk.organisation)
    ]
    context = {"rows": rows, "new_url": reverse("workspace:member_new", args=[desk.organisation.slug])}
    return show(request, desk, "workspace/members/page.html", context)


@at_organisation("event.make")
def member_new(request: HttpRequest, desk: Desk) -> HttpResponseBase:
    """Take up another member."""
    form = MemberForm(request.POST if request.method == "POST" else None, None)
    if form.is_valid():
        data = form.cleaned_data
        try:
            add_member(desk.organisation.pk, data["name"], data["keys"], desk.now, actor=desk.actor)
        except KeyTaken as taken:
            _refuse(form, taken)
        else:
            return _saved(request, desk, changed=True)
    return _form_page(request, desk, form, "")


@at_organisation("event.make")
def member(request: HttpRequest, desk: Desk, member_id: int) -> HttpResponseBase:
    """Change a member; who has registered keeps what they paid."""
    row = member_at(desk.organisation, member_id)
    if row is None:
        raise Http404
    form = MemberForm(request.POST if request.method == "POST" else None, row)
    if form.is_valid():
        data, stopped = form.cleaned_data, form.cleaned_data["is_stopped"]
        try:
            changed = edit_member(
                desk.organisation.pk,
                row.pk,
                data["name"],
                data["keys"],
                desk.now,
                is_stopped=stopped,
                actor=desk.actor,
            )
        except KeyTaken as taken:
            _refuse(form, taken)
        else:
            return _saved(request, desk, changed=bool(changed))
    return _form_page(request, desk, form, row.name)


def _refuse(form: MemberForm, taken: KeyTaken) -> None:
    form.add_error("keys", forms.ValidationError(KEY_TAKEN, "duplicate", {"word": taken.text}))


def _saved(request: HttpRequest, desk: Desk, *, changed: bool) -> HttpResponseBase:
    messages.success(request, _("Saved.") if changed else _("Nothing has changed."))
    return HttpResponseRedirect(reverse("workspace:members", args=[desk.organisation.slug]), status=303)


def _form_page(request: HttpRequest, desk: Desk, form: MemberForm, name: str) -> HttpResponseBase:
    context = {
        "form": form,
        "heading": name or _("New member"),
        "errors": shown_errors([form]) if form.is_bound else [],
        "list_url": reverse("workspace:members", args=[desk.organisation.slug]),
    }
    return show(request, desk, "workspace/members/form.html", context, status=422 if form.errors else 200)
