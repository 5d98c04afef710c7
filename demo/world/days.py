"""Which days the demo's events fall on: working days on which a Dutch organiser would plan."""

from collections.abc import Iterator
from datetime import date, timedelta

from demo.world.shape import Text
from lib.dates import format_day
from lib.holidays import dutch_holidays

TUESDAY, WEDNESDAY, THURSDAY, FRIDAY = 1, 2, 3, 4
DAY, WEEK = timedelta(days=1), timedelta(weeks=1)


def is_free(day: date) -> bool:
    """Tell whether an event may be planned: no weekend, no holiday, no summer or Christmas break."""
    summer = date(day.year, 7, 10) <= day <= date(day.year, 8, 24)
    christmas = (day.month, day.day) >= (12, 20) or (day.month, day.day) <= (1, 5)
    return day.weekday() < 5 and not summer and not christmas and day not in dutch_holidays(day.year)


def first_free(start: date, weekday: int, length: int = 1) -> date:
    """Return the first ``weekday`` on or after ``start`` that begins ``length`` free days in a row."""
    day = start + timedelta(days=(weekday - start.weekday()) % 7)
    while not all(is_free(day + timedelta(days=n)) for n in range(length)):
        day += WEEK
    return day


def last_free(end: date, weekday: int) -> date:
    """Return the last free ``weekday`` on or before ``end``."""
    day = end - timedelta(days=(end.weekday() - weekday) % 7)
    while not is_free(day):
        day -= WEEK
    return day


def last_working_day(end: date) -> date:
    """Return the last free day on or before ``end``, whichever day of the week it is."""
    while not is_free(end):
        end -= DAY
    return end


def changes_of_time(start: date) -> Iterator[date]:
    """Yield the Sundays from ``start`` on at which the clock changes (Directive 2000/84/EC)."""
    for year in range(start.year, start.year + 3):
        for last in (date(year, 3, 31), date(year, 10, 31)):
            sunday = last - timedelta(days=(last.weekday() + 1) % 7)
            if sunday >= start:
                yield sunday


def spoken(day: date) -> Text:
    """Return "donderdag 11 maart 2027" and "Thursday 11 March 2027"."""
    return Text(format_day(day, "nl"), format_day(day, "en"))
