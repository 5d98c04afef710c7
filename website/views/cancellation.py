"""The contact cancels a sign-up or some of its people, behind their secret link."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from flows.cancellation import cancel
from lib import clock
from organisations.access import Actor
from website.cancellation_page import cancellation_values, read_choice, refusal
from website.form_of_address import addressing
from website.secrecy import secret_page
from website.templatetags.display import language
from website.views.registration import registration_or_404

CONTACT = Actor("contact")


@secret_page
@require_http_methods(["GET", "HEAD", "POST"])
def cancellation(request: HttpRequest, reference: str, secret: str) -> HttpResponse:
    """Show what cancelling means; where that is confirmed, do it and lead back to the sign-up."""
    found, now = registration_or_404(reference, secret), clock.now()
    given = request.POST if request.method == "POST" else request.GET
    chosen = read_choice(found, given.getlist("participants"), asked="some" in given)
    with addressing(found.event.organisation, found.event):
        status = 200
        if request.method == "POST":
            if refusal(found, chosen, now):
                status = 409
            elif given.get("confirm") != "on":
                status = 422
            else:
                cancel(found.pk, chosen.ids, now, actor=CONTACT)
                return HttpResponseRedirect(reverse("registration", args=[reference, secret]), status=303)
        values = cancellation_values(found, chosen, now, language())
        return render(request, "website/cancellation/page.html", values, status=status)
