"""Reading schedule.xml: what is in it, and whole refusals with the line."""

from __future__ import annotations

import os
import time
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from events.schedules.frab import read_frab
from events.schedules.schedule import ScheduledSession, ScheduleRefused
from lib.dates import day_in_zone
from tests.events.schedule_xml import make_event, make_schedule

ZONE = "Europe/Amsterdam"
BOMB = (
    '<!DOCTYPE s [<!ENTITY a "lol">'
    + "".join(f'<!ENTITY {n} "{f"&{p};" * 10}">' for p, n in zip("abcdefgh", "bcdefghi", strict=True))
    + "]>\n"
)


def shared(name: str) -> Path:
    folder = os.environ.get("SAMENKOMST_SHARED") or Path(__file__).resolve().parents[3] / "shared"
    file = Path(folder) / "data" / name
    if not file.exists():
        pytest.skip(f"{file} is not here")
    return file


def refused(data: bytes) -> str:
    with pytest.raises(ScheduleRefused) as error:
        read_frab(data, ZONE)
    assert "\n" not in str(error.value)
    return str(error.value)


def test_an_event_has_time_place_text_and_speakers() -> None:
    assert read_frab(make_schedule(make_event()), ZONE).sessions == (
        ScheduledSession(
            key="g-1",
            day=date(2027, 3, 11),
            title="Samen aan tafel",
            description="Een gesprek\n\nWaarom & hoe.",
            begins_at=datetime(2027, 3, 11, 9, tzinfo=UTC),
            ends_at=datetime(2027, 3, 11, 9, 45, tzinfo=UTC),
            room="Zaal 1",
            speakers=("José van den Berg", "Els Visser"),
            kind="plenary",
        ),
    )


@pytest.mark.parametrize(
    ("told", "begins_at"),
    [
        ({"date": None}, datetime(2027, 3, 11, 9, tzinfo=UTC)),
        ({"date": None, "start": "01:30"}, datetime(2027, 3, 12, 0, 30, tzinfo=UTC)),  # after midnight
        ({"date": "2027-03-11"}, datetime(2027, 3, 11, 9, tzinfo=UTC)),
        ({"date": "2027-03-11T10:00:00"}, datetime(2027, 3, 11, 9, tzinfo=UTC)),
        ({"date": "2027-03-11T09:00:00Z"}, datetime(2027, 3, 11, 9, tzinfo=UTC)),
    ],
)
def test_moments_are_read_with_and_without_an_offset(told: Any, begins_at: datetime) -> None:
    assert read_frab(make_schedule(make_event(**told)), ZONE).sessions[0].begins_at == begins_at


def test_a_real_file_whose_guids_are_no_uuids_is_read() -> None:
    schedule = read_frab(shared("31c3-schedule.xml").read_bytes(), ZONE)
    assert len(schedule.sessions) == 138
    assert len({session.room for session in schedule.sessions}) == 4
    assert list(schedule.days()) == [date(2014, 12, day) for day in (27, 28, 29, 30)]
    assert any(session.key == "HOqeNIb6G7M4hYFKFRkCmQ" for session in schedule.sessions)
    late = [session for session in schedule.sessions if day_in_zone(session.begins_at, ZONE) > session.day]
    assert len(late) > 0  # after midnight, and still of the day before


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "line 1: is no XML"),
        (b'{"schedule": {}}', "line 1: is no XML"),
        (b"BEGIN:VCALENDAR\r\n", "line 1: is no XML"),
        (b"<rss><channel/></rss>", "line 1: <rss> is no <schedule>"),
        (b"<schedule/>", "line 1: no <day>"),
        (make_schedule(make_event())[:-30], "line 15: is no XML"),
        (make_schedule(make_event(title="")), "line 4: event g-1 has no title"),
        (make_schedule(make_event(title="x" * 201)), "line 9: title: text refused: too_long"),
        (make_schedule(make_event(duration="een uur")), "line 7: no duration that can be read: 'een uur'"),
        (make_schedule(make_event(duration="00:00")), "line 7: no duration"),
        (make_schedule(make_event(date="morgen")), "line 5: no moment that can be read: 'morgen'"),
        (make_schedule(make_event(date=None, start="25:00")), "line 4: no moment"),
        (make_schedule(make_event(), day="ooit"), "line 3: a day has no date that can be read: 'ooit'"),
        (make_schedule(make_event(room=""), room=""), "line 4: event g-1 is in a room without a name"),
        (
            make_schedule(make_event(), make_event()),
            "line 16: there is another event with the guid or id g-1",
        ),
        (make_schedule(make_event(title="&onbekend;")), "is no XML"),
    ],
)
def test_what_is_no_schedule_is_refused_with_the_line(data: bytes, said: str) -> None:
    assert said in refused(data)


@pytest.mark.parametrize(
    ("before", "title"),
    [
        (BOMB, "&i;"),
        ('<!DOCTYPE s [<!ENTITY x SYSTEM "file:///etc/passwd">]>\n', "&x;"),
        ('<!DOCTYPE s [<!ENTITY % x SYSTEM "http://127.0.0.1:9/x.dtd"> %x;]>\n', "x"),
        ('<!DOCTYPE s SYSTEM "http://127.0.0.1:9/x.dtd">\n', "x"),
        ("<!DOCTYPE s>\n", "x"),
    ],
)
def test_entities_and_document_types_are_refused_unopened(before: str, title: str) -> None:
    begun = time.monotonic()
    said = refused(make_schedule(make_event(title=title), before=before))
    assert said.startswith("line 2: has a document type")
    assert "root:" not in said
    assert time.monotonic() - begun < 2


def test_a_bomb_in_an_attribute_goes_off_nowhere() -> None:
    begun = time.monotonic()
    assert refused(make_schedule(make_event(), room="&i;", before=BOMB)).startswith("line ")
    assert time.monotonic() - begun < 2
