"""Showing an event to the public, and opening and closing its sign-up."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from events.checks import Finding
from flows.event_editing import NotReady, publish_event, set_closed, what_is_missing
from workspace.access import EventDesk, at_event
from workspace.event_parts import KIND_PARTS
from workspace.event_words import finding_sentence
from workspace.frame import event_url, show

OF_THE_ORGANISATION = ("legal_text_edit",)


@at_event("event.publish")
def event_publish(request: HttpRequest, desk: EventDesk) -> HttpResponseBase:
    """Tell what is missing and what publishing does; do it."""
    if request.method != "POST":
        return _publish_page(request, desk, 200)
    try:
        if request.POST.get("confirm") != "on":
            return _publish_page(request, desk, 422)
        publish_event(desk.event.pk, desk.now, actor=desk.actor, user=desk.user)
    except NotReady:
        return _publish_page(request, desk, 422)
    messages.success(request, _("The event is public now."))
    return HttpResponseRedirect(event_url(desk.event), status=303)


@at_event("event.publish")
def event_close(request: HttpRequest, desk: EventDesk) -> HttpResponseBase:
    """Close the sign-up by hand."""
    return _closing(request, desk, is_closed=True)


@at_event("event.publish")
def event_reopen(request: HttpRequest, desk: EventDesk) -> HttpResponseBase:
    """Take sign-ups again."""
    return _closing(request, desk, is_closed=False)


def _closing(request: HttpRequest, desk: EventDesk, *, is_closed: bool) -> HttpResponseBase:
    if request.method != "POST" or request.POST.get("confirm") != "on":
        context = {"is_closed": is_closed, "closes_at": desk.event.sign_up_closes_at or desk.event.begins_at}
        response = show(request, desk, "workspace/event_publish/closing.html", context, "event")
        response.status_code = 200 if request.method != "POST" else 422
        return response
    set_closed(desk.event.pk, desk.now, is_closed=is_closed, actor=desk.actor)
    done = _("Registration is closed now.") if is_closed else _("Registration is open again.")
    messages.success(request, done)
    return HttpResponseRedirect(event_url(desk.event), status=303)


def _publish_page(request: HttpRequest, desk: EventDesk, status: int) -> HttpResponse:
    event, found = desk.event, what_is_missing(desk.event, desk.now)
    sentences = [(one.is_required, finding_sentence(one), _page_of(desk, one)) for one in found]
    context = {
        "required": [(text, url) for is_required, text, url in sentences if is_required],
        "advice": [(text, url) for is_required, text, url in sentences if not is_required],
        "is_draft": event.status == event.Status.DRAFT,
        "public_url": reverse("event", args=[event.kind, event.slug]),
    }
    response = show(request, desk, "workspace/event_publish/page.html", context, "event")
    response.status_code = status
    return response


def _page_of(desk: EventDesk, found: Finding) -> str:
    page = KIND_PARTS[found.page].page if found.page in KIND_PARTS else found.page
    about = [found.about] if found.about else []
    if page in OF_THE_ORGANISATION:
        url = reverse(f"workspace:{page}", args=[desk.organisation.slug, *about])
    else:
        url = event_url(desk.event, page, *about)
    return f"{url}#{found.anchor}" if found.anchor else url
