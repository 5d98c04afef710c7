"""Releasing a programme: drafts become public, and what changed is kept for readers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db.models import F, Max

from events.models import Day, Event, ProgrammeRelease, Session
from events.models.event import EventDraft
from organisations.models import User

Change = dict[str, Any]
COPIED = ("title", "title_en", "description", "description_en", "begins_at", "ends_at", "room_id")
DATED = ("date", "begins_at", "ends_at")
PLACED = ("begins_at", "ends_at", "venue_id")


def release_drafts(event: Event, now: datetime, user: User | None) -> ProgrammeRelease | None:
    """Copy all drafts of ``event`` at ``now`` (UTC); None where nothing differs.

    The caller's transaction holds the event's row, so that releases are numbered in turn.
    """
    locked = Event.objects.select_for_update(of=("self",)).get(pk=event.pk)
    changes = [*_release_event(locked), *_release_days(locked, now), *_release_sessions(locked, now)]
    if not changes:
        return None
    last = event.releases.aggregate(last=Max("number"))["last"] or 0
    release = ProgrammeRelease(
        event=event, number=last + 1, released_at=now, released_by=user, changes=changes
    )
    release.save(force_insert=True)
    Event.objects.filter(pk=event.pk).update(version=F("version") + 1)
    event.refresh_from_db()
    return release


def pending_changes(event: Event) -> list[Change]:
    """What a release would change now, without changing it."""
    found = (*_event_changes(event), *_day_changes(event), *_session_changes(event))
    return [change for _row, _changed, change in found]


def _event_changes(event: Event) -> Iterator[tuple[EventDraft, list[str], Change]]:
    draft = EventDraft.objects.filter(event=event).first()
    if draft is None or not (changed := _differing(event, draft, PLACED)):
        return
    before = {name: _plain(getattr(event, name)) for name in changed}
    after = {name: _plain(getattr(draft, name)) for name in changed}
    yield draft, changed, {"part": "event", "before": before, "after": after}


def _day_changes(event: Event) -> Iterator[tuple[Day, list[str], Change]]:
    for day in Day.objects.filter(event=event, draft__isnull=False).select_related("draft"):
        changed = _differing(day, day.draft, DATED)
        is_new, is_dropped = day.released_at is None, day.draft.is_cancelled and not day.cancelled_at
        if is_new or changed or is_dropped:
            before = {name: _plain(getattr(day, name)) for name in changed}
            kind = "new" if is_new else "cancelled" if is_dropped else "changed"
            yield day, changed, {"part": "day", "slug": day.slug, "change": kind, "before": before}


def _session_changes(event: Event) -> Iterator[tuple[Session, list[str], Change]]:
    for session in Session.objects.filter(event=event, draft__isnull=False).select_related("draft"):
        changed = _differing(session, session.draft, COPIED)
        if session.released_at is None or changed or _is_dropped(session):
            yield session, changed, _session_change(session, changed)


def _release_event(event: Event) -> Iterator[Change]:
    for draft, changed, change in _event_changes(event):
        _copy(draft, event, changed)
        yield change


def _release_days(event: Event, now: datetime) -> Iterator[Change]:
    for day, changed, change in _day_changes(event):
        day.released_at = day.released_at or now
        day.cancelled_at = now if change["change"] == "cancelled" else day.cancelled_at
        _copy(day.draft, day, [*changed, "released_at", "cancelled_at"])
        yield change


def _release_sessions(event: Event, now: datetime) -> Iterator[Change]:
    for session, changed, change in _session_changes(event):
        session.cancelled_at = now if _is_dropped(session) else session.cancelled_at
        session.released_at = session.released_at or now
        _copy(session.draft, session, [*changed, "released_at", "cancelled_at"])
        yield change


def _session_change(session: Session, changed: list[str]) -> Change:
    kind = "new" if session.released_at is None else "cancelled" if _is_dropped(session) else "changed"
    return {
        "part": "session",
        "slug": session.slug,
        "title": session.draft.title,
        "title_en": session.draft.title_en,
        "change": kind,
        "before": {name: _plain(getattr(session, name)) for name in changed},
        "after": {name: _plain(getattr(session.draft, name)) for name in changed},
    }


def _is_dropped(session: Session) -> bool:
    return session.draft.is_cancelled and session.cancelled_at is None


def _differing(row: Any, draft: Any, names: tuple[str, ...]) -> list[str]:
    return [name for name in names if getattr(row, name) != getattr(draft, name)]


def _copy(draft: Any, row: Any, names: list[str]) -> None:
    for name in names:
        if hasattr(draft, name):
            setattr(row, name, getattr(draft, name))
    row.save(update_fields=names)


def _plain(value: Any) -> Any:
    return value if value is None or isinstance(value, int | str) else value.isoformat()


def dropped_sessions(event: Event) -> list[Session]:
    """The public sessions that the next release cancels."""
    rows = event.sessions.filter(cancelled_at=None, draft__is_cancelled=True)
    return list(rows.select_related("draft"))
