"""Who works here: the list with what was asked, one colleague, another role, and leaving."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from events.access import events_of
from flows.membership import change_role, invite_colleague, remove_colleague, withdraw_invite
from lib.dates import day_in_zone, format_day
from organisations.memberships import AlreadyMember, LastOwner, is_last_owner
from organisations.models import Membership
from reports.colleague_list import colleague_list, find_colleague
from workspace.access import Desk, at_organisation
from workspace.forms.colleagues import HAS_ROLE, LAST_OWNER, InviteForm, RoleForm
from workspace.frame import show
from workspace.words import ROLES


@at_organisation("members.change")
def colleagues(request: HttpRequest, desk: Desk) -> HttpResponseBase:
    """List the colleagues and what was asked; ask one more, or take an invitation back."""
    _at_all_events(desk)
    if "withdraw" in request.POST:
        return _withdraw(request, desk)
    form = InviteForm(request.POST or None, events=list(events_of(desk.organisation.pk)))
    if request.method == "POST" and form.is_valid() and _invite(request, desk, form):
        return HttpResponseRedirect(_list_url(desk), status=303)
    found = colleague_list(desk.actor, desk.organisation.pk, desk.now)
    context = {
        "rows": [(row, ROLES[row.role], _url(desk, row)) for row in found.members],
        "invites": [(row, ROLES[row.role], _day(desk, row.expires_at)) for row in found.invites],
        "form": form,
    }
    status = 422 if form.errors else 200
    return show(request, desk, "workspace/colleagues/page.html", context, "colleagues", status=status)


@at_organisation("members.change")
def colleague(request: HttpRequest, desk: Desk, membership_id: int) -> HttpResponseBase:
    """Show one role of a colleague; give another, or take it away."""
    _at_all_events(desk)
    row = find_colleague(desk.actor, desk.organisation.pk, membership_id)
    if row is None:
        raise Http404
    is_removal = "remove" in request.POST
    posted = request.POST if request.method == "POST" and not is_removal else None
    form = RoleForm(posted, for_all=row.event is None, initial={"role": row.role})
    if is_removal or form.is_valid():
        try:
            return _removed(request, desk, row) if is_removal else _changed(request, desk, row, form)
        except LastOwner:
            form = form if posted else RoleForm({"role": row.role}, for_all=True)
            form.add_error("role", forms.ValidationError(LAST_OWNER, "invalid"))
        except AlreadyMember:
            form.add_error("role", forms.ValidationError(HAS_ROLE, "duplicate"))
    context = {
        "colleague": row,
        "role": ROLES[row.role],
        "is_self": row.user_id == desk.user.pk,
        "is_last_owner": is_last_owner(row),
        "form": form,
        "list_url": _list_url(desk),
    }
    status = 422 if form.errors else 200
    return show(request, desk, "workspace/colleagues/colleague.html", context, "colleagues", status=status)


def _invite(request: HttpRequest, desk: Desk, form: InviteForm) -> bool:
    email, language = form.cleaned_data["email"], (get_language() or "nl")[:2]
    try:
        invite_colleague(
            desk.organisation,
            email,
            form.cleaned_data["role"],
            form.event_id,
            desk.now,
            actor=desk.actor,
            user=desk.user,
            language=language,
        )
    except AlreadyMember:
        form.add_error("email", forms.ValidationError(HAS_ROLE, "duplicate"))
        return False
    messages.success(request, _("An invitation is on its way to %(address)s.") % {"address": email})
    return True


def _withdraw(request: HttpRequest, desk: Desk) -> HttpResponse:
    number = request.POST["withdraw"]
    known = number.isascii() and number.isdecimal() and len(number) < 19
    if not known or not withdraw_invite(desk.organisation.pk, int(number), desk.now, actor=desk.actor):
        messages.warning(request, _("This invitation was no longer open."))
    else:
        messages.success(request, _("The invitation has been withdrawn: its link no longer works."))
    return HttpResponseRedirect(_list_url(desk), status=303)


def _changed(request: HttpRequest, desk: Desk, row: Membership, form: RoleForm) -> HttpResponse:
    change_role(row, form.cleaned_data["role"], desk.now, actor=desk.actor)
    messages.success(request, _("The role has been changed."))
    return HttpResponseRedirect(_onward(desk, row), status=303)


def _removed(request: HttpRequest, desk: Desk, row: Membership) -> HttpResponse:
    try:
        remove_colleague(row, desk.now, actor=desk.actor)
    except Membership.DoesNotExist as gone:
        raise Http404 from gone
    messages.success(request, _("%(name)s no longer has this role.") % {"name": str(row.user)})
    return HttpResponseRedirect(_onward(desk, row), status=303)


def _onward(desk: Desk, row: Membership) -> str:
    """Back to the list; whoever changed their own role may not see it any more."""
    if row.user_id != desk.user.pk:
        return _list_url(desk)
    return reverse("workspace:start")


def _at_all_events(desk: Desk) -> None:
    """An owner of a single event (there should be none) does not change who works for all."""
    if desk.actor.reach("members.change") is not None:
        raise PermissionDenied


def _list_url(desk: Desk) -> str:
    return reverse("workspace:colleagues", args=[desk.organisation.slug])


def _url(desk: Desk, row: Membership) -> str:
    return reverse("workspace:colleague", args=[desk.organisation.slug, row.pk])


def _day(desk: Desk, moment: Any) -> str:
    return format_day(day_in_zone(moment, desk.organisation.timezone), get_language() or "nl", weekday=False)
