"""Signing up: the form, what it costs while it is filled in, and sending it."""

from __future__ import annotations

from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_http_methods, require_POST

from events.access import public_event
from events.models import Event
from flows.checkout import go_to_stripe
from flows.signup import KeyUsed, sign_up
from lib import clock
from registrations.models import Registration
from registrations.offering import load_offering, load_pools
from registrations.refusals import SignUpRefused
from website.form_of_address import addressing
from website.forms.page import cost_values, page_values, scarce_sessions
from website.forms.signup import SignUpForm
from website.templatetags.display import language
from website.views.payment import lead


@require_http_methods(["GET", "HEAD", "POST"])
def signup(request: HttpRequest, kind: str, slug: str) -> HttpResponse:
    """Show the form; take what is sent: 303 to the registration, or the form again with what is wrong."""
    event = _event_or_404(kind, slug)
    with addressing(event.organisation, event):
        response = _send(request, event) if request.method == "POST" else _open(request, event)
    patch_cache_control(response, private=True, no_cache=True)
    return response


@require_POST
def signup_price(request: HttpRequest, kind: str, slug: str) -> HttpResponse:
    """Tell what the form as it is filled in costs, and which places are left: parts of the page."""
    event = _event_or_404(kind, slug)
    with addressing(event.organisation, event):
        form = _form(request, event, clock.now())
        context = {**cost_values(form), "event": event, "scarce": scarce_sessions(form)}
        response = render(request, "website/signup/live.html", context)
    patch_cache_control(response, private=True, no_store=True)
    return response


def _event_or_404(kind: str, slug: str) -> Event:
    event = public_event(kind, slug)
    if event is None:
        raise Http404
    return event


def _form(request: HttpRequest, event: Event, now: datetime) -> SignUpForm:
    data = request.POST if request.method == "POST" else None
    return SignUpForm(load_offering(event, now, language()), now, language(), data)


def _open(request: HttpRequest, event: Event) -> HttpResponse:
    return _page(request, _form(request, event, clock.now()), 200)


def _send(request: HttpRequest, event: Event) -> HttpResponse:
    form = _form(request, event, clock.now())
    if "use_code" in request.POST:
        form.look_at_code()
        return _page(request, form, form.status if form.refusals else 200)
    if "add" in request.POST:
        return _page(request, form, 200, more=1)
    if "switch" in request.POST:  # of language: what was typed comes along
        return _page(request, form, 200)
    if form.is_readable():
        registration = _sign_up(form)
        if registration is not None:
            return _onward(request, registration)
    return _page(request, form, form.status)


def _sign_up(form: SignUpForm) -> Registration | None:
    try:
        return sign_up(form.event, form.basket, form.now, offering=form.offering)
    except KeyUsed as used:
        form.refuse_used_key(used.registration.reference)
    except SignUpRefused as refused:
        form.refuse(refused.refusals)
        form.show_pools(load_pools(form.event, form.offering.member_id))
    return None


def _onward(request: HttpRequest, registration: Registration) -> HttpResponse:
    """To the sign-up; to Stripe's page first where it is to be paid online."""
    if registration.state == Registration.State.AWAITING_PAYMENT:
        return lead(request, registration, go_to_stripe(registration, clock.now()))
    return HttpResponseRedirect(contact_url(registration), status=303)


def contact_url(registration: Registration) -> str:
    """Return the secret page of the contact in the active language."""
    return reverse("registration", args=[registration.reference, registration.secret])


def _page(request: HttpRequest, form: SignUpForm, status: int, *, more: int = 0) -> HttpResponse:
    addresses = {
        "action": request.path,
        "price_url": reverse("signup_price", args=[form.event.kind, form.event.slug]),
    }
    context = {**addresses, **page_values(form, more=more)}
    return render(request, "website/signup/page.html", context, status=status)
