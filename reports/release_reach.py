"""Whom a release of the programme touches: who comes to something that is elsewhere or at another time."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q

from events.models import Event
from events.releases import Change
from registrations.models import Attending, Participant

FELT = frozenset({"begins_at", "ends_at", "room_id", "venue_id", "date"})


def people_touched(event: Event, changes: Iterable[Change]) -> int:
    """How many participants who come are touched by ``changes`` (those of a ProgrammeRelease).

    Moved, cancelled or in another room: a session touches who attends it, a day who is admitted
    to it, the event everybody. What is new touches nobody yet, nor do texts.
    """
    felt = [change for change in changes if _is_felt(change)]
    coming = Participant.objects.filter(event=event, ended_at=None)
    if any(change["part"] == "event" for change in felt):
        return coming.count()
    sessions = [change["slug"] for change in felt if change["part"] == "session"]
    days = [change["slug"] for change in felt if change["part"] == "day"]
    attending = Attending.objects.filter(session__event=event, session__slug__in=sessions, until=None)
    touched = Q(pk__in=attending.values("participant"))
    if days:
        touched |= Q(ticket_type__days=None) | Q(ticket_type__days__slug__in=days)
    return coming.filter(touched).distinct().count()


def _is_felt(change: Change) -> bool:
    if change.get("change") == "new":
        return False
    return change.get("change") == "cancelled" or not FELT.isdisjoint(change["before"])
