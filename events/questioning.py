"""An event's questions: added, changed, put in order, switched off; what was answered stays there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from events.editing import Values, put_values
from events.models import Event, Question, QuestionOption
from events.naming import free_slug
from events.positions import after_the_last, change_places
from events.versions import touch

FIXED = ("kind", "asked", "is_special", "register")
"""What an answered question keeps: its answers would mean something else."""


class QuestionInUse(Exception):
    """Another question turns on this one, so it can neither leave nor come after it."""


@dataclass(frozen=True)
class QuestionWanted:
    """A question as it is asked for.

    ``values`` are columns; ``options`` (Dutch, English) in order; ``tickets`` ids of the only ticket
    types that it is for; ``depends_on`` with ``depends_value`` in ``values``.
    """

    values: Values
    options: Sequence[tuple[str, str]] = ()
    tickets: Sequence[int] = ()


def add_question(event: Event, wanted: QuestionWanted) -> Question:
    """Ask one thing more, the last on the form."""
    taken = list(event.questions.values_list("slug", flat=True))
    slug = free_slug(str(wanted.values["title"]), taken, 40)
    row = Question(event=event, slug=slug, position=after_the_last(event.questions), **wanted.values)
    row.save(force_insert=True)
    _put_options(row, wanted.options, keep=False)
    row.ticket_types.set(wanted.tickets)
    touch(event.pk)
    return row


def change_question(row: Question, wanted: QuestionWanted, *, is_answered: bool) -> list[str]:
    """Give a question these values; returns the names that changed. What ``is_answered`` keeps its sort."""
    values = {name: value for name, value in wanted.values.items() if not (is_answered and name in FIXED)}
    changed = put_values(row, values)
    if _put_options(row, wanted.options, keep=is_answered):
        changed.append("options")
    if set(row.ticket_types.values_list("pk", flat=True)) != set(wanted.tickets):
        row.ticket_types.set(wanted.tickets)
        changed.append("ticket_types")
    if changed:
        touch(row.event_id)
    return changed


def move_question(row: Question, *, up: bool) -> bool:
    """Let a question and the one above it (or below) change places; False where there is none.

    The caller holds the row of the event. Raises QuestionInUse where one would come before the
    question that it turns on.
    """
    beside = row.event.questions.filter(position__lt=row.position).last()
    if not up:
        beside = row.event.questions.filter(position__gt=row.position).first()
    first, second = (beside, row) if up else (row, beside)
    if first is not None and second is not None and second.depends_on_id == first.pk:
        raise QuestionInUse
    moved = change_places(row, row.event.questions, up=up)
    if moved:
        touch(row.event_id)
    return moved


def switch_question(row: Question, *, off: bool) -> bool:
    """Ask a question no more, or again; what was answered stays. False where it is so already."""
    if row.is_off == off:
        return False
    row.is_off = off
    row.save(update_fields=["is_off"])
    touch(row.event_id)
    return True


def remove_question(row: Question) -> None:
    """Take away a question that nobody answered. Raises QuestionInUse."""
    if row.dependents.exists():
        raise QuestionInUse
    row.delete()
    touch(row.event_id)


def _put_options(row: Question, titles: Sequence[tuple[str, str]], *, keep: bool) -> bool:
    """Let these be the answers to choose from; one that is gone is switched off where people may have it."""
    stored = {option.title: option for option in row.options.all()}
    before = [(o.title, o.title_en) for o in row.options.all() if not o.is_off]
    if before == list(titles):
        return False
    taken = [option.slug for option in stored.values()]
    for position, (title, english) in enumerate(titles):
        option = stored.pop(title, None)
        if option is None:
            option = QuestionOption(question=row, slug=free_slug(title, taken, 60), title=title)
            taken.append(option.slug)
        option.position, option.title_en, option.is_off = position, english, False
        option.save()
    for option in stored.values():
        needed = keep or row.dependents.filter(depends_value=option.slug).exists()
        if needed:
            option.is_off, option.position = True, len(titles)
            option.save()
        else:
            option.delete()
    return True
