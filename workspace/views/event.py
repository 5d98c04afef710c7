"""How one event stands, to its own people and to the partners who share its totals."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from reports.event_list import dates_of, event_state, places_of
from reports.event_overview import event_totals, last_release
from workspace.access import EventDesk, at_event
from workspace.charts import growth
from workspace.frame import event_url, phone_url, show
from workspace.words import EVENT_STATES


@at_event("event.open")
def event(request: HttpRequest, desk: EventDesk) -> HttpResponse:
    """Show facts to members, totals to whoever may see them, and both to most."""
    row, totals = desk.event, event_totals(desk.actor, desk.event, desk.now)
    until = row.local_date(min(desk.now, row.ends_at))
    context = {
        "event_title": row.text("title"),
        "is_member": desk.actor.may("event.view", row.pk),
        "badge": EVENT_STATES[event_state(row, desk.now, places_of(row))],
        "days": dates_of([row])[row.pk],
        "release": last_release(desk.actor, row),
        "totals": totals,
        "growth": growth(totals.by_day, until) if totals else None,
        "days_left": (row.local_date(row.begins_at) - row.local_date(desk.now)).days,
        "act": _act(desk),
        "phone_url": phone_url(desk),
        "list_url": event_url(row, "participants") if desk.actor.may("participants.list", row.pk) else "",
    }
    return show(request, desk, "workspace/event/page.html", context, "event")


def _act(desk: EventDesk) -> dict[str, str] | None:
    """Publishing, closing or reopening: what can be done next with the whole event."""
    row = desk.event
    if not desk.actor.may("event.publish", row.pk):
        return None
    if row.status == row.Status.DRAFT:
        return {"label": _("Publish"), "url": event_url(row, "event_publish")}
    if row.status != row.Status.PUBLISHED or row.begins_at <= desk.now:
        return None
    if row.is_closed:
        return {"label": _("Reopen registration"), "url": event_url(row, "event_reopen")}
    return {"label": _("Close registration"), "url": event_url(row, "event_close")}
