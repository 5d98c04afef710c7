"""The first page of an organisation: its events."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from reports.event_list import event_list
from workspace.access import Desk, at_organisation
from workspace.frame import event_url, show
from workspace.words import EVENT_STATES


@at_organisation("workspace.open")
def home(request: HttpRequest, desk: Desk) -> HttpResponse:
    """List the events: what is to come, then what is over."""
    listed = event_list(desk.actor, desk.organisation.pk, desk.now)
    rows = [(row, event_url(row.event), EVENT_STATES[row.state]) for row in listed]
    groups = [
        (_("To come"), [row for row in rows if row[0].event.ends_at > desk.now]),
        (_("Past"), [row for row in rows if row[0].event.ends_at <= desk.now]),
    ]
    context = {
        "groups": [(title, inside) for title, inside in groups if inside],
        "may_make": desk.actor.may("event.make"),
    }
    return show(request, desk, "workspace/home/page.html", context, "home")
