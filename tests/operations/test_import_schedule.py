"""``import_schedule``: a programme from elsewhere as a draft; twice changes nothing."""

from __future__ import annotations

from datetime import UTC, date, datetime
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from events.models import Day, Event, Room, Session, SessionDraft, Speaker
from flows.event_making import release_programme
from organisations.access import SYSTEM
from organisations.models import Trail
from registrations.models import SeatPool
from tests.events.schedule_xml import make_event, make_schedule
from tests.events.test_frab import shared
from tests.integrity import all_broken
from tests.making import NOON, make_congress, make_leergang

pytestmark = pytest.mark.django_db


def run(file: Path, *words: str, event: str = "kracht") -> str:
    out = StringIO()
    call_command("import_schedule", str(file), *words, event=event, stdout=out)
    return out.getvalue()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "schedule.xml"
    path.write_bytes(make_schedule(make_event("g-1"), make_event("g-2", title="Lunch", type="break")))
    return path


def snapshot() -> list[object]:
    rows: list[object] = []
    for model in (Day, Room, Session, SessionDraft, Speaker, SeatPool, Trail):
        rows += list(model._default_manager.order_by("pk").values())
    return rows


def test_a_file_fills_the_draft_and_twice_changes_nothing(file: Path) -> None:
    event = make_congress(slug="kracht")
    assert "dry run, nothing stored: 2 sessions added" in run(file, "--dry-run")
    assert Session.objects.count() == 0
    assert "2 sessions added, 0 changed, 2 speakers added" in run(file)
    talk, lunch = Session.objects.order_by("pk")
    assert (talk.draft.title, talk.draft.begins_at, talk.kind) == (
        "Samen aan tafel",
        datetime(2027, 3, 11, 9, tzinfo=UTC),
        "plenary",
    )
    assert (lunch.kind, talk.released_at, talk.day) == ("break", None, event.days.get())
    assert talk.room is not None
    assert (talk.room.name, talk.room.venue) == ("Zaal 1", event.venue)
    names = [row.speaker.name for row in talk.session_speakers.select_related("speaker")]
    assert names == ["José van den Berg", "Els Visser"]
    before = snapshot()
    assert run(file) == "no change\n"
    assert snapshot() == before


def test_what_changed_in_the_file_changes_the_draft_and_the_public_waits_for_the_release(file: Path) -> None:
    event = make_congress(slug="kracht")
    run(file)
    release_programme(event, NOON, actor=SYSTEM)
    file.write_bytes(
        make_schedule(make_event("g-1", title="Aan tafel", room="Zaal 2"), make_event("g-3"), room="Zaal 2")
    )
    said = run(file)
    assert "1 sessions added, 1 changed" in said
    assert "not in the file any more, kept: lunch-" in said
    session = Session.objects.order_by("pk")[0]
    assert (session.title, session.draft.title) == ("Samen aan tafel", "Aan tafel")
    assert session.draft.room is not None
    assert session.draft.room.name == "Zaal 2"
    assert Session.objects.count() == 3


def test_a_day_that_is_not_there_is_added_and_one_too_short_is_stretched(file: Path) -> None:
    event = make_congress(slug="kracht", first_day=date(2027, 3, 10))
    assert "days added, with seats without a limit: day-1 (2027-03-11)" in run(file)
    file.write_bytes(make_schedule(make_event("g-4", date="2027-03-11T20:00:00+01:00")))
    assert "days made longer: day-1" in run(file)
    day = event.days.get(slug="day-1")
    assert (day.released_at, day.draft.ends_at) == (None, datetime(2027, 3, 11, 19, 45, tzinfo=UTC))
    assert SeatPool.objects.get(day=day).capacity is None
    assert all_broken() == []


def test_a_real_programme_is_taken_and_released() -> None:
    file = shared("31c3-schedule.xml")
    event = make_congress(slug="kracht", first_day=date(2014, 12, 27), days=4)
    assert "138 sessions added" in run(file)
    before = snapshot()
    assert run(file) == "no change\n"
    assert snapshot() == before
    release = release_programme(event, NOON, actor=SYSTEM)
    assert release is not None
    assert Session.objects.filter(released_at=NOON).count() == 138
    assert run(file) == "no change\n"


def test_an_event_without_a_place_gets_the_one_of_the_file(file: Path) -> None:
    event = make_congress(slug="kracht", venue=None)
    run(file)
    assert Room.objects.get().venue.name == "Kracht"
    assert Event.objects.get(pk=event.pk).venue is None


@pytest.mark.parametrize(
    "data", [b"<rss/>", b"{}", make_schedule(make_event(), make_event("g", duration=""))]
)
def test_a_file_is_refused_whole_in_one_line(file: Path, data: bytes) -> None:
    make_congress(slug="kracht")
    file.write_bytes(data)
    with pytest.raises(
        CommandError, match=r"schedule\.xml, line \d+: .*; nothing has been imported"
    ) as error:
        run(file)
    assert error.value.returncode == 1
    assert "\n" not in str(error.value)
    assert Session.objects.count() == Room.objects.filter(name="Zaal 1").count() == 0


def test_a_course_has_no_programme_by_day(file: Path) -> None:
    make_leergang(slug="kracht")
    with pytest.raises(CommandError, match="no programme by day"):
        run(file)
