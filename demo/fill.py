"""Fills the demo world once; where it was interrupted it goes on, with the day on which it began."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from demo.building import basics, events, partners, pictures, sign_ups
from demo.models import Filling
from demo.world.shape import World
from demo.world.world import world
from lib import clock

BEFORE_THE_FIRST = timedelta(days=21)  # an event stands on the site so long before anybody signs up


def fill(today: date | None = None) -> Iterator[str]:
    """Fill what is not there yet, and yield a word on each step that was done.

    ``today`` (in Amsterdam) is the day around which the world turns: by default now.
    """
    filling = _begin(today or clock.now().astimezone(ZoneInfo("Europe/Amsterdam")).date())
    if filling.finished_at:
        return
    content = world(filling.day)
    yield f"{_add_ground(content)} organisations"
    yield f"{_add_events(content)} events"
    sign_ups.add_sign_ups(content)
    yield f"{len(content.sign_ups)} registrations"
    for event in content.events:
        if event.archived:
            events.archive(event)
    Filling.objects.update(finished_at=clock.now())


def _begin(day: date) -> Filling:
    Filling.objects.bulk_create([Filling(pk=1, day=day)], ignore_conflicts=True)
    return Filling.objects.get()


def _add_ground(content: World) -> int:
    long_ago = datetime(content.today.year - 2, 1, 4, 9, tzinfo=UTC)
    academy = basics.add_organisations(content, long_ago)
    basics.add_users(content, long_ago)
    basics.add_places(content, academy)
    basics.add_speakers(content, academy)
    basics.add_series(content, academy)
    return len(content.organisations)


def _add_events(content: World) -> int:
    academy = basics.the_academy()
    for event in content.events:
        moments = [sign_ups.moment_of(content, s) for s in content.sign_ups if s.event == event.slug]
        opened = events.at((min(moments) - BEFORE_THE_FIRST).date(), time(9, 0))
        with clock.at(opened):
            events.add_event(content, event, academy, opened)
            partners.add_deals(event, opened)
    pictures.add_pictures(academy, clock.now())
    basics.add_memberships(content)
    return len(content.events)
