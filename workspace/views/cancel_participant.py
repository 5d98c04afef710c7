"""Cancelling a participant or a whole registration: first what it does, then in one act."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponseRedirect, QueryDict
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from flows.cancellation import CancellationRefused, Plan, cancel, preview
from lib.money import format_euros
from registrations.access import participant_of_event
from registrations.models import Participant
from workspace.access import EventDesk, at_event
from workspace.frame import event_url, show


@dataclass(frozen=True)
class Choice:
    """How far it goes: only this person or all of the registration, without costs, without a mail."""

    whole: bool
    without_costs: bool
    no_mail: bool

    def ids(self, person: Participant) -> list[int] | None:
        """Whom it cancels; None: all of the registration."""
        return None if self.whole else [person.pk]


@at_event("participants.cancel")
def cancel_participant(request: HttpRequest, desk: EventDesk, participant_id: int) -> HttpResponseBase:
    """Show what cancelling does; where that is confirmed, do it."""
    person = participant_of_event(desk.event, participant_id)
    if person is None:
        raise Http404
    choice = _read(request.POST if request.method == "POST" else request.GET)
    status, is_refused = 200, False
    plan = Plan(person.registration)
    try:
        plan = preview(person.registration, choice.ids(person), desk.now, without_costs=choice.without_costs)
        if request.method == "POST" and request.POST.get("confirm") == "on":
            return _carry_out(request, desk, person, choice)
        status = 422 if request.method == "POST" else 200
    except CancellationRefused:
        status, is_refused = (409 if request.method == "POST" else 200), True
    context = {
        "person": person,
        "plan": plan,
        "choice": choice,
        "is_refused": is_refused,
        "sentences": list(_sentences(plan, choice, get_language() or "nl")),
        "companions": person.registration.participants.filter(ended_at=None).count() - 1,
        "other_scope": _query(choice, whole=not choice.whole),
        "other_costs": _query(choice, without_costs=not choice.without_costs),
        "back_url": event_url(desk.event, "participant", person.pk),
    }
    template = "workspace/cancel_participant/page.html"
    return show(request, desk, template, context, "participants", status=status)


def _carry_out(
    request: HttpRequest, desk: EventDesk, person: Participant, choice: Choice
) -> HttpResponseBase:
    done = cancel(
        person.registration_id,
        choice.ids(person),
        desk.now,
        actor=desk.actor,
        without_costs=choice.without_costs,
        with_mail=not choice.no_mail,
    )
    said = _("There was nothing left to cancel.") if done.plan.is_nothing else _("That has been cancelled.")
    messages.success(request, said)
    return HttpResponseRedirect(event_url(desk.event, "participant", person.pk), status=303)


def _read(given: QueryDict) -> Choice:
    return Choice(*(given.get(name) == "on" for name in ("whole", "without_costs", "no_mail")))


def _query(choice: Choice, **changed: bool) -> str:
    names = {**vars(choice), **changed}
    return f"?{urlencode({name: 'on' for name, is_on in names.items() if is_on})}"


def _sentences(plan: Plan, choice: Choice, language: str) -> Iterator[str]:
    """What happens, one thing a sentence."""
    if plan.is_nothing:
        return
    number = len(plan.leaving)
    yield ngettext(
        "%(number)s participant does not come any more.",
        "%(number)s participants do not come any more.",
        number,
    ) % {"number": number}
    if plan.seats:
        yield ngettext(
            "%(number)s place becomes free for somebody else.",
            "%(number)s places become free for somebody else.",
            plan.seats,
        ) % {"number": plan.seats}
    for stand in (line.text for line in plan.lines if line.stand_id):
        yield _("%(stand)s becomes free for another exhibitor.") % {"stand": stand}
    yield from _money(plan, language)
    yield _("The appointments go out of the calendars.")
    if not choice.no_mail:
        yield _("The contact person and each participant concerned get a mail about it.")


def _money(plan: Plan, language: str) -> Iterator[str]:
    if plan.cost:
        yield _("Cancelling costs %(amount)s incl. VAT, by the terms of this registration.") % {
            "amount": format_euros(plan.cost, language)
        }
    for part in plan.parts:
        if part.credited:
            yield _("A credit note of %(amount)s incl. VAT for invoice %(number)s.") % {
                "amount": format_euros(part.credited, language),
                "number": part.invoice.number,
            }
    if plan.other_costs:
        amount = format_euros(plan.other_costs, language)
        yield _("An invoice of %(amount)s incl. VAT for the costs.") % {"amount": amount}
    if plan.to_return_online:
        amount = format_euros(plan.to_return_online, language)
        yield _("%(amount)s goes back by itself, the way it was paid.") % {"amount": amount}
    if by_hand := plan.to_return - plan.to_return_online:
        amount = format_euros(by_hand, language)
        yield _("%(amount)s was paid by bank and is to be paid back by finance.") % {"amount": amount}
    if plan.left_to_pay:
        amount = format_euros(plan.left_to_pay, language)
        yield _("%(amount)s is still to be paid after that.") % {"amount": amount}
