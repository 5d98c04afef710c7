"""The page that a colleague's invitation leads to: log in, and accept it."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from flows.membership import accept_invite, prepare_account
from lib import clock
from organisations.access import invite_by_secret
from organisations.memberships import InviteClosed, NotTheInvited
from organisations.models import MembershipInvite, User
from workspace.access import addressing
from workspace.frame import organisation_url
from workspace.words import ROLES


@never_cache
def membership_invite(request: HttpRequest, secret: str) -> HttpResponse:
    """Show what is offered; posting accepts it, or leads who is not logged in to where a code is mailed."""
    invite = invite_by_secret(secret)
    if invite is None:
        raise Http404
    user = request.user if isinstance(request.user, User) else None
    with addressing(invite.organisation):
        if request.method == "POST":
            try:
                return _accepted(request, invite, user) if user else _to_the_login(request, invite)
            except (InviteClosed, NotTheInvited):
                invite.refresh_from_db()
        return _page(request, invite, user)


def _accepted(request: HttpRequest, invite: MembershipInvite, user: User) -> HttpResponse:
    accept_invite(invite, user, clock.now())
    messages.success(request, _("Welcome at %(name)s.") % {"name": invite.organisation.name})
    is_partner = invite.role == "partner"
    onward = reverse("workspace:start") if is_partner else organisation_url(invite.organisation)
    return HttpResponseRedirect(onward, status=303)


def _to_the_login(request: HttpRequest, invite: MembershipInvite) -> HttpResponse:
    prepare_account(invite, clock.now())
    following = urlencode({"next": request.path}, safe="/")
    return HttpResponseRedirect(f"{reverse('account_request_login_code')}?{following}", status=303)


def _page(request: HttpRequest, invite: MembershipInvite, user: User | None) -> HttpResponse:
    is_open = invite.is_open(clock.now())
    context = {
        "invite": invite,
        "organisation": invite.organisation,
        "role": ROLES[invite.role],
        "event_title": invite.event.text("title") if invite.event else "",
        "is_open": is_open,
        "is_other": user is not None and user.email.lower() != invite.email.lower(),
        "is_known": user is not None,
    }
    status = 200 if is_open else 410
    return render(request, "workspace/membership_invite/page.html", context, status=status)
