"""Making the next edition of an event."""

from __future__ import annotations

from datetime import date, datetime

from django.db import IntegrityError

from events.choices import slug_is_taken
from events.copying import copy_of, fill_copy
from events.models import Event
from flows.event_editing import SlugTaken
from flows.event_making import make_event
from organisations.access import Actor
from organisations.models import User
from registrations.copying import capacities_like, limit_tickets_like
from registrations.price_places import open_places_like


def copy_event(old: Event, slug: str, first_day: date, now: datetime, *, actor: Actor, user: User) -> Event:
    """Store a copy of ``old`` that begins on ``first_day`` where it takes place: a draft of the same series.

    Raises SlugTaken.
    """

    def build(new: Event) -> dict[str, int | None]:
        fill_copy(old, new, first_day)
        limit_tickets_like(old, new)
        open_places_like(new)
        return capacities_like(old)

    try:
        return make_event(copy_of(old, slug, first_day), build, now, actor=actor, user=user, publish=False)
    except IntegrityError as refused:
        if slug_is_taken(slug):
            raise SlugTaken from refused
        raise
