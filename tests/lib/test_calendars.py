import contextlib
import importlib.util
import os
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from email.message import EmailMessage
from pathlib import Path
from types import ModuleType
from zoneinfo import ZoneInfo

import pytest
import vobject
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from lib.calendars import FeedEntry, Invite, Part, cancel, content_hash, feed, request, withdraw
from lib.dates import moment_on

ZONE = "Europe/Amsterdam"
NOW = datetime(2026, 11, 25, 10, tzinfo=UTC)
MEETINGS = [
    date(2027, 2, 11),
    date(2027, 3, 4),
    date(2027, 3, 25),
    date(2027, 4, 8),
    date(2027, 5, 20),
    date(2027, 6, 17),
]
SHARED = Path(os.environ.get("SAMENKOMST_SHARED", Path(__file__).resolve().parents[3] / "shared"))


def make_invite(number: int = 1, **changes: object) -> Invite:
    day = MEETINGS[number - 1]
    invite = Invite(
        uid=f"3c3b3a7e-0000-4000-8000-00000000000{number}",
        sequence=0,
        dtstamp=NOW,
        start=moment_on(day, time(9, 30), ZONE),
        end=moment_on(day, time(17), ZONE),
        zone=ZONE,
        summary=f"Adaptief samenwerken: bijeenkomst {number}; koffie, thee",
        description="Programma\r\nÉén lijn, twee werelden\\drie " + "é" * 60,
        location="Kindcentrum De Linde\nzaal 1, Utrecht",
        url="https://samenkomst.example/leergangen/adaptief-samenwerken/",
        last_modified=NOW - timedelta(days=2),
        organizer_name="Samenkomst Academie",
        organizer_email="academie@demo.example",
        attendee_name="Vries, Jan de",
        attendee_email="jan@x.example",
    )
    return replace(invite, **changes)  # type: ignore[arg-type]


def make_entry(number: int = 1) -> FeedEntry:
    day = MEETINGS[number - 1]
    start = moment_on(day, time(9, 30), ZONE)
    return FeedEntry(
        f"uid-{number}", 0, NOW, start, start + timedelta(hours=7), ZONE, f"Bijeenkomst {number}"
    )


def make_mail(invite: Invite, method: str) -> bytes:
    """The smallest mail that a client takes for an invitation."""
    text = request(invite) if method == "REQUEST" else cancel(invite)
    mail = EmailMessage()
    mail["From"] = f"{invite.organizer_name} <{invite.organizer_email}>"
    mail["To"] = invite.attendee_email
    mail["Subject"] = invite.summary
    mail["Date"] = invite.dtstamp
    mail["Message-ID"] = f"<{invite.uid}.{invite.sequence}.{method}@samenkomst.example>"
    mail.set_content("Beste Jan")
    mail.add_alternative("<p>Beste Jan</p>", subtype="html")
    mail.add_alternative(
        text, maintype="text", subtype="calendar", params={"method": method, "charset": "utf-8"}
    )
    mail.add_attachment(text, maintype="application", subtype="ics", filename="invite.ics")
    return mail.as_bytes()


def lines_of(text: bytes) -> list[str]:
    return text.replace(b"\r\n ", b"").decode().split("\r\n")


@pytest.fixture(scope="module")
def judge() -> ModuleType:
    path = SHARED / "calendar" / "check_invite.py"
    if not path.exists():
        pytest.skip(f"the judge of invitations is not at {path}")
    spec = importlib.util.spec_from_file_location("check_invite", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def judged(judge: ModuleType, folder: Path, mails: dict[str, bytes], *options: str) -> list[str]:
    """What the judge says of ``mails`` (by file name), apart from which readers it has."""
    for name, mail in mails.items():
        (folder / name).write_bytes(mail)
    paths = [str(folder / name) for name in mails]
    said = folder / "said.txt"
    with said.open("w") as out, contextlib.redirect_stdout(out):
        assert judge.main([*paths, "--tz", ZONE, "--no-icaljs", *options]) in (0, 1)
    return [line for line in said.read_text().splitlines() if line.startswith(("FAIL", "WARN"))]


def test_the_judge_finds_nothing_in_six_meetings_over_the_change_of_time(
    judge: ModuleType, tmp_path: Path
) -> None:
    mails = {f"{number}.eml": make_mail(make_invite(number), "REQUEST") for number in range(1, 7)}
    assert judged(judge, tmp_path, mails, "--sessions", "6", "--attendee", "jan@x.example") == []


def test_the_judge_finds_nothing_in_a_move_and_a_cancellation(judge: ModuleType, tmp_path: Path) -> None:
    first = make_invite(4)
    moved = replace(first, sequence=1, start=first.start + timedelta(7), end=first.end + timedelta(7))
    gone = replace(moved, sequence=2)
    (tmp_path / "first.eml").write_bytes(make_mail(first, "REQUEST"))
    before = ["--previous", str(tmp_path / "first.eml")]
    assert judged(judge, tmp_path, {"moved.eml": make_mail(moved, "REQUEST")}, *before) == []
    before += ["--previous", str(tmp_path / "moved.eml"), "--method", "CANCEL"]
    assert judged(judge, tmp_path, {"gone.eml": make_mail(gone, "CANCEL")}, *before) == []


def test_the_judge_finds_nothing_in_a_feed(judge: ModuleType, tmp_path: Path) -> None:
    entries = [make_entry(number) for number in range(1, 7)]
    entries[2] = replace(
        entries[2], status="CANCELLED", conference_url="https://meet.example/a;b,c", geo=(52.1, 5.2)
    )
    calendar = {"agenda.ics": feed("Agenda van Jan; en Els, samen", entries)}
    assert judged(judge, tmp_path, calendar, "--feed", "--sessions", "6") == []


def test_a_meeting_at_half_past_nine_is_at_half_past_nine_on_both_sides_of_the_change() -> None:
    winter, summer = lines_of(request(make_invite(3))), lines_of(request(make_invite(4)))
    assert "DTSTART;TZID=Europe/Amsterdam:20270325T093000" in winter
    assert "DTSTART;TZID=Europe/Amsterdam:20270408T093000" in summer
    assert "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3" in summer


def test_a_request_says_what_clients_need() -> None:
    text = lines_of(request(make_invite()))
    assert text[:4] == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Samenkomst//Samenkomst//NL",
        "METHOD:REQUEST",
    ]
    event = text[text.index("BEGIN:VEVENT") + 1 : text.index("END:VEVENT")]
    assert event == [
        "UID:3c3b3a7e-0000-4000-8000-000000000001",
        "DTSTAMP:20261125T100000Z",
        "DTSTART;TZID=Europe/Amsterdam:20270211T093000",
        "DTEND;TZID=Europe/Amsterdam:20270211T170000",
        r"SUMMARY:Adaptief samenwerken: bijeenkomst 1\; koffie\, thee",
        "SEQUENCE:0",
        "STATUS:CONFIRMED",
        r"DESCRIPTION:Programma\nÉén lijn\, twee werelden\\drie " + "é" * 60,
        r"LOCATION:Kindcentrum De Linde\, zaal 1\, Utrecht",
        "URL:https://samenkomst.example/leergangen/adaptief-samenwerken/",
        "LAST-MODIFIED:20261123T100000Z",
        'ORGANIZER;CN="Samenkomst Academie":mailto:academie@demo.example',
        (
            'ATTENDEE;CN="Vries, Jan de";ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE'
            ":mailto:jan@x.example"
        ),
        "TRANSP:OPAQUE",
        "CLASS:PUBLIC",
        "X-MICROSOFT-DISALLOW-COUNTER:TRUE",
    ]


def test_a_cancellation_names_the_same_times_and_asks_no_answer() -> None:
    text = lines_of(cancel(make_invite(sequence=1)))
    assert {"METHOD:CANCEL", "STATUS:CANCELLED", "SEQUENCE:1"} < set(text)
    assert "DTSTART;TZID=Europe/Amsterdam:20270211T093000" in text
    assert not [line for line in text if "RSVP" in line]
    with pytest.raises(ValueError, match="cancel"):
        request(make_invite(status="CANCELLED"))


def test_what_was_sent_is_withdrawn_as_it_was_sent() -> None:
    invite = make_invite(sequence=4, description="Zoë, Anna; om 9.30\nTweede regel, " * 9)
    later = invite.dtstamp + timedelta(days=3)
    withdrawn = withdraw(request(invite).decode(), later, 5)
    assert sorted(lines_of(withdrawn)) == sorted(lines_of(cancel(replace(invite, sequence=5, dtstamp=later))))


def test_rsvp_is_false_where_nobody_reads_answers() -> None:
    assert "RSVP=FALSE" in request(make_invite(rsvp=False)).replace(b"\r\n ", b"").decode()


def test_the_same_content_is_the_same_feed_and_it_names_no_guest() -> None:
    entries = [make_entry(1), make_invite(2)]
    assert feed("Agenda", entries) == feed("Agenda", list(entries))
    text = lines_of(feed("Agenda", entries))
    assert not [line for line in text if line.startswith(("METHOD", "ATTENDEE", "ORGANIZER"))]
    assert {"REFRESH-INTERVAL;VALUE=DURATION:PT6H", "X-PUBLISHED-TTL:PT6H", "NAME:Agenda"} < set(text)


def test_an_empty_feed_is_a_calendar_still() -> None:
    assert Calendar.from_ical(feed("Agenda", [])).calendar_name == "Agenda"


def test_names_lose_what_few_clients_read() -> None:
    text = request(make_invite(attendee_name='Jan "de^Man"\r\nX-A:b', organizer_name="")).replace(
        b"\r\n ", b""
    )
    assert b'ATTENDEE;CN="Jan deMan X-A:b"' in text
    assert b"CN=jan@x.example" in request(make_invite(attendee_name="")).replace(b"\r\n ", b"")


def test_a_place_is_one_line_of_at_most_255_characters() -> None:
    text = lines_of(request(make_invite(location="Zaal é " * 60)))
    (place,) = [line for line in text if line.startswith("LOCATION:")]
    assert len(place.removeprefix("LOCATION:")) <= 255
    assert place.endswith("…")


def test_online_the_link_to_join_stands_beside_the_place() -> None:
    text = lines_of(request(make_invite(conference_url="https://meet.example/a", location="")))
    assert "CONFERENCE;VALUE=URI:https://meet.example/a" in text
    assert not [line for line in text if line.startswith("LOCATION")]


@pytest.mark.parametrize("zone", ["Europe/Brussels", "Europe/Berlin"])
def test_a_place_with_the_clock_of_amsterdam_has_its_own_zone(zone: str) -> None:
    text = lines_of(request(make_invite(zone=zone)))
    assert f"TZID:{zone}" in text
    assert f"DTSTART;TZID={zone}:20270211T093000" in text


@pytest.mark.parametrize("zone", ["Europe/London", "America/New_York", "Africa/Algiers"])
def test_elsewhere_times_are_in_utc(zone: str) -> None:
    text = lines_of(request(make_invite(zone=zone)))
    assert "DTSTART:20270211T083000Z" in text
    assert "BEGIN:VTIMEZONE" not in text


def test_the_second_of_two_equal_hours_is_told_in_utc() -> None:
    start = datetime(2027, 10, 31, 1, 30, tzinfo=UTC)  # 2.30 for the second time
    text = lines_of(request(make_invite(start=start, end=start + timedelta(hours=2))))
    assert "DTSTART:20271031T013000Z" in text
    assert "DTEND;TZID=Europe/Amsterdam:20271031T043000" in text


@pytest.mark.parametrize(
    ("start", "end"),
    [
        (datetime(2027, 3, 11, 9), datetime(2027, 3, 11, 10, tzinfo=UTC)),  # noqa: DTZ001
        (
            datetime(2027, 3, 28, 2, 30, tzinfo=ZoneInfo(ZONE)),
            datetime(2027, 3, 28, 4, tzinfo=ZoneInfo(ZONE)),
        ),
        (datetime(2027, 3, 11, 9, tzinfo=UTC), datetime(2027, 3, 11, 9, tzinfo=UTC)),
        (datetime(2027, 3, 11, 9, tzinfo=UTC), datetime(2027, 3, 10, 9, tzinfo=UTC)),
    ],
)
def test_times_that_no_calendar_can_hold_are_refused(start: datetime, end: datetime) -> None:
    with pytest.raises(ValueError, match=r"time zone|skips|ends at"):
        request(make_invite(start=start, end=end))


def make_day(**changes: object) -> Invite:
    morning = Part("a", NOW, NOW + timedelta(hours=1), "Zaal 1")
    later = Part("b", NOW + timedelta(hours=2), NOW + timedelta(hours=3), "Zaal 2")
    return replace(make_invite(parts=(morning, later)), **changes)  # type: ignore[arg-type]


def test_texts_and_names_and_the_zone_of_a_moment_do_not_raise_the_sequence() -> None:
    day = make_day()
    same = make_day(
        summary="Anders",
        description="Anders",
        dtstamp=NOW + timedelta(1),
        sequence=3,
        attendee_name="J. de Vries",
        url="https://anders.example/",
        parts=day.parts[::-1],
        start=day.start.astimezone(ZoneInfo("Asia/Tokyo")),
        location="Kindcentrum De Linde,  zaal 1, Utrecht",
    )
    assert content_hash(same) == content_hash(day)


def test_begin_end_place_status_and_chosen_parts_raise_the_sequence() -> None:
    day = make_day()
    first, second = day.parts
    hour = timedelta(hours=1)
    others = [
        make_day(start=day.start - hour),
        make_day(end=day.end + hour),
        make_day(location="Zaal 2"),
        make_day(conference_url="https://meet.example/a"),
        make_day(status="TENTATIVE"),
        make_day(parts=(first,)),
        make_day(parts=(first, replace(second, key="c"))),
        make_day(parts=(first, replace(second, room="Zaal 3"))),
        make_day(parts=(first, replace(second, end=second.end + hour))),
    ]
    assert len({content_hash(other) for other in [day, *others]}) == 10


moments = st.datetimes(datetime(2000, 1, 1), datetime(2060, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
words = st.text(max_size=80)


@given(moments, st.integers(1, 100_000), words, words, words, words)
def test_any_text_and_time_is_read_back_by_another_reader(
    start: datetime, minutes: int, summary: str, description: str, location: str, name: str
) -> None:
    start = start.replace(microsecond=0)
    end = start + timedelta(minutes=minutes)
    invite = make_invite(
        start=start,
        end=end,
        summary=f"x{summary}",
        description=description,
        location=location,
        attendee_name=name,
    )
    text = request(invite)
    assert all(len(line) <= 75 for line in text.split(b"\r\n"))
    assert b"\n" not in text.replace(b"\r\n", b"")
    event = vobject.readOne(text.decode()).vevent
    assert event.dtstart.value.astimezone(UTC) == start
    assert event.dtend.value.astimezone(UTC) == end
    assert event.summary.value.startswith("x")
    assert [address.value for address in event.contents["attendee"]] == ["mailto:jan@x.example"]
    assert Calendar.from_ical(text).errors == []
