"""The partners of an event: the list, a new one, and what one does, sees and has."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from flows.partners import PartnerKnown, add_partner, edit_partner
from lib.dates import format_day
from organisations.access import other_organisations
from registrations.quotas import TooFew
from reports.partners import ListedPartner, partner_of, partners_of
from workspace.access import EventDesk, at_event
from workspace.forms.partners import SIGHTS, PartnerForm, sight_name
from workspace.forms.shown_errors import shown_errors
from workspace.frame import event_url, show


@at_event("event.edit")
def partners(request: HttpRequest, desk: EventDesk) -> HttpResponse:
    """List the partners."""
    rows = [_row(desk, listed) for listed in partners_of(desk.event)]
    context = {"rows": rows, "new_url": event_url(desk.event, "partner_new")}
    return show(request, desk, "workspace/partners/page.html", context, "partners")


@at_event("event.edit")
def partner_new(request: HttpRequest, desk: EventDesk) -> HttpResponseBase:
    """Another partner."""
    known = {row.partnership.organisation_id for row in partners_of(desk.event)}
    others = [row for row in other_organisations(desk.organisation.pk) if row.pk not in known]
    form = PartnerForm(_posted(request), others, None)
    if form.is_valid():
        values, seats = form.values(), form.seats()
        try:
            add_partner(desk.event.pk, form.chosen(), values, seats, desk.now, actor=desk.actor)
        except TooFew as few:
            _refuse(form, few)
        except PartnerKnown:
            form.add_error(
                "organisation", forms.ValidationError(_("This is a partner already."), "duplicate")
            )
        else:
            return _saved(request, desk)
    return _page(request, desk, form, None)


@at_event("event.edit")
def partner(request: HttpRequest, desk: EventDesk, partnership_id: int) -> HttpResponseBase:
    """One partner."""
    row = partner_of(desk.event, partnership_id)
    if row is None:
        raise Http404
    form = PartnerForm(_posted(request), [], row.partnership, row.quota)
    if form.is_valid():
        values, seats = form.values(), form.seats()
        try:
            edit_partner(desk.event.pk, row.partnership.pk, values, seats, desk.now, actor=desk.actor)
        except TooFew as few:
            _refuse(form, few)
        else:
            return _saved(request, desk)
    return _page(request, desk, form, row)


def _posted(request: HttpRequest) -> object:
    return request.POST if request.method == "POST" else None


def _refuse(form: PartnerForm, few: TooFew) -> None:
    sentence = _("Only %(free)s places are free to be moved.") % {"free": few.free}
    form.add_error("quota", forms.ValidationError(sentence, "full"))


def _saved(request: HttpRequest, desk: EventDesk) -> HttpResponseBase:
    messages.success(request, _("Saved."))
    return HttpResponseRedirect(event_url(desk.event, "partners"), status=303)


def _page(
    request: HttpRequest, desk: EventDesk, form: PartnerForm, row: ListedPartner | None
) -> HttpResponse:
    context = {
        "form": form,
        "errors": shown_errors([form]) if form.is_bound else [],
        "name": row.partnership.organisation.name if row else "",
        "list_url": event_url(desk.event, "partners"),
    }
    status = 422 if form.errors else 200
    return show(request, desk, "workspace/partners/partner.html", context, "partners", status=status)


def _row(desk: EventDesk, listed: ListedPartner) -> dict[str, object]:
    partnership, language = listed.partnership, get_language() or "nl"
    return {
        "name": partnership.organisation.name,
        "role": partnership.text("role"),
        "sees": SIGHTS[sight_name(partnership)],
        "until": format_day(partnership.ends_on, language, weekday=False) if partnership.ends_on else "",
        "people": listed.people,
        "quota": listed.quota,
        "codes": ", ".join(listed.codes),
        "url": event_url(desk.event, "partner", partnership.pk),
    }
