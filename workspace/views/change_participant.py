"""Another name or address for a participant, or a colleague in their place: what it does, then one act."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.utils.translation import gettext as _

from flows.changing_people import ChangeRefused, change_person, outlook_of
from flows.person_form import change_sentences, person_form
from registrations.access import participant_of_event
from workspace.access import EventDesk, at_event
from workspace.frame import event_url, show


@at_event("participants.cancel")  # whoever may take somebody off the list may put somebody in their place
def change_participant(
    request: HttpRequest, desk: EventDesk, participant_id: int, *, is_colleague: bool
) -> HttpResponseBase:
    """Show the form with what it does; where that is confirmed, do it."""
    person = participant_of_event(desk.event, participant_id)
    if person is None:
        raise Http404
    outlook, is_sent = outlook_of(person, desk.now), request.method == "POST"
    form = person_form(request.POST if is_sent else None, outlook, is_colleague=is_colleague)
    status = 422 if is_sent else 200
    if is_sent and form.is_valid() and request.POST.get("confirm") == "on":
        try:
            change_person(person.pk, form.details, desk.now, is_colleague=is_colleague, actor=desk.actor)
        except ChangeRefused:
            status = 409
        else:
            messages.success(request, _("That has been changed."))
            return HttpResponseRedirect(event_url(desk.event, "participant", person.pk), status=303)
    context = {
        "person": person,
        "outlook": outlook,
        "form": form,
        "is_colleague": is_colleague,
        "sentences": list(change_sentences(outlook, is_colleague=is_colleague)),
        "back_url": event_url(desk.event, "participant", person.pk),
    }
    return show(
        request, desk, "workspace/change_participant/page.html", context, "participants", status=status
    )
