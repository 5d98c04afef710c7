"""Public and school holidays among the days of an event."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from itertools import pairwise

import pytest

from events.holidays import Clash, clashes, holidays_among
from events.models import SessionDraft
from events.school_holidays import REGIONS, SCHOOL_HOLIDAYS, SchoolHoliday, school_holiday_on
from tests.events.drafts import make_drafts
from tests.making import make_congress


@pytest.mark.parametrize(
    ("day", "found"),
    [
        (date(2026, 10, 16), ("herfstvakantie", ("noord",))),
        (date(2026, 10, 17), ("herfstvakantie", ("noord", "midden", "zuid"))),
        (date(2026, 10, 19), ("herfstvakantie", ("midden", "zuid"))),
        (date(2026, 12, 31), ("kerstvakantie", REGIONS)),
        (date(2027, 2, 15), ("voorjaarsvakantie", ("zuid",))),
        (date(2027, 7, 14), ("zomervakantie", ("noord",))),
        (date(2027, 8, 30), ("zomervakantie", ("zuid",))),
        (date(2028, 9, 3), ("zomervakantie", ("zuid",))),
        (date(2027, 9, 6), None),
        (date(2035, 7, 20), None),
    ],
)
def test_a_day_is_in_the_school_holidays_of_some_regions(
    day: date, found: tuple[str, tuple[str, ...]] | None
) -> None:
    assert school_holiday_on(day) == found


def test_each_region_has_five_holidays_a_school_year_of_the_usual_lengths() -> None:
    weeks = {"kerstvakantie": 2, "zomervakantie": 6}
    by_region: dict[str, list[SchoolHoliday]] = defaultdict(list)
    for holiday in SCHOOL_HOLIDAYS:
        assert (holiday.first.weekday(), holiday.last.weekday()) == (5, 6), holiday
        days = timedelta(weeks=weeks.get(holiday.name, 1)) + timedelta(days=1)
        assert holiday.last - holiday.first == days, holiday
        for region in holiday.regions:
            by_region[region].append(holiday)
    order = ("kerstvakantie", "voorjaarsvakantie", "meivakantie", "zomervakantie", "herfstvakantie")
    for region in REGIONS:
        rows = sorted(by_region[region], key=lambda holiday: holiday.first)
        assert [row.name for row in rows] == [order[n % 5] for n in range(len(rows))]
        assert all(one.last < two.first for one, two in pairwise(rows))


def test_a_public_holiday_in_a_school_holiday_is_both() -> None:
    assert holidays_among([date(2027, 4, 27), date(2027, 3, 9), date(2027, 4, 27)]) == [
        Clash(date(2027, 4, 27), "Koningsdag"),
        Clash(date(2027, 4, 27), "meivakantie", REGIONS),
    ]


@pytest.mark.django_db
def test_what_counts_is_where_a_day_is_being_moved_to() -> None:
    event = make_drafts(make_congress(rounds=1, first_day=date(2027, 4, 27)))
    assert [clash.holiday for clash in clashes(event)] == ["Koningsdag", "meivakantie"]
    day = event.days.get()
    day.draft.date = date(2027, 5, 11)
    day.draft.save()
    for draft in SessionDraft.objects.all():
        draft.begins_at += timedelta(days=14)
        draft.ends_at += timedelta(days=14)
        draft.save()
    assert clashes(event) == []
