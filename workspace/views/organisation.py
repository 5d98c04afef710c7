"""What the organisation is and looks like: for its owners."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from flows.organisation import change_organisation
from flows.pictures import store
from workspace.access import Desk, at_organisation
from workspace.editing import posted
from workspace.forms.organisation import OrganisationForm
from workspace.forms.pictures import LogoForm
from workspace.forms.shown_errors import shown_errors
from workspace.frame import show


@at_organisation("organisation.change")
def organisation(request: HttpRequest, desk: Desk) -> HttpResponseBase:
    """Name, address, numbers, sender, form of address and colour."""
    _for_all_events(desk)
    form = OrganisationForm(posted(request), desk.organisation)
    if form.is_valid():
        return _changed(request, desk, form.cleaned_data)
    return _page(request, desk, "organisation", form)


@at_organisation("organisation.change")
def organisation_logo(request: HttpRequest, desk: Desk) -> HttpResponseBase:
    """The logo; "remove" writes the name in its place again."""
    _for_all_events(desk)
    if "remove" in request.POST:
        return _changed(request, desk, {"logo": ""})
    form = LogoForm(request.POST, request.FILES) if request.method == "POST" else LogoForm()
    if form.is_valid() and form.encoded is not None:
        return _changed(request, desk, {"logo": store(form.encoded, desk.now)})
    return _page(request, desk, "organisation_logo", form)


def _changed(request: HttpRequest, desk: Desk, values: dict[str, Any]) -> HttpResponseBase:
    changed = change_organisation(desk.organisation.pk, values, desk.now, actor=desk.actor)
    messages.success(request, _("Saved.") if changed else _("Nothing has changed."))
    return HttpResponseRedirect(request.path, status=303)


def _page(request: HttpRequest, desk: Desk, name: str, form: OrganisationForm | LogoForm) -> HttpResponse:
    errors = shown_errors([form]) if form.is_bound else []
    labels = {"organisation": _("Details"), "organisation_logo": _("Logo")}
    tabs = [
        {
            "label": label,
            "url": reverse(f"workspace:{each}", args=[desk.organisation.slug]),
            "current": each == name,
            "count": None,
        }
        for each, label in labels.items()
    ]
    context = {"form": form, "errors": errors, "tabs": tabs, "tabs_label": _("Organisation")}
    is_stale = isinstance(form, OrganisationForm) and form.is_bound and form.is_stale
    status = 409 if is_stale else 422 if errors else 200
    return show(request, desk, f"workspace/organisation/{name}.html", context, "organisation", status=status)


def _for_all_events(desk: Desk) -> None:
    """An owner of a single event (there should be none) does not change whose all events are."""
    if desk.actor.reach("organisation.change") is not None:
        raise PermissionDenied
