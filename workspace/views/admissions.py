"""What is sold: the list in its order, something more, something that is there."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from events.models import TicketType
from events.removing import NotPossible
from flows.ticket_editing import add_ticket, edit_ticket, move_ticket, remove_ticket
from workspace.access import EventDesk, at_event
from workspace.editing import posted, refused, saved, show_part
from workspace.forms.admission import AdmissionForm
from workspace.frame import event_url

PAGE = "admissions"


@at_event("event.edit")
def admissions(request: HttpRequest, desk: EventDesk) -> HttpResponseBase:
    """All that is sold; "up" or "down" with a slug moves one, as they stand on the page of the event."""
    way = next((name for name in ("up", "down") if name in request.POST), "")
    if way:
        if not desk.event.ticket_types.filter(slug=request.POST[way]).exists():
            raise Http404
        move_ticket(desk.event.pk, request.POST[way], desk.now, up=way == "up", actor=desk.actor)
        return saved(request, desk, PAGE)
    tickets = [(row, event_url(desk.event, "admission", row.slug)) for row in desk.event.ticket_types.all()]
    return show_part(request, desk, PAGE, "workspace/event_edit/admissions.html", tickets=tickets)


@at_event("event.edit")
def admission_new(request: HttpRequest, desk: EventDesk) -> HttpResponseBase:
    """Something more to sell."""
    form = AdmissionForm(posted(request), desk.event, None, get_language() or "nl")
    if form.is_valid():
        seats = form.cleaned_data["seats"]
        add_ticket(
            desk.event.pk,
            form.values(),
            form.chosen_days(),
            seats,
            desk.now,
            actor=desk.actor,
            session_slugs=form.chosen_sessions(),
        )
        return saved(request, desk, PAGE)
    return show_part(request, desk, PAGE, "workspace/event_edit/admission.html", [form], ticket=None)


@at_event("event.edit")
def admission(request: HttpRequest, desk: EventDesk, ticket: str) -> HttpResponseBase:
    """One thing that is sold; "remove" takes it off the list while nobody bought it."""
    row = desk.event.ticket_types.filter(slug=ticket).first()
    if row is None:
        raise Http404
    if "remove" in request.POST:
        return _removed(request, desk, row)
    form = AdmissionForm(posted(request), desk.event, row, get_language() or "nl")
    if form.is_valid():
        values, days = form.values(), form.chosen_days()
        sessions = form.chosen_sessions()
        changed = edit_ticket(
            desk.event.pk, row.slug, values, days, desk.now, actor=desk.actor, session_slugs=sessions
        )
        return saved(request, desk, PAGE, changed=bool(changed))
    return show_part(request, desk, PAGE, "workspace/event_edit/admission.html", [form], ticket=row)


def _removed(request: HttpRequest, desk: EventDesk, row: TicketType) -> HttpResponseBase:
    try:
        remove_ticket(desk.event.pk, row.slug, desk.now, actor=desk.actor)
    except NotPossible as why:
        return refused(request, desk, why, "admission", row.slug)
    return saved(request, desk, PAGE, said=_("It is not sold any more."))
