"""Dutch holidays and working days, by the rules in force since 2014.

Named are the feast days of the Algemene termijnenwet (art. 3) and Goede Vrijdag. On which of
them offices are closed is custom, not law: Goede Vrijdag is a working day here (schools and
public offices differ), and Bevrijdingsdag is a day off in lustrum years only (2025, 2030). The
demo and the kinds keep meetings off all named days; deadlines move off days off and weekends.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache


@dataclass(frozen=True)
class Holiday:
    """A named day; ``day_off`` says whether offices are closed."""

    day: date
    name: str
    day_off: bool = True


def easter_sunday(year: int) -> date:
    """Return Easter Sunday of the Gregorian calendar (the anonymous algorithm of 1876)."""
    century, of_century = divmod(year, 100)
    golden = year % 19
    correction = century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15
    moon = (19 * golden + correction) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (of_century // 4) - moon - of_century % 4) % 7
    late = (golden + 11 * moon + 22 * weekday) // 451
    month, day = divmod(moon + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def kings_day(year: int) -> date:
    """Return Koningsdag: 27 April, or the 26th where that is a Sunday."""
    birthday = date(year, 4, 27)
    return birthday - timedelta(days=1) if birthday.weekday() == 6 else birthday


@lru_cache(maxsize=64)
def holidays(year: int) -> tuple[Holiday, ...]:
    """Return the named days of ``year`` in order, with their Dutch names."""
    easter = easter_sunday(year)

    def after_easter(days: int) -> date:
        return easter + timedelta(days=days)

    named = [
        Holiday(date(year, 1, 1), "Nieuwjaarsdag"),
        Holiday(after_easter(-2), "Goede Vrijdag", day_off=False),
        Holiday(easter, "Eerste paasdag"),
        Holiday(after_easter(1), "Tweede paasdag"),
        Holiday(kings_day(year), "Koningsdag"),
        Holiday(date(year, 5, 5), "Bevrijdingsdag", day_off=year % 5 == 0),
        Holiday(after_easter(39), "Hemelvaartsdag"),
        Holiday(after_easter(49), "Eerste pinksterdag"),
        Holiday(after_easter(50), "Tweede pinksterdag"),
        Holiday(date(year, 12, 25), "Eerste kerstdag"),
        Holiday(date(year, 12, 26), "Tweede kerstdag"),
    ]
    return tuple(sorted(named, key=lambda holiday: holiday.day))


def dutch_holidays(year: int) -> dict[date, str]:
    """Return day → Dutch name for all named days; two that fall together are joined with "en"."""
    named: dict[date, str] = {}
    for holiday in holidays(year):
        named[holiday.day] = (
            f"{named[holiday.day]} en {holiday.name}" if holiday.day in named else holiday.name
        )
    return named


def is_working_day(day: date) -> bool:
    """Say whether offices work on ``day``: no weekend, and no holiday that is a day off."""
    if day.weekday() > 4:
        return False
    return not any(holiday.day == day and holiday.day_off for holiday in holidays(day.year))


def add_working_days(day: date, days: int) -> date:
    """Return the ``days``-th working day after ``day``, or before it where ``days`` is negative.

    With 0 it is ``day`` itself if that is a working day, else the next one.
    """
    step = timedelta(days=-1 if days < 0 else 1)
    left, current = abs(days), day
    while left:
        current += step
        left -= is_working_day(current)
    while not is_working_day(current):
        current += step
    return current
