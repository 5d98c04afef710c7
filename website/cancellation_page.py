"""What the page shows on which a contact cancels: first the consequences."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from flows.cancellation import CancellationRefused, Plan, preview
from flows.mails.cancellation_words import consequences
from registrations.access import people_of
from registrations.calendar_entries import name_of
from registrations.models import Participant, Registration
from website.registration_page import event_values
from website.templatetags.display import in_words

Values = Mapping[str, object]
State = Registration.State


@dataclass(frozen=True)
class Chosen:
    """Whom the visitor wants to cancel: ``ids`` None for the whole sign-up."""

    people: Sequence[Participant]
    ids: frozenset[int] | None
    is_empty: bool

    def has(self, person: Participant) -> bool:
        """Whether this participant is among them."""
        return self.ids is None or person.pk in self.ids


def read_choice(registration: Registration, posted: Collection[str], *, asked: bool) -> Chosen:
    """Read the ids of participants that were chosen; all of them, or none asked for, is the whole sign-up."""
    people = [person for person in people_of(registration) if person.ended_at is None]
    known = {str(person.pk): person.pk for person in people}
    ids = frozenset(known[text] for text in posted if text in known)
    is_whole = len(ids) == len(people) or (not posted and not asked)
    return Chosen(people, None if is_whole else ids, is_empty=not is_whole and not ids)


def refusal(registration: Registration, chosen: Chosen, now: datetime) -> str:
    """Why this cannot be cancelled here; empty where it can."""
    if registration.event.begins_at <= now:
        return _("The event has begun. Cancelling is no longer possible here; reply to your confirmation.")
    if chosen.is_empty:
        return _("Choose at least one participant.")
    try:
        preview(registration, chosen.ids, now)
    except CancellationRefused:
        return _("This registration awaits payment, so it can be cancelled only as a whole.")
    return ""


def cancellation_values(registration: Registration, chosen: Chosen, now: datetime, language: str) -> Values:
    """Return what the page shows."""
    reason = refusal(registration, chosen, now)
    plan = Plan(registration) if reason else preview(registration, chosen.ids, now)
    return {
        **event_values(registration.event, language),
        "registration": registration,
        "reason": reason,
        "is_done": not reason and plan.is_nothing,
        "question": _question(registration, plan),
        "sentences": _sentences(registration, plan, language),
        "people": [(person.pk, name_of(person), chosen.has(person)) for person in chosen.people],
        "chosen": [] if chosen.ids is None else sorted(chosen.ids),
        "button": _button(plan),
    }


def _question(registration: Registration, plan: Plan) -> str:
    number = len(plan.leaving)
    if number == 1:
        return _("Cancel the participation of %(name)s?") % {"name": name_of(plan.leaving[0])}
    if not number:
        return _("Cancel registration %(reference)s?") % {"reference": registration.reference}
    if plan.is_whole:
        return _("Cancel all %(number)s participants?") % {"number": in_words(number)}
    return capfirst(_("Cancel %(number)s participants?") % {"number": in_words(number)})


def _sentences(registration: Registration, plan: Plan, language: str) -> list[str]:
    if plan.is_nothing:
        return []
    texts = consequences(plan, language)
    if registration.state == State.AWAITING_PAYMENT:
        texts.append(_("Nothing has been paid yet, and you owe nothing."))
    if plan.leaving:
        texts.append(
            ngettext(
                "The place becomes free for somebody else, and the appointment goes out of the calendar.",
                "The places become free for others, and the appointments go out of the calendars.",
                len(plan.leaving),
            )
        )
    stands = [line.text for line in plan.lines if line.stand_id]
    texts += [_("%(stand)s becomes free for another exhibitor.") % {"stand": text} for text in stands]
    return texts


def _button(plan: Plan) -> str:
    if plan.is_whole:
        return _("Cancel the registration")
    return ngettext("Cancel this participant", "Cancel these participants", len(plan.leaving))
