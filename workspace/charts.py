"""Geometry of the drawn figures; how they look is the template's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from reports.event_overview import DayCount

WIDTH, HEIGHT = 100, 40


@dataclass(frozen=True)
class Growth:
    """How a number grew from ``first`` to ``last``: SVG paths in a box of WIDTH x HEIGHT.

    ``top`` is the number at the upper edge; ``weeks`` are the totals at the end of each week, by
    its Monday.
    """

    line: str
    area: str
    top: int
    first: date
    last: date
    weeks: tuple[tuple[date, int], ...]


def growth(by_day: Sequence[DayCount], until: date) -> Growth | None:
    """Draw the running total of ``by_day``, on to ``until``; None where there is no line to draw."""
    totals = list(_running(by_day, until))
    if len(totals) < 2:
        return None
    top = round_up(totals[-1][1])
    points = [
        (number * WIDTH / (len(totals) - 1), HEIGHT - total * HEIGHT / top)
        for number, (_, total) in enumerate(totals)
    ]
    line = "L".join(f"{x:.2f} {y:.2f}" for x, y in points)
    weeks = {day - timedelta(days=day.weekday()): total for day, total in totals}
    return Growth(
        line=f"M{line}",
        area=f"M0 {HEIGHT}L{line}L{WIDTH} {HEIGHT}Z",
        top=top,
        first=totals[0][0],
        last=totals[-1][0],
        weeks=tuple(weeks.items()),
    )


def round_up(number: int) -> int:
    """Return the next 1, 2 or 5 times a power of ten: the end of a scale."""
    power = int("1" + "0" * (len(str(number)) - 1))
    return next(step * power for step in (1, 2, 5, 10) if step * power >= number)


def _running(by_day: Sequence[DayCount], until: date) -> Iterator[tuple[date, int]]:
    total = 0
    for counted in by_day:
        total += counted.people
        yield counted.day, total
    day = by_day[-1].day + timedelta(days=1) if by_day else until
    while by_day and day <= until:
        yield day, total
        day += timedelta(days=1)
