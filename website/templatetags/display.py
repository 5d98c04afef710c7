"""How values look on a page, in the active language: amounts, names, places, words for numbers."""

import re
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import template
from django.urls import translate_url
from django.utils.html import format_html
from django.utils.translation import get_language, pgettext

from lib import dates
from lib.money import format_euros

register = template.Library()

ACCENT = "#6d2152"
FEW = Decimal("0.20")  # of the capacity


def language() -> str:
    """Return the active language as HTML and dates know it: "en" or "nl" (also for *je*)."""
    return "en" if get_language() == "en" else "nl"


@register.simple_tag
def page_language() -> str:
    return language()


@register.filter
def euros(amount: Decimal | None) -> str:
    """Return "€ 1.295,00" or "€ 1,295.00"; less than zero begins with a minus, nothing stays nothing."""
    if amount is None:
        return ""
    if amount < 0:
        return f"−\N{NO-BREAK SPACE}{format_euros(-amount, language())}"
    return format_euros(amount, language())


@register.filter
def day_long(day: date) -> str:
    """Return "donderdag 11 maart 2027" or "Thursday 11 March 2027"."""
    return dates.format_day(day, language())


@register.filter
def day_plain(day: date) -> str:
    """Return "11 maart 2027", without the day of the week."""
    return dates.format_day(day, language(), weekday=False)


@register.filter
def day_of_year(day: date) -> str:
    """Return "donderdag 11 maart": for where the year is clear."""
    return dates.format_day(day, language(), year=False)


@register.filter
def day_short(day: date) -> str:
    """Return "do 11 mrt" or "Thu 11 Mar"."""
    return dates.format_short_day(day, language())


@register.filter
def days_in_words(days: Sequence[date]) -> str:
    """Return "11 en 12 maart 2027": all days of an event in one phrase, nothing for none."""
    return dates.format_days(days, language()) if days else ""


@register.simple_tag(takes_context=True)
def time_range(context: template.Context, start: datetime, end: datetime, zone: str) -> str:
    """Return "9.30–17.00 uur" or "9:30–17:00" on the clocks of ``zone``, never broken over lines."""
    return unbroken(context, "", dates.format_times(start, end, zone, language()))


@register.simple_tag(takes_context=True)
def period(context: template.Context, start: datetime, end: datetime, zone: str) -> str:
    """Return "donderdag 11 maart 2027, 9.30–17.00 uur"."""
    return unbroken(context, *dates.format_period(start, end, zone, language()).rpartition(", ")[::2])


@register.simple_tag(takes_context=True)
def short_period(context: template.Context, start: datetime, end: datetime, zone: str) -> str:
    """Return "do 11 mrt, 9.30–17.00 uur"."""
    return unbroken(context, *dates.format_short_period(start, end, zone, language()).rpartition(", ")[::2])


def unbroken(context: template.Context, day: str, times: str) -> str:
    """Keep ``times`` on one line of a page; a text mail (no escaping) gets plain text."""
    before = f"{day}, " if day else ""
    if not context.autoescape:
        return before + times
    return format_html('{}<span class="nowrap">{}</span>', before, times)


@register.simple_tag
def moment(at: datetime, zone: str) -> str:
    """Return "donderdag 25 februari 2027, 23.59 uur"."""
    return dates.format_moment(at, zone, language())


@register.filter
def initials(name: str) -> str:
    """Return the first letters of first and last name: "JV" for "Jan de Vries"."""
    words = [word for word in name.split() if word[:1].isalpha()]
    capital = [word for word in words if word[0].isupper()] or words
    return (capital[0][0] + (capital[-1][0] if len(capital) > 1 else "")).upper() if capital else ""


@register.filter
def few_places(left: int | None, capacity: int | None) -> bool:
    """Tell whether so few places are left, yet at least one, that visitors should know."""
    return bool(left) and bool(capacity) and Decimal(left or 0) / Decimal(capacity or 1) < FEW


@register.filter
def in_words(number: int) -> str:
    """Return "drie" or "three" for up to twelve, digits beyond: what an office would write."""
    words = [
        pgettext("number", "zero"),
        pgettext("number", "one"),
        pgettext("number", "two"),
        pgettext("number", "three"),
        pgettext("number", "four"),
        pgettext("number", "five"),
        pgettext("number", "six"),
        pgettext("number", "seven"),
        pgettext("number", "eight"),
        pgettext("number", "nine"),
        pgettext("number", "ten"),
        pgettext("number", "eleven"),
        pgettext("number", "twelve"),
    ]
    return words[number] if 0 <= number < len(words) else str(number)


@register.filter
def colour(value: str | None) -> str:
    """Return ``value`` where it is a colour as "#6d2152", else our own: it goes into a style attribute."""
    return value if value and re.fullmatch(r"#[0-9a-fA-F]{6}", value) else ACCENT


@register.filter
def phone_link(number: str) -> str:
    """Return a Dutch or international telephone number as an address: "tel:+31301234567"."""
    digits = re.sub(r"[^\d+]", "", number)
    return "tel:" + (f"+31{digits[1:]}" if re.match(r"0[1-9]", digits) else digits)


@register.simple_tag(takes_context=True)
def other_language_link(context: template.Context) -> str:
    """Return where this page is in the other language, or "" where it is nowhere.

    A view that knows better gives ``other_language_url`` in the context.
    """
    known: Any = context.get("other_language_url")
    if known is not None:
        return str(known)
    request = context.get("request")
    if request is None:
        return ""
    here = request.get_full_path()
    there = translate_url(here, "nl" if language() == "en" else "en")
    return "" if there == here else there
