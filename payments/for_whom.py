"""For whom a line of a document is: BT-154, frozen with it.

Named are the people of an organisation that pays and asked for it, where they are few: an invoice is
kept for seven years (AWR art. 52), and names stand on it only where the buyer wants them (GDPR
art. 5). A private person pays for themselves, and of more people the number says enough.
Documents from before this have no description, and nothing else reads it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from django.utils import translation
from django.utils.translation import gettext

from registrations.models import Line, Participant

MOST: Final = 5


def names_by_line(lines: Sequence[Line]) -> dict[int, str]:
    """Who each line (by its id) is for, "" while their name follows: one statement, or none."""
    unread = [pk for line in lines if (pk := line.participant_id) and not Line.participant.is_cached(line)]
    names = dict(Participant.objects.filter(pk__in=unread).values_list("pk", "name")) if unread else {}
    return {
        line.pk: line.participant.name
        if Line.participant.is_cached(line) and line.participant
        else names.get(line.participant_id or 0, "")
        for line in lines
    }


def for_whom(lines: Sequence[Line], names: dict[int, str], language: str) -> str:
    """The people of lines that became one: "Voor Anna de Wit, Bas Kuiper", or "" for none or many."""
    people = {line.participant_id: names.get(line.pk, "") for line in lines if line.participant_id}
    named = [name for name in people.values() if name]
    if not named or len(people) > MOST:
        return ""
    with translation.override(language):
        return gettext("For %(names)s") % {"names": ", ".join(named)}
