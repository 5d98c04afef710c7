"""Pictures: taken in, shown, and removed when nothing shows them any more.

Files are written between transactions: first it is noted that somebody looks again later, then they
are stored, then they are shown. What was not shown, or no longer is, goes after ``REMAINS``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from events import pictures
from events.models import Event, Series, Speaker
from events.pictures import Shown
from jobs import queue
from lib import clock, picture_files
from lib.pictures import Encoded
from organisations import trail
from organisations.access import Actor, shows_logo

REMAINS = timedelta(days=14)  # pages may be kept, by visitors too


@dataclass(frozen=True)
class Picture:
    """A stored picture by its name, with what it shows for whoever cannot see it."""

    name: str
    alt: str
    alt_en: str


NONE = Picture("", "", "")


def store(encoded: Encoded, now: datetime) -> str:
    """Store a picture at ``now`` (UTC); returns its name."""
    _note(encoded.name, now)
    picture_files.keep(settings.MEDIA_ROOT, encoded, now)
    return encoded.name


@transaction.atomic(durable=True)
def show_on_event(event_id: int, picture: Picture, now: datetime, *, actor: Actor) -> bool:
    """Show a picture (NONE: no longer) with an event, at once; says whether that changed anything."""
    event = Event.objects.select_for_update(of=("self",)).get(pk=event_id)
    return _show(event, picture, now, actor, event_id=event.pk)


@transaction.atomic(durable=True)
def show_on_series(series_id: int, picture: Picture, now: datetime, *, actor: Actor) -> bool:
    """Show a picture (NONE: no longer) on the page of a series; says whether that changed anything."""
    return _show(Series.objects.select_for_update(of=("self",)).get(pk=series_id), picture, now, actor)


@transaction.atomic(durable=True)
def show_speaker(
    speaker_id: int, values: dict[str, object], picture: Picture, now: datetime, *, actor: Actor
) -> bool:
    """Tell this (name, role, bio) of a speaker, with a photo (NONE: without), wherever they speak."""
    row = Speaker.objects.select_for_update(of=("self",)).get(pk=speaker_id)
    changed = pictures.change_shown(row, values)
    if changed:
        trail.record(
            row.organisation_id,
            "speaker",
            row.pk,
            "changed",
            at=now,
            actor=actor,
            facts={"fields": changed},
        )
    return _show(row, picture, now, actor) or bool(changed)


def remove_unused(name: str) -> None:
    """Remove the files of a picture that nothing shows and nobody uploaded lately (a job handler)."""
    root, since = settings.MEDIA_ROOT, clock.now() - REMAINS
    if _is_used(name):
        return
    aside = picture_files.set_aside(root, name)
    if aside is None:
        return
    if picture_files.uploaded_at(aside) > since.timestamp() or _is_used(name):
        picture_files.put_back(root, name, aside)
    else:
        picture_files.destroy(aside)


def _is_used(name: str) -> bool:
    return pictures.is_shown(name) or shows_logo(name)


def look_again(name: str, now: datetime) -> None:
    """Have the files of a picture removed some days after ``now`` (UTC), if nothing shows it then."""
    if name:
        queue.later("picture", name, f"picture:{name}:{int(now.timestamp())}", now + REMAINS)


@transaction.atomic(durable=True)
def _note(name: str, now: datetime) -> None:
    look_again(name, now)


def _show(row: Shown, picture: Picture, now: datetime, actor: Actor, event_id: int | None = None) -> bool:
    before = row.picture
    if not pictures.give_picture(row, picture.name, picture.alt, picture.alt_en):
        return False
    if before != picture.name:
        look_again(before, now)
    trail.record(
        row.organisation_id,
        type(row).__name__.lower(),
        row.pk,
        "picture shown" if picture.name else "picture removed",
        at=now,
        actor=actor,
        event_id=event_id,
        facts={"picture": picture.name, "before": before, "alt": picture.alt, "alt_en": picture.alt_en},
    )
    return True
