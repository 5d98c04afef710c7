"""A participant's own page, behind a secret link: themselves, nobody else, no invoice."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from flows.answers import AnswersMissing, ChangeRefused, answer_questions
from flows.changing_people import outlook_of
from lib import clock
from organisations.access import Actor
from registrations.access import lines_of_participant, participant_by_secret
from registrations.models import Participant
from website.form_of_address import addressing
from website.forms.own_answers import OwnAnswersForm, asked_of
from website.registration_page import event_values, person_text
from website.secrecy import secret_page
from website.templatetags.display import language

PARTICIPANT = Actor("participant")


@secret_page
@require_safe
def participation(request: HttpRequest, secret: str) -> HttpResponse:
    """Show one participant to themselves."""
    found = _participant_or_404(secret)
    with addressing(found.event.organisation, found.event):
        return _page(request, found, OwnAnswersForm(asked_of(found), language()), 200)


@secret_page
@require_POST
def participation_answers(request: HttpRequest, secret: str) -> HttpResponse:
    """Take what a participant answers; wrong answers come back with the page."""
    found = _participant_or_404(secret)
    with addressing(found.event.organisation, found.event):
        form = OwnAnswersForm(asked_of(found), language(), request.POST)
        if form.refusals:
            return _page(request, found, form, 422)
        try:
            answer_questions(found.pk, form.answers, clock.now(), actor=PARTICIPANT)
        except AnswersMissing as absent:
            form.refuse_missing(absent.questions)
            return _page(request, found, form, 422)
        except ChangeRefused:
            return _page(request, found, form, 409)
        messages.success(request, _("Your answers have been saved."))
        return HttpResponseRedirect(reverse("participation", args=[secret]), status=303)


def _participant_or_404(secret: str) -> Participant:
    participant = participant_by_secret(secret)
    if participant is None:
        raise Http404
    return participant


def _page(request: HttpRequest, found: Participant, form: OwnAnswersForm, status: int) -> HttpResponse:
    event = found.event
    found.registration.event = event
    values = {
        **event_values(event, language()),
        "person": person_text(found, event, lines_of_participant(found), language()),
        "is_cancelled": found.ended_at is not None or event.cancelled_at is not None,
        "secret": found.secret,
        "form": form,
        "questions": form.fields,
        "can_answer": not outlook_of(found, clock.now()).refused,
        "errors": form.errors,
    }
    return render(request, "website/participation/page.html", values, status=status)
