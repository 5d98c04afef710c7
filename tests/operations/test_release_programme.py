"""``release_programme``: drafts become public, a dry run tells it and changes nothing."""

from __future__ import annotations

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command

from events.making import add_session, move_session
from events.models import Event, ProgrammeRelease, Room, Session
from flows.event_making import release_programme
from organisations.access import SYSTEM
from organisations.models import Trail
from tests.drafts import make_drafts
from tests.making import NOON, make_basket, make_congress
from tests.registered import make_registration

pytestmark = pytest.mark.django_db


def release(*words: str) -> list[str]:
    out = StringIO()
    call_command("release_programme", "--event", "kracht", *words, stdout=out)
    return out.getvalue().splitlines()


def make_event() -> tuple[Event, Session]:
    """Three attend session a, which is returned, and two session b."""
    event = make_drafts(make_congress(slug="kracht"))
    for slug in ("a", "b"):
        add_session(
            Session(
                event=event,
                day=event.days.get(),
                slug=slug,
                title=slug,
                begins_at=event.begins_at,
                ends_at=event.begins_at + timedelta(hours=1),
            )
        )
    release_programme(event, NOON, actor=SYSTEM)
    registration = make_registration(event, make_basket(event, 5))
    a, b = Session.objects.order_by("slug")
    for number, person in enumerate(registration.participants.order_by("position")):
        person.attendings.create(session=a if number < 3 else b, since=NOON)
    return event, a


def test_what_moved_is_told_with_how_many_it_touches() -> None:
    event, session = make_event()
    move_session(session, session.begins_at + timedelta(hours=1), session.ends_at + timedelta(hours=1), None)
    before = (Trail.objects.count(), ProgrammeRelease.objects.count(), Event.objects.get().version)
    assert release("--dry-run") == [
        "session a changed: begins_at, ends_at",
        "1 changes touch 3 participants",
        "dry run, nothing released",
    ]
    assert (Trail.objects.count(), ProgrammeRelease.objects.count(), Event.objects.get().version) == before
    assert release()[-1] == "released, number 2"
    session.refresh_from_db()
    assert session.begins_at == event.begins_at + timedelta(hours=1)
    assert Trail.objects.order_by("-pk")[0].actor_kind == "command"


def test_another_room_touches_people_and_another_title_nobody() -> None:
    event, session = make_event()
    assert event.venue is not None
    session.draft.title = "Anders"
    session.draft.save()
    assert release()[-2] == "1 changes touch 0 participants"
    room = Room.objects.create(venue=event.venue, name="Zaal 9")
    move_session(session, session.begins_at, session.ends_at, room)
    assert release()[-2] == "1 changes touch 3 participants"


def test_nothing_to_release_is_no_failure() -> None:
    make_event()
    assert release() == ["nothing to release"]
    assert release("--dry-run") == ["nothing to release"]
