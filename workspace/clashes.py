"""What in a programme does not fit together: all of it in sentences, and in short beside each session."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from events.conflicts import Planned, conflicts
from events.models import Event
from registrations.room_seats import small_rooms
from workspace.event_words import conflict_sentence, small_room_sentence

SHORT: Mapping[str, Any] = {
    "room": _("room used twice"),
    "speaker": _("speaker asked twice"),
    "small": _("room too small"),
}


def clash_sentences(
    event: Event, planned: Sequence[Planned], about: Planned | None = None, places: int | None = None
) -> Iterator[str]:
    """What does not fit, or what of it is ``about`` one session, of ``places`` where it is not stored yet."""
    for found in conflicts(planned):
        if about is None or about in (found.first, found.second):
            yield conflict_sentence(found)
    for small in small_rooms(event, planned, places):
        if about is None or about == small.planned:
            yield small_room_sentence(small)


def clash_flags(event: Event, planned: Sequence[Planned]) -> Mapping[int, list[Any]]:
    """What does not fit about each session, by id, in a few words."""
    flags: dict[int, list[Any]] = defaultdict(list)
    for found in conflicts(planned):
        for one in (found.first, found.second):
            _flag(flags, one, found.code)
    for small in small_rooms(event, planned):
        _flag(flags, small.planned, "small")
    return flags


def _flag(flags: dict[int, list[Any]], planned: Planned, code: str) -> None:
    if SHORT[code] not in flags[planned.session.pk]:
        flags[planned.session.pk].append(SHORT[code])
