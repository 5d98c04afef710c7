from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.dates import (
    format_day,
    format_days,
    format_moment,
    format_period,
    format_short_day,
    format_short_period,
    format_time,
    format_times,
    moment_on,
)

ZONE = "Europe/Amsterdam"


def local(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=ZoneInfo(ZONE)).astimezone(UTC)  # type: ignore[arg-type, misc]


THURSDAY = (local(2027, 3, 11, 9, 30), local(2027, 3, 11, 17))


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("nl", "donderdag 11 maart 2027, 9.30–17.00 uur"),
        ("nl-informal", "donderdag 11 maart 2027, 9.30–17.00 uur"),
        ("en", "Thursday 11 March 2027, 9:30–17:00"),
    ],
)
def test_a_meeting_reads_as_people_say_it(language: str, expected: str) -> None:
    assert format_period(*THURSDAY, ZONE, language) == expected


def test_short_forms_leave_out_the_year() -> None:
    assert format_short_day(date(2027, 3, 11)) == "do 11 mrt"
    assert format_short_day(date(2027, 3, 11), "en", year=True) == "Thu 11 Mar 2027"
    assert format_short_period(*THURSDAY, ZONE) == "do 11 mrt, 9.30–17.00 uur"
    assert format_times(*THURSDAY, ZONE, "en") == "9:30–17:00"
    assert format_time(THURSDAY[0], ZONE) == "9.30"


def test_a_deadline_is_told_with_its_hour() -> None:
    last = local(2027, 2, 25, 23, 59)
    assert format_moment(last, ZONE) == "donderdag 25 februari 2027, 23.59 uur"
    assert format_moment(last, ZONE, "en", weekday=False) == "25 February 2027, 23:59"
    assert format_day(date(2027, 2, 25), weekday=False, year=False) == "25 februari"


def test_what_ends_on_another_day_tells_both_moments() -> None:
    end = local(2027, 3, 12, 17)
    assert (
        format_period(THURSDAY[0], end, ZONE)
        == "donderdag 11 maart 2027, 9.30 uur – vrijdag 12 maart 2027, 17.00 uur"
    )
    assert format_short_period(THURSDAY[0], end, ZONE, "en") == "Thu 11 Mar, 9:30 – Fri 12 Mar, 17:00"


def test_an_end_at_midnight_belongs_to_the_evening() -> None:
    evening = (local(2027, 3, 11, 20), local(2027, 3, 12, 0))
    assert format_period(*evening, ZONE) == "donderdag 11 maart 2027, 20.00–0.00 uur"
    assert format_short_period(*evening, ZONE) == "do 11 mrt, 20.00–0.00 uur"


def test_times_are_those_of_the_place() -> None:
    assert format_period(*THURSDAY, "Europe/London") == "donderdag 11 maart 2027, 8.30–16.00 uur"
    late = datetime(2027, 3, 11, 23, 30, tzinfo=UTC)
    assert format_moment(late, ZONE) == "vrijdag 12 maart 2027, 0.30 uur"


@pytest.mark.parametrize(
    ("days", "dutch", "english"),
    [
        ([(3, 11)], "donderdag 11 maart 2027", "Thursday 11 March 2027"),
        ([(3, 12), (3, 11), (3, 11)], "11 en 12 maart 2027", "11 and 12 March 2027"),
        ([(3, 11), (3, 12), (3, 13)], "11 tot en met 13 maart 2027", "11 to 13 March 2027"),
        ([(3, 31), (4, 1)], "31 maart en 1 april 2027", "31 March and 1 April 2027"),
        ([(3, 30), (3, 31), (4, 1)], "30 maart tot en met 1 april 2027", "30 March to 1 April 2027"),
        ([(2, 11), (3, 4), (3, 25)], "11 februari, 4 en 25 maart 2027", "11 February, 4 and 25 March 2027"),
    ],
)
def test_days_stand_in_one_phrase(days: list[tuple[int, int]], dutch: str, english: str) -> None:
    dates = [date(2027, month, day) for month, day in days]
    assert (format_days(dates), format_days(dates, "en")) == (dutch, english)


def test_days_over_two_years_tell_both() -> None:
    assert format_days([date(2026, 12, 31), date(2027, 1, 1)]) == "31 december 2026 en 1 januari 2027"
    assert format_days([date(2027, 3, 1), date(2028, 3, 1)]) == "1 maart 2027 en 1 maart 2028"
    with pytest.raises(ValueError, match="no days"):
        format_days([])


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        format_moment(datetime(2027, 3, 11, 9, 30), ZONE)  # noqa: DTZ001


def test_an_hour_on_the_clock_becomes_a_moment_on_both_sides_of_the_change() -> None:
    assert moment_on(date(2027, 3, 25), time(9, 30), ZONE) == datetime(2027, 3, 25, 8, 30, tzinfo=UTC)
    assert moment_on(date(2027, 4, 8), time(9, 30), ZONE) == datetime(2027, 4, 8, 7, 30, tzinfo=UTC)


def test_a_doubled_hour_is_the_first_and_a_skipped_one_refused() -> None:
    first = datetime(2027, 10, 31, 0, 30, tzinfo=UTC)
    assert moment_on(date(2027, 10, 31), time(2, 30), ZONE) == first
    assert moment_on(date(2027, 10, 31), time(2, 30, fold=1), ZONE) == first
    with pytest.raises(ValueError, match="skip"):
        moment_on(date(2027, 3, 28), time(2, 30), ZONE)
    with pytest.raises(ValueError, match="no time zone"):
        moment_on(date(2027, 3, 28), time(2, 30, tzinfo=UTC), ZONE)


@given(st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1)), st.sampled_from(["nl", "en"]))  # noqa: DTZ001
def test_every_moment_can_be_told_and_an_hour_found_back(naive: datetime, language: str) -> None:
    moment = naive.replace(minute=naive.minute, second=0, microsecond=0, tzinfo=UTC)
    shown = moment.astimezone(ZoneInfo(ZONE))
    text = format_moment(moment, ZONE, language)
    assert f"{shown.minute:02}" in text
    assert str(shown.year) in text
    if not shown.fold:
        assert moment_on(shown.date(), shown.time(), ZONE) == moment
