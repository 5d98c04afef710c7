"""Making and changing an event: what an organiser does to it before and after it is public."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError

from events.blueprint import Blueprint
from events.choices import slug_is_taken
from events.models import Event
from flows.event_making import make_event
from organisations.access import Actor
from organisations.models import User


class SlugTaken(Exception):
    """Another event has that address already."""


def make_draft(event: Event, blueprint: Blueprint, now: datetime, *, actor: Actor, user: User) -> Event:
    """Store ``event`` with what ``blueprint`` describes, unseen by the public. Raises SlugTaken."""
    try:
        return make_event(event, blueprint.build, now, actor=actor, user=user, publish=False)
    except IntegrityError as refused:
        if slug_is_taken(event.slug):
            raise SlugTaken from refused
        raise
