"""Whether all that an event asks was answered."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from events.asking import PARTICIPANT, SIGN_UP, missing
from registrations.basket import Basket, Person
from registrations.checks import ticket_of
from registrations.offering import Offering
from registrations.refusals import Refusal

REQUIRED = _("Answer this question.")
REQUIRED_OF = _("Answer this question for %(name)s.")


def tickets_in(offering: Offering, basket: Basket) -> frozenset[int]:
    """The ticket types (ids) of all who come."""
    return frozenset(id_ for person in basket.people for id_ in tickets_of(offering, basket, person))


def tickets_of(offering: Offering, basket: Basket, person: Person) -> frozenset[int]:
    """The ticket type (id) of one who comes, if they have one."""
    ticket = ticket_of(offering, basket, person)
    return frozenset() if ticket is None else frozenset({ticket.id})


def check_answers(offering: Offering, basket: Basket) -> Iterator[Refusal]:
    """What is required and was not answered."""
    questions = offering.questions
    if not any(question.is_required for question in questions):
        return
    for question in missing(questions, SIGN_UP, tickets_in(offering, basket), basket.answers, {}):
        yield Refusal(f"question_{question.slug}", "required", REQUIRED)
    for person in basket.people:
        tickets = tickets_of(offering, basket, person)
        for question in missing(questions, PARTICIPANT, tickets, person.answers, basket.answers):
            field = f"{person.key}-question_{question.slug}"
            sentence = REQUIRED_OF if person.name else REQUIRED
            yield Refusal(field, "required", sentence, {"name": person.name})
