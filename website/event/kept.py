"""Pages that were drawn, kept by the version of their event: here, and for other processes in the cache.

Without the cache a process draws the pages that it serves itself.
"""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path
from time import monotonic
from typing import NamedTuple

from django.conf import settings
from django.core.cache import cache

from reports.event_page import whole_event
from reports.public_state import PublicState
from website.event.live import LivePage
from website.event.page import draw
from website.event.standing import holds_until
from website.form_of_address import addressing
from website.templatetags.display import language

SECONDS = (
    10 * 60
)  # what has no version (a speaker's name, another start) is old for no longer than two of them
MOST_HERE = 64  # pages, of some 40 kB
DRAWN_FROM = ("templates/website", "static", "locale", "website", "events", "lib")

_here: dict[str, tuple[float, Kept]] = {}


class Kept(NamedTuple):
    """A page that is right from ``since`` to before ``until`` (UTC)."""

    since: datetime
    until: datetime
    page: LivePage


def live_page(state: PublicState, now: datetime) -> LivePage:
    """The page of the event of ``state`` in the active language, kept or drawn anew."""
    key = f"event:{state.event_id}:{state.version}:{language()}:{program()}"
    lapses, kept = _here.get(key, (0.0, None))
    if kept is None or lapses < monotonic() or not kept.since <= now < kept.until:
        kept = _from_the_cache(key, state, now)
        _keep_here(key, kept)
    return kept.page


def _from_the_cache(key: str, state: PublicState, now: datetime) -> Kept:
    kept: Kept | None = cache.get(key)
    if kept is None or not kept.since <= now < kept.until:
        kept = _draw(state, now)
        cache.set(key, kept, SECONDS)
    return kept


def _keep_here(key: str, kept: Kept) -> None:
    if len(_here) >= MOST_HERE:
        _here.clear()
    _here[key] = monotonic() + SECONDS, kept


def _draw(state: PublicState, now: datetime) -> Kept:
    whole = whole_event(state.event_id)
    with addressing(whole.event.organisation, whole.event):
        return Kept(*holds_until(whole.event, now), draw(whole, now))


@lru_cache(maxsize=1)
def program() -> str:
    """Tells one release of the program from another: a page that an older one drew is not served."""
    told = blake2b(digest_size=8)
    for folder in DRAWN_FROM:
        for file in sorted((Path(settings.BASE_DIR) / folder).rglob("*")):
            if file.suffix in {".html", ".css", ".js", ".svg", ".mo", ".py"}:
                told.update(file.read_bytes())
    return told.hexdigest()
