from datetime import date, timedelta

import pytest
from dateutil.easter import easter  # type: ignore[import-untyped]
from hypothesis import given
from hypothesis import strategies as st

from lib.holidays import add_working_days, dutch_holidays, easter_sunday, holidays, is_working_day, kings_day


def test_easter_is_where_another_rule_finds_it() -> None:
    assert all(easter_sunday(year) == easter(year) for year in range(1583, 4100))


def test_the_named_days_of_2027() -> None:
    assert dutch_holidays(2027) == {
        date(2027, 1, 1): "Nieuwjaarsdag",
        date(2027, 3, 26): "Goede Vrijdag",
        date(2027, 3, 28): "Eerste paasdag",
        date(2027, 3, 29): "Tweede paasdag",
        date(2027, 4, 27): "Koningsdag",
        date(2027, 5, 5): "Bevrijdingsdag",
        date(2027, 5, 6): "Hemelvaartsdag",
        date(2027, 5, 16): "Eerste pinksterdag",
        date(2027, 5, 17): "Tweede pinksterdag",
        date(2027, 12, 25): "Eerste kerstdag",
        date(2027, 12, 26): "Tweede kerstdag",
    }


def test_two_feasts_on_one_day_are_both_named() -> None:
    assert dutch_holidays(2016)[date(2016, 5, 5)] == "Bevrijdingsdag en Hemelvaartsdag"


def test_kings_day_is_never_on_a_sunday() -> None:
    assert (kings_day(2025), kings_day(2026)) == (date(2025, 4, 26), date(2026, 4, 27))
    assert all(kings_day(year).weekday() != 6 for year in range(2014, 2100))


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2027, 3, 11), True),
        (date(2027, 3, 13), False),  # Saturday
        (date(2027, 3, 26), True),  # Goede Vrijdag
        (date(2027, 3, 29), False),
        (date(2027, 5, 5), True),
        (date(2030, 5, 6), True),
        (date(2025, 5, 5), False),  # Bevrijdingsdag in a lustrum year
        (date(2027, 5, 6), False),
    ],
)
def test_days_off_are_weekends_and_feasts_on_which_offices_are_closed(day: date, *, works: bool) -> None:
    assert is_working_day(day) is works


def test_working_days_are_counted_over_weekends_and_feasts() -> None:
    assert add_working_days(date(2026, 12, 24), 1) == date(2026, 12, 28)
    assert add_working_days(date(2027, 3, 25), 2) == date(2027, 3, 30)
    assert add_working_days(date(2027, 3, 30), -2) == date(2027, 3, 25)
    assert add_working_days(date(2027, 3, 27), 0) == date(2027, 3, 30)
    assert add_working_days(date(2027, 3, 11), 0) == date(2027, 3, 11)


@given(st.dates(date(2014, 1, 1), date(2060, 1, 1)), st.integers(-30, 30))
def test_a_deadline_never_falls_on_a_day_off_and_passes_as_many_working_days_as_asked(
    day: date, days: int
) -> None:
    end = add_working_days(day, days)
    assert is_working_day(end)
    step = 1 if days >= 0 else -1
    passed = sum(
        is_working_day(day + timedelta(step * number)) for number in range(1, abs((end - day).days) + 1)
    )
    if days:
        assert passed == abs(days)


def test_holidays_are_in_order_and_flagged() -> None:
    found = holidays(2027)
    assert [holiday.day for holiday in found] == sorted(holiday.day for holiday in found)
    assert [holiday.name for holiday in found if not holiday.day_off] == ["Goede Vrijdag", "Bevrijdingsdag"]
