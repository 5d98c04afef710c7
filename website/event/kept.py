"""Pages that were drawn, kept by the version of their event; without the cache they are drawn each time."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from django.core.cache import cache

from reports.event_page import public_event
from reports.public_state import PublicState
from website.event.live import LivePage
from website.event.page import draw
from website.event.standing import holds_until
from website.form_of_address import addressing
from website.templatetags.display import language

SECONDS = 15 * 60  # what has no version, such as a speaker's name, is old for no longer
DRAWN_FROM = ("templates/website", "static", "locale", "website", "events", "lib")


class Kept(NamedTuple):
    """A page that is right from ``since`` to before ``until`` (UTC)."""

    since: datetime
    until: datetime
    page: LivePage


def live_page(state: PublicState, now: datetime) -> LivePage:
    """The page of the event of ``state`` in the active language, kept or drawn anew."""
    key = f"event:{state.event_id}:{state.version}:{_voice(state)}:{program()}"
    kept: Kept | None = cache.get(key)
    if kept is None or not kept.since <= now < kept.until:
        kept = _draw(state, now)
        cache.set(key, kept, SECONDS)
    return kept.page


def _draw(state: PublicState, now: datetime) -> Kept:
    event = public_event(state.event_id)
    with addressing(event.organisation, event):
        return Kept(*holds_until(event, now), draw(event, now))


def _voice(state: PublicState) -> str:
    return "en" if language() == "en" else state.form_of_address


@lru_cache(maxsize=1)
def program() -> str:
    """Tells one release of the program from another: a page that an older one drew is not served."""
    told = blake2b(digest_size=8)
    for folder in DRAWN_FROM:
        for file in sorted((Path(settings.BASE_DIR) / folder).rglob("*")):
            if file.suffix in {".html", ".css", ".js", ".svg", ".mo", ".py"}:
                told.update(file.read_bytes())
    return told.hexdigest()
