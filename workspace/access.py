"""Who gets in where: each view names the capability that it takes, and works at the desk that it is given.

Whoever is not logged in is asked to; for whoever has no part in an organisation or event it does
not exist (404), and only its own people are told that their role does not reach a page (403).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import Any, Concatenate, ParamSpec
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils import translation
from django.utils.cache import add_never_cache_headers
from django_htmx.http import HttpResponseClientRedirect

from events.access import actor_at, event_at
from events.models import Event
from lib import clock
from lib.dates import day_in_zone
from organisations.access import Actor, organisation_by_slug
from organisations.models import Organisation, User

P = ParamSpec("P")


@dataclass(frozen=True)
class Desk:
    """Whose workspace it is, who works there, and the moment (UTC) of the request."""

    organisation: Organisation
    actor: Actor
    user: User
    now: datetime


@dataclass(frozen=True)
class EventDesk(Desk):
    """A desk at one event."""

    event: Event


def logged_in(
    view: Callable[Concatenate[HttpRequest, User, P], HttpResponseBase],
) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
    """Give ``view`` the user; whoever is nobody yet logs in first."""

    @wraps(view)
    def entered(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not isinstance(request.user, User):
            return _log_in_first(request)
        response = view(request, request.user, *args, **kwargs)
        add_never_cache_headers(response)
        return response

    return entered


def at_organisation(capability: str) -> Callable[..., Any]:
    """Give the view a Desk at the organisation in the address, to whoever has ``capability`` there."""

    def decorate(view: Callable[Concatenate[HttpRequest, Desk, P], HttpResponseBase]) -> Any:
        @wraps(view)
        def entered(
            request: HttpRequest, user: User, organisation: str, *args: P.args, **kwargs: P.kwargs
        ) -> HttpResponseBase:
            desk = _desk(user, organisation)
            with addressing(desk.organisation):
                _admit(desk.actor, capability, None)
                return view(request, desk, *args, **kwargs)

        return _named(logged_in(entered), capability)

    return decorate


def at_event(capability: str) -> Callable[..., Any]:
    """Give the view an EventDesk at the event in the address, to whoever has ``capability`` in it."""

    def decorate(view: Callable[Concatenate[HttpRequest, EventDesk, P], HttpResponseBase]) -> Any:
        @wraps(view)
        def entered(
            request: HttpRequest, user: User, organisation: str, slug: str, *args: P.args, **kwargs: P.kwargs
        ) -> HttpResponseBase:
            desk = _desk(user, organisation)
            event = event_at(desk.organisation.pk, slug, desk.actor.event_ids())
            if event is None:
                raise Http404
            with addressing(desk.organisation):
                _admit(desk.actor, capability, event.pk)
                return view(request, EventDesk(**vars(desk), event=event), *args, **kwargs)

        return _named(logged_in(entered), capability)

    return decorate


def addressing(organisation: Organisation) -> Any:
    """Speak Dutch inside as ``organisation`` does, *u* or *je*; English stays English."""
    language = translation.get_language() or "nl"
    informal = organisation.form_of_address == Organisation.Address.INFORMAL and language == "nl"
    return translation.override("nl-informal" if informal else language)


def _desk(user: User, slug: str) -> Desk:
    organisation, now = organisation_by_slug(slug), clock.now()
    if organisation is None:
        raise Http404
    actor = actor_at(organisation.pk, user, day_in_zone(now, organisation.timezone))
    if actor is None:
        raise Http404
    return Desk(organisation, actor, user, now)


def _admit(actor: Actor, capability: str, event_id: int | None) -> None:
    if actor.may(capability, event_id):
        return
    raise PermissionDenied if actor.is_member(event_id) else Http404


def _log_in_first(request: HttpRequest) -> HttpResponseBase:
    if request.htmx:  # type: ignore[attr-defined]  # set by its middleware
        here = str(request.htmx.current_url_abs_path or request.get_full_path())  # type: ignore[attr-defined]
        return HttpResponseClientRedirect(_login_url(here))
    return HttpResponseRedirect(_login_url(request.get_full_path()))


def _login_url(following: str) -> str:
    return f"{reverse('account_login')}?{urlencode({'next': following}, safe='/')}"


def _named(view: Any, capability: str) -> Any:
    """Hang the capability on the view, for the table of who may see what."""
    view.capability = capability
    return view
