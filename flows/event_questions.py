"""What an event asks: added, changed, put in order, switched off."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from events import questioning
from events.models import Event, Question
from events.questioning import QuestionInUse, QuestionWanted
from organisations import trail
from organisations.access import Actor
from registrations.answers import is_answered

__all__ = [
    "QuestionGone",
    "QuestionInUse",
    "QuestionWanted",
    "add_question",
    "edit_question",
    "move_question",
    "remove_question",
    "switch_question",
]


class QuestionGone(Exception):
    """The event has no such question, or no longer."""


@transaction.atomic(durable=True)
def add_question(event_id: int, wanted: QuestionWanted, now: datetime, *, actor: Actor) -> Question:
    """Ask one thing more, the last on the form."""
    row = questioning.add_question(_locked(event_id), wanted)
    _record(row, "question added", now, actor)
    return row


@transaction.atomic(durable=True)
def edit_question(
    event_id: int, question_id: int, wanted: QuestionWanted, now: datetime, *, actor: Actor
) -> list[str]:
    """Change a question; returns the names that changed. What was answered keeps its sort.

    Raises QuestionGone.
    """
    row = _question(_locked(event_id), question_id)
    changed = questioning.change_question(row, wanted, is_answered=is_answered(row))
    if changed:
        _record(row, "question changed", now, actor, fields=changed)
    return changed


@transaction.atomic(durable=True)
def move_question(event_id: int, question_id: int, now: datetime, *, up: bool, actor: Actor) -> bool:
    """Put a question one place higher or lower; False where it is first or last.

    Raises QuestionGone, QuestionInUse.
    """
    row = _question(_locked(event_id), question_id)
    moved = questioning.move_question(row, up=up)
    if moved:
        _record(row, "question moved", now, actor, to="up" if up else "down")
    return moved


@transaction.atomic(durable=True)
def switch_question(event_id: int, question_id: int, now: datetime, *, off: bool, actor: Actor) -> bool:
    """Ask it no more, or again; answers stay. Raises QuestionGone."""
    row = _question(_locked(event_id), question_id)
    switched = questioning.switch_question(row, off=off)
    if switched:
        _record(row, "question switched off" if off else "question switched on", now, actor)
    return switched


@transaction.atomic(durable=True)
def remove_question(event_id: int, question_id: int, now: datetime, *, actor: Actor) -> None:
    """Take away a question that nobody answered and none turns on. Raises QuestionGone, QuestionInUse."""
    row = _question(_locked(event_id), question_id)
    if is_answered(row):
        raise QuestionInUse
    _record(row, "question removed", now, actor)
    questioning.remove_question(row)


def _locked(event_id: int) -> Event:
    return Event.objects.select_for_update(of=("self",)).get(pk=event_id)


def _question(event: Event, question_id: int) -> Question:
    row = event.questions.filter(pk=question_id).first()
    if row is None:
        raise QuestionGone
    return row


def _record(row: Question, verb: str, now: datetime, actor: Actor, **facts: str | list[str]) -> None:
    trail.record(
        row.event.organisation_id,
        "event",
        row.event_id,
        verb,
        at=now,
        actor=actor,
        event_id=row.event_id,
        facts={"question": row.slug, **facts},
    )
