"""Signing somebody up by telephone: the form of the website, for the organiser who is called."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.views.decorators.http import require_http_methods

from events.access import actor_at, public_event
from events.models import Event
from flows.signup import KeyUsed, sign_up
from lib import clock
from lib.dates import day_in_zone
from organisations.access import Actor
from organisations.models import User
from registrations.models import Registration
from registrations.offering import load_offering, load_pools
from registrations.refusals import SignUpRefused
from website.form_of_address import addressing
from website.forms.page import cost_values, page_values, scarce_sessions
from website.forms.phone import PhoneForm, phone_fields
from website.templatetags.display import language

CAPABILITY = "participants.add"


@require_http_methods(["GET", "HEAD", "POST"])
def signup_by_phone(request: HttpRequest, kind: str, slug: str) -> HttpResponse:
    """Show the form to who may sign others up; what is sent leads to the list of participants."""
    user = request.user
    if not isinstance(user, User):
        login = reverse("account_login")
        return HttpResponseRedirect(f"{login}?{urlencode({'next': request.path}, safe='/')}")
    event, now = public_event(kind, slug), clock.now()
    if event is None:
        raise Http404
    actor = _admit(event, user, now)
    with addressing(event.organisation, event):
        response = _answer(request, event, actor, now)
    add_never_cache_headers(response)
    return response


signup_by_phone.capability = CAPABILITY  # type: ignore[attr-defined]  # for the table of who may see what


def _admit(event: Event, user: User, now: datetime) -> Actor:
    """Whoever has no part in the event finds nothing here; its own people are told that it is not theirs."""
    actor = actor_at(event.organisation_id, user, day_in_zone(now, event.organisation.timezone))
    if actor is None:
        raise Http404
    if not actor.may(CAPABILITY, event.pk):
        raise PermissionDenied if actor.is_member(event.pk) and actor.roles_in(event.pk) else Http404
    return actor


def _answer(request: HttpRequest, event: Event, actor: Actor, now: datetime) -> HttpResponse:
    data = request.POST if request.method == "POST" else None
    form = PhoneForm(load_offering(event, now, language()), now, language(), data)
    if data is None or "switch" in data:
        return _page(request, form, 200)
    if "HX-Request" in request.headers:
        context = {**cost_values(form), "event": event, "scarce": scarce_sessions(form)}
        return render(request, "website/signup/live.html", context)
    if "add" in data:
        return _page(request, form, 200, more=1)
    registration = _sign_up(form, actor) if form.is_readable() else None
    return _onward(registration) if registration else _page(request, form, form.status)


def _sign_up(form: PhoneForm, actor: Actor) -> Registration | None:
    try:
        return sign_up(
            form.event,
            form.basket,
            form.now,
            source=Registration.Source.WORKSPACE,
            actor=actor,
            offering=form.offering,
        )
    except KeyUsed as used:
        form.refuse_used_key(used.registration.reference)
    except SignUpRefused as refused:
        form.refuse(refused.refusals)
        form.show_pools(load_pools(form.event))
    return None


def _onward(registration: Registration) -> HttpResponse:
    address = _list_url(registration.event)
    return HttpResponseRedirect(f"{address}?{urlencode({'q': registration.reference})}", status=303)


def _list_url(event: Event) -> str:
    return reverse("workspace:participants", args=[event.organisation.slug, event.slug])


def _page(request: HttpRequest, form: PhoneForm, status: int, *, more: int = 0) -> HttpResponse:
    own: dict[str, Any] = {
        "phone": phone_fields(form),  # before page_values asks which fields were drawn
        "is_shut_for_visitors": not form.event.takes_sign_ups(form.now),
        "list_url": _list_url(form.event),
        "action": request.path,
        "price_url": request.path,
    }
    context = {**own, **page_values(form, more=more)}
    return render(request, "website/signup/page.html", context, status=status)
