"""The contact corrects a participant or sends a colleague instead, behind their secret link."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from flows.changing_people import ChangeRefused, change_person, outlook_of
from flows.person_form import change_sentences, person_form
from lib import clock
from organisations.access import Actor
from registrations.access import people_of
from registrations.calendar_entries import name_of
from website.form_of_address import addressing
from website.registration_page import event_values
from website.secrecy import secret_page
from website.templatetags.display import language
from website.views.registration import registration_or_404

CONTACT = Actor("contact")


@secret_page
@require_http_methods(["GET", "HEAD", "POST"])
def change_in_registration(
    request: HttpRequest, reference: str, secret: str, number: int, *, is_colleague: bool
) -> HttpResponse:
    """Show the form for participant ``number`` (from 1) with what it does; where confirmed, do it."""
    found, now, is_sent = registration_or_404(reference, secret), clock.now(), request.method == "POST"
    person = next((row for row in people_of(found) if row.position + 1 == number), None)
    if person is None:
        raise Http404
    person.registration = found
    back_url, status = reverse("registration", args=[reference, secret]), 422 if is_sent else 200
    with addressing(found.event.organisation, found.event):
        outlook = outlook_of(person, now)
        form = person_form(request.POST if is_sent else None, outlook, is_colleague=is_colleague)
        if is_sent and form.is_valid() and request.POST.get("confirm") == "on":
            try:
                change_person(person.pk, form.details, now, is_colleague=is_colleague, actor=CONTACT)
            except ChangeRefused:
                status = 409
            else:
                return HttpResponseRedirect(back_url, status=303)
        values = {
            **event_values(found.event, language()),
            "registration": found,
            "name": name_of(person),
            "outlook": outlook,
            "form": form,
            "is_colleague": is_colleague,
            "sentences": list(change_sentences(outlook, is_colleague=is_colleague)),
            "back_url": back_url,
        }
        return render(request, "website/change_person/page.html", values, status=status)
