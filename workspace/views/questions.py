"""What an event asks: the list in its order with how it looks, a new question, one that is there."""

from __future__ import annotations

import re
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.utils.translation import gettext as _

from events.asking import depends_on
from events.models import Question
from flows.event_questions import (
    QuestionGone,
    QuestionInUse,
    add_question,
    edit_question,
    move_question,
    remove_question,
    switch_question,
)
from registrations.answers import is_answered
from reports.answers import answer_overview
from workspace.access import EventDesk, at_event
from workspace.event_parts import parts_of_event
from workspace.forms.questions import ASKED, KINDS, QuestionForm
from workspace.forms.shown_errors import shown_errors
from workspace.frame import event_url, show


@at_event("event.edit")
def event_questions(request: HttpRequest, desk: EventDesk) -> HttpResponseBase:
    """List the questions; "up" or "down" with a question's number moves it one place."""
    if request.method == "POST":
        return _moved(request, desk)
    questions = list(desk.event.questions.prefetch_related("options", "ticket_types"))
    rows = [
        {
            "question": row,
            "url": event_url(desk.event, "event_question", row.pk),
            "kind": KINDS[row.kind],
            "asked": ASKED[row.asked],
            "other": depends_on(row, questions),
        }
        for row in questions
    ]
    return _show(request, desk, "list.html", {"rows": rows, "shown": [q for q in questions if not q.is_off]})


@at_event("event.edit")
def event_question_new(request: HttpRequest, desk: EventDesk) -> HttpResponseBase:
    """Another question, the last on the form."""
    form = QuestionForm(_posted(request), desk.event, None)
    if form.is_valid():
        add_question(desk.event.pk, form.wanted(), desk.now, actor=desk.actor)
        return _back(request, desk, _("Saved."))
    return _page(request, desk, form, None, is_known=False)


@at_event("event.edit")
def event_question(request: HttpRequest, desk: EventDesk, question_id: int) -> HttpResponseBase:
    """One question; "off" and "on" switch it, "remove" takes away what nobody answered."""
    row = desk.event.questions.filter(pk=question_id).first()
    if row is None:
        raise Http404
    is_known = is_answered(row)
    try:
        if request.POST.keys() & {"off", "on", "remove"}:
            return _act(request, desk, row)
        form = QuestionForm(_posted(request), desk.event, row, is_answered=is_known)
        if form.is_valid():
            changed = edit_question(desk.event.pk, row.pk, form.wanted(), desk.now, actor=desk.actor)
            return _back(request, desk, _("Saved.") if changed else _("Nothing has changed."))
    except QuestionGone as gone:
        raise Http404 from gone
    return _page(request, desk, form, row, is_known=is_known)


@at_event("participants.answers")
def event_answers(request: HttpRequest, desk: EventDesk) -> HttpResponseBase:
    """How often each answer was given."""
    context = {"overview": answer_overview(desk.actor, desk.event)}
    return show(request, desk, "workspace/questions/answers.html", context, "participants")


def _act(request: HttpRequest, desk: EventDesk, row: Question) -> HttpResponseBase:
    if "remove" in request.POST:
        try:
            remove_question(desk.event.pk, row.pk, desk.now, actor=desk.actor)
        except QuestionInUse:
            messages.error(request, _("This question is in use. Switch it off instead."))
            return HttpResponseRedirect(event_url(desk.event, "event_question", row.pk), status=303)
        return _back(request, desk, _("The question has been removed."))
    off = "off" in request.POST
    switch_question(desk.event.pk, row.pk, desk.now, off=off, actor=desk.actor)
    return _back(request, desk, _("It is not asked any more.") if off else _("It is asked again."))


def _moved(request: HttpRequest, desk: EventDesk) -> HttpResponseBase:
    way = "up" if "up" in request.POST else "down"
    number = request.POST.get(way, "")
    if not re.fullmatch(r"\d{1,18}", number, re.ASCII):
        raise Http404
    try:
        move_question(desk.event.pk, int(number), desk.now, up=way == "up", actor=desk.actor)
    except QuestionGone as gone:
        raise Http404 from gone
    except QuestionInUse:
        messages.error(request, _("A question comes after the one that it turns on."))
    return HttpResponseRedirect(event_url(desk.event, "event_questions"), status=303)


def _posted(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _back(request: HttpRequest, desk: EventDesk, sentence: str) -> HttpResponseBase:
    messages.success(request, sentence)
    return HttpResponseRedirect(event_url(desk.event, "event_questions"), status=303)


def _page(
    request: HttpRequest, desk: EventDesk, form: QuestionForm, row: Question | None, *, is_known: bool
) -> HttpResponse:
    errors = shown_errors([form]) if form.is_bound else []
    context = {"form": form, "errors": errors, "row": row, "is_answered": is_known}
    return _show(request, desk, "question.html", context)


def _show(request: HttpRequest, desk: EventDesk, template: str, context: dict[str, Any]) -> HttpResponse:
    context["parts"] = parts_of_event(desk, "event_questions")
    status = 422 if context.get("errors") else 200
    return show(request, desk, f"workspace/questions/{template}", context, "event_edit", status=status)
