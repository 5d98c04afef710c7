"""Dates and times as people read them, in Dutch and in English.

Moments come in aware and are shown in ``zone`` (an IANA name, the event's); a ``language`` that
begins with "nl" is Dutch, every other English. Naive moments raise ValueError.
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import groupby
from zoneinfo import ZoneInfo

_DAYS = {
    "nl": ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
_MONTHS = {
    "nl": (
        *("januari", "februari", "maart", "april", "mei", "juni"),
        *("juli", "augustus", "september", "oktober", "november", "december"),
    ),
    "en": (
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
}
_SHORT_MONTHS = {
    "nl": ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"),
    "en": ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
}
_DASH = "\N{EN DASH}"
_TO = {"nl": " tot en met ", "en": " to "}
_FEW = 3  # so many days are named one by one


def format_day(day: date, language: str = "nl", *, weekday: bool = True, year: bool = True) -> str:
    """Return "donderdag 11 maart 2027" or "Thursday 11 March 2027", less what is switched off."""
    words = [str(day.day), _MONTHS[_code(language)][day.month - 1]]
    if weekday:
        words.insert(0, _DAYS[_code(language)][day.weekday()])
    if year:
        words.append(str(day.year))
    return " ".join(words)


def format_month(day: date, language: str = "nl") -> str:
    """Return "maart 2027" or "March 2027": the month that ``day`` is in."""
    return f"{_MONTHS[_code(language)][day.month - 1]} {day.year}"


def format_short_day(day: date, language: str = "nl", *, year: bool = False) -> str:
    """Return "do 11 mrt" or "Thu 11 Mar", with the year where asked."""
    code = _code(language)
    name = _DAYS[code][day.weekday()][: 2 if code == "nl" else 3]
    text = f"{name} {day.day} {_SHORT_MONTHS[code][day.month - 1]}"
    return f"{text} {day.year}" if year else text


def format_time(moment: datetime, zone: str, language: str = "nl") -> str:
    """Return "9.30" or "9:30", without a word for the hour."""
    local = in_zone(moment, zone)
    return f"{local.hour}{_separator(language)}{local.minute:02}"


def format_times(start: datetime, end: datetime, zone: str, language: str = "nl") -> str:
    """Return "9.30–17.00 uur" or "9:30–17:00"; the days are not told."""
    text = f"{format_time(start, zone, language)}{_DASH}{format_time(end, zone, language)}"
    return text + _hour_word(language)


def format_moment(moment: datetime, zone: str, language: str = "nl", *, weekday: bool = True) -> str:
    """Return "donderdag 25 februari 2027, 23.59 uur" or "Thursday 25 February 2027, 23:59"."""
    day = format_day(day_in_zone(moment, zone), language, weekday=weekday)
    return f"{day}, {format_time(moment, zone, language)}{_hour_word(language)}"


def format_period(start: datetime, end: datetime, zone: str, language: str = "nl") -> str:
    """Return "donderdag 11 maart 2027, 9.30–17.00 uur", or both moments where it ends on another day.

    An end at midnight belongs to the evening before it: "20.00–0.00 uur".
    """
    if _last_day(start, end, zone) == day_in_zone(start, zone):
        return f"{format_day(day_in_zone(start, zone), language)}, {format_times(start, end, zone, language)}"
    return f"{format_moment(start, zone, language)} {_DASH} {format_moment(end, zone, language)}"


def format_short_period(start: datetime, end: datetime, zone: str, language: str = "nl") -> str:
    """Return "do 11 mrt, 9.30–17.00 uur", or both moments in short where it ends on another day."""
    first = format_short_day(day_in_zone(start, zone), language)
    if _last_day(start, end, zone) == day_in_zone(start, zone):
        return f"{first}, {format_times(start, end, zone, language)}"
    last = format_short_day(day_in_zone(end, zone), language)
    hours = [format_time(moment, zone, language) + _hour_word(language) for moment in (start, end)]
    return f"{first}, {hours[0]} {_DASH} {last}, {hours[1]}"


def format_days(days: Sequence[date], language: str = "nl") -> str:
    """Return the days of an event in one phrase, sorted, each once.

    One day with its weekday, two as "11 en 12 maart 2027", more in a row as
    "11 tot en met 14 maart 2027", others as "11 februari, 4 en 25 maart 2027". Raises ValueError
    if there are none.
    """
    ordered = sorted(set(days))
    if not ordered:
        raise ValueError("no days to format")
    if len(ordered) == 1:
        return format_day(ordered[0], language)
    if len(ordered) > 2 and ordered[-1] - ordered[0] == timedelta(days=len(ordered) - 1):
        return _TO[_code(language)].join(_with_what_differs([ordered[0], ordered[-1]], language))
    *others, last = _with_what_differs(ordered, language)
    return f"{', '.join(others)} {'en' if _code(language) == 'nl' else 'and'} {last}"


def format_span(first: date, last: date, language: str = "nl") -> str:
    """Return "11 en 12 maart 2027", or "9 februari tot en met 15 juni 2027" where there are more days."""
    length = (last - first).days + 1
    if length <= _FEW:
        return format_days([first + timedelta(days=number) for number in range(length)], language)
    begin = format_day(first, language, weekday=False, year=first.year != last.year)
    return f"{begin}{_TO[_code(language)]}{format_day(last, language, weekday=False)}"


def moment_on(day: date, hour: time, zone: str) -> datetime:
    """Return the moment, in UTC, when the clocks of ``zone`` show ``hour`` on ``day``.

    Of an hour that comes twice in autumn it is the first. Raises ValueError for one that the
    clock skips in spring, and for an ``hour`` that has a time zone of its own.
    """
    if hour.tzinfo is not None:
        raise ValueError(f"an hour on a clock has no time zone: {hour.isoformat()}")
    local = datetime.combine(day, hour.replace(fold=0), ZoneInfo(zone))
    moment = local.astimezone(UTC)
    if moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None) != local.replace(tzinfo=None):
        raise ValueError(f"the clocks of {zone} skip {local.replace(tzinfo=None).isoformat()}")
    return moment


def in_zone(moment: datetime, zone: str) -> datetime:
    """Return ``moment`` on the clocks of ``zone``. Raises ValueError if it has no time zone."""
    if moment.tzinfo is None:
        raise ValueError(f"a moment needs a time zone: {moment.isoformat()}")
    return moment.astimezone(ZoneInfo(zone))


def day_in_zone(moment: datetime, zone: str) -> date:
    """Return the calendar day that ``moment`` is on in ``zone``."""
    return in_zone(moment, zone).date()


def _with_what_differs(days: Sequence[date], language: str) -> list[str]:
    """Write month and year once, after the last day that has them: "30 maart", "1", "2 april 2027"."""
    texts: list[str] = []
    for year, of_year in groupby(days, key=lambda day: day.year):
        for _month, same_month in groupby(of_year, key=lambda day: day.month):
            *others, last = same_month
            texts += [str(day.day) for day in others]
            texts.append(format_day(last, language, weekday=False, year=False))
        texts[-1] += f" {year}"
    return texts


def _last_day(start: datetime, end: datetime, zone: str) -> date:
    local = in_zone(end, zone)
    if end > start and (local.hour, local.minute, local.second) == (0, 0, 0):
        return local.date() - timedelta(days=1)
    return local.date()


def _code(language: str) -> str:
    return "nl" if language.startswith("nl") else "en"


def _separator(language: str) -> str:
    return "." if _code(language) == "nl" else ":"


def _hour_word(language: str) -> str:
    return " uur" if _code(language) == "nl" else ""
