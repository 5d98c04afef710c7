"""What people answered: by one participant, and how often each answer was given."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import get_language

from events.models import Day, Event, Question
from organisations.access import Actor
from registrations.answering import answer_text
from registrations.answers import answers_of_person, answers_of_sign_up
from registrations.models import Answer, Participant, Registration, SpecialAnswer
from reports.sight import sight_of

SPECIAL = "participants.special"
COUNTED = (Question.Kind.CHOICE, Question.Kind.SEVERAL, Question.Kind.YES_NO)
COMING = (Registration.State.CONFIRMED, Registration.State.AWAITING_PAYMENT)


@dataclass(frozen=True)
class Told:
    """A question and what was answered, in the active language."""

    question: str
    answer: str
    is_special: bool
    for_all: bool


@dataclass(frozen=True)
class Count:
    """How many gave an answer, in all and by day (in the order of ``Counted.days``)."""

    answer: str
    number: int
    by_day: tuple[int, ...]


@dataclass(frozen=True)
class Counted:
    """A question with its counts; ``days``: those of the event, where people come on one of several."""

    title: str
    is_special: bool
    answered: int
    days: tuple[Day, ...]
    counts: tuple[Count, ...]


@dataclass(frozen=True)
class Overview:
    """All questions that this reader may see."""

    questions: tuple[Counted, ...]
    hides_special: bool


def answers_told(actor: Actor, event: Event, person: Participant) -> list[Told]:
    """What a participant and their sign-up answered, as far as ``actor`` may see it."""
    if not sight_of(actor, event.pk).contact:
        return []
    special = actor.may(SPECIAL, event.pk)
    own = answers_of_person(person, special=special)
    of_all = answers_of_sign_up(person.registration_id)
    language = (get_language() or "nl")[:2]
    return [
        Told(
            row.text("title", language),
            answer_text(row, given[row.pk], language),
            row.is_special,
            given is of_all,
        )
        for row in event.questions.prefetch_related("options")
        for given in (own, of_all)
        if row.pk in given
    ]


def answer_overview(actor: Actor, event: Event) -> Overview:
    """How often each answer was given by those who come."""
    special = actor.may(SPECIAL, event.pk)
    rows = list(event.questions.prefetch_related("options"))
    days = tuple(event.days.filter(cancelled_at=None))
    days = days if len(days) > 1 else ()
    shown = [row for row in rows if special or not row.is_special]
    counted = (_count(row, () if row.asked == Question.Asked.SIGN_UP else days) for row in shown)
    return Overview(tuple(counted), len(shown) < len(rows))


def _count(question: Question, days: tuple[Day, ...]) -> Counted:
    given = list(_given(question))
    tickets = {ticket for ticket, _values in given if ticket}
    ids = {pk: set(day_ids) for pk, day_ids in _days_of(question.event, tickets)}
    total, daily = Counter[str](), [Counter[str]() for _day in days]
    for ticket, values in given:
        total.update(values)
        for day, counter in zip(days, daily, strict=True):
            only = ids.get(ticket or 0)
            if not only or day.pk in only:
                counter.update(values)
    language = (get_language() or "nl")[:2]
    counts = [
        Count(answer_text(question, [value], language), number, tuple(counter[value] for counter in daily))
        for value, number in _in_order(question, total)
    ]
    return Counted(question.text("title", language), question.is_special, len(given), days, tuple(counts))


def _in_order(question: Question, total: Counter[str]) -> Iterable[tuple[str, int]]:
    """Choices as they are asked, those that nobody made too; what was written by its number."""
    if question.kind not in COUNTED:
        return sorted(total.items(), key=lambda item: (-item[1], item[0]))
    values = [option.slug for option in question.options.all() if not option.is_off or total[option.slug]]
    if question.kind == Question.Kind.YES_NO:
        values = ["yes", "no"]
    return [(value, total[value]) for value in values]


def _given(question: Question) -> Iterable[tuple[int | None, list[str]]]:
    """Ticket type (id; None: of a whole sign-up) and values of each answer of somebody who comes."""
    model: type[Answer | SpecialAnswer] = SpecialAnswer if question.is_special else Answer
    rows: QuerySet[Answer | SpecialAnswer] = model.objects.filter(question=question)
    if question.asked == Question.Asked.SIGN_UP:
        return rows.filter(registration__state__in=COMING).values_list("participant_id", "values")
    coming = rows.filter(participant__ended_at=None, participant__registration__state__in=COMING)
    return coming.values_list("participant__ticket_type_id", "values")


def _days_of(event: Event, tickets: Iterable[int]) -> Iterable[tuple[int, list[int]]]:
    for ticket in event.ticket_types.filter(pk__in=tickets).prefetch_related("days"):
        yield ticket.pk, [day.pk for day in ticket.days.all()]
