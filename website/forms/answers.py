"""Reads what was answered to an event's questions, by the field names of the contract."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from events.asking import PARTICIPANT, SIGN_UP, Values, answered
from events.models import Question
from registrations.answering import WrongAnswer, read_answer
from registrations.basket import Basket, Person
from registrations.offering import Offering
from registrations.questions import tickets_in, tickets_of
from website.forms.question_fields import field_name
from website.forms.reading import Posted

CONTACT = "contact"


def read_answers(posted: Posted, offering: Offering, basket: Basket) -> Basket:
    """Add what was answered to a basket whose people are read; what was not asked is passed over."""
    questions = offering.questions
    if not questions:
        return basket
    own = answered(questions, SIGN_UP, tickets_in(offering, basket), {}, reader(posted, [""]))
    people = [
        replace(
            person,
            answers=answered(
                questions,
                PARTICIPANT,
                tickets_of(offering, basket, person),
                own,
                reader(posted, _keys(person)),
            ),
        )
        for person in basket.people
    ]
    return replace(basket, answers=own, people=tuple(people))


def _keys(person: Person) -> list[str]:
    """Where a person's answers stand; the contact may have answered above, and stand in the list as well."""
    return [person.key, CONTACT] if person.is_contact and person.key != CONTACT else [person.key]


def reader(posted: Posted, keys: Sequence[str]) -> Callable[[Question], Values]:
    """Return what reads the answer to a question, of a person at the first of ``keys`` that has one."""
    return partial(_read, posted, keys)


def _read(posted: Posted, keys: Sequence[str], question: Question) -> Values:
    names = [field_name(question, key) for key in keys]
    name = next((name for name in names if posted.is_there(name)), names[0])
    try:
        return read_answer(question, posted.data.getlist(name))
    except WrongAnswer as wrong:
        posted.refuse(name, "invalid", wrong.template, **wrong.params)
        return ()
