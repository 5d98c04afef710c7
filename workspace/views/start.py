"""Where one comes after logging in: on to the only place there is, or a choice."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from events.access import shared_events
from lib import clock
from lib.dates import day_in_zone
from organisations.access import organisations_of, partner_organisation_ids
from organisations.models import User
from workspace.access import logged_in
from workspace.frame import event_url, organisation_url


@logged_in
def start(request: HttpRequest, user: User) -> HttpResponseBase:
    """Lead on to the user's organisation or to the event that a partner shares; let them choose from more."""
    today = day_in_zone(clock.now(), "Europe/Amsterdam")
    own = [(row.name, organisation_url(row)) for row in organisations_of(user)]
    events = shared_events(partner_organisation_ids(user), today)
    shared = [(f"{row.text('title')}, {row.organisation.name}", event_url(row)) for row in events]
    places = [*own, *shared]
    if not places:
        messages.info(
            request,
            _("Your account has no role at an organisation. Do you want to see your own registration?"),
        )
        return redirect("link_lost")
    if len(places) == 1:
        return redirect(places[0][1])
    context = {"own": own, "shared": shared, "actor_name": user.name or user.email}
    return render(request, "workspace/start/page.html", context)
