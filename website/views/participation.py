"""A participant's own page, behind a secret link: themselves, nobody else, no invoice."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from registrations.access import lines_of_participant, participant_by_secret
from website.form_of_address import addressing
from website.registration_page import event_values, person_text
from website.secrecy import secret_page
from website.templatetags.display import language


@secret_page
@require_safe
def participation(request: HttpRequest, secret: str) -> HttpResponse:
    """Show one participant to themselves."""
    participant = participant_by_secret(secret)
    if participant is None:
        raise Http404
    event = participant.event
    with addressing(event.organisation, event):
        values = {
            **event_values(event, language()),
            "person": person_text(participant, event, lines_of_participant(participant), language()),
            "is_cancelled": participant.ended_at is not None or event.cancelled_at is not None,
        }
        return render(request, "website/participation/page.html", values)
