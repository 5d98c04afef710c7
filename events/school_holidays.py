"""When Dutch schools are closed, by region, for the school years 2025-2026 to 2028-2029.

Source: "Overzicht schoolvakanties" of the Dutch government for each school year (rijksoverheid.nl,
onderwerp schoolvakanties). Christmas, the first week of May and summer are prescribed, autumn and
spring are what the ministry advises: a school may differ. After the last year nothing is known, and
nothing is said.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

NORTH, MIDDLE, SOUTH = REGIONS = ("noord", "midden", "zuid")


class SchoolHoliday(NamedTuple):
    """A holiday by its Dutch name, in some of the regions, from the first day to the last."""

    name: str
    regions: tuple[str, ...]
    first: date
    last: date


def _holiday(name: str, regions: tuple[str, ...], first: str, last: str) -> SchoolHoliday:
    return SchoolHoliday(name, regions, date.fromisoformat(first), date.fromisoformat(last))


SCHOOL_HOLIDAYS = (
    _holiday("kerstvakantie", REGIONS, "2025-12-20", "2026-01-04"),
    _holiday("voorjaarsvakantie", (MIDDLE, SOUTH), "2026-02-14", "2026-02-22"),
    _holiday("voorjaarsvakantie", (NORTH,), "2026-02-21", "2026-03-01"),
    _holiday("meivakantie", REGIONS, "2026-04-25", "2026-05-03"),
    _holiday("zomervakantie", (NORTH,), "2026-07-04", "2026-08-16"),
    _holiday("zomervakantie", (SOUTH,), "2026-07-11", "2026-08-23"),
    _holiday("zomervakantie", (MIDDLE,), "2026-07-18", "2026-08-30"),
    _holiday("herfstvakantie", (NORTH,), "2026-10-10", "2026-10-18"),
    _holiday("herfstvakantie", (MIDDLE, SOUTH), "2026-10-17", "2026-10-25"),
    _holiday("kerstvakantie", REGIONS, "2026-12-19", "2027-01-03"),
    _holiday("voorjaarsvakantie", (SOUTH,), "2027-02-13", "2027-02-21"),
    _holiday("voorjaarsvakantie", (NORTH, MIDDLE), "2027-02-20", "2027-02-28"),
    _holiday("meivakantie", REGIONS, "2027-04-24", "2027-05-02"),
    _holiday("zomervakantie", (NORTH,), "2027-07-10", "2027-08-22"),
    _holiday("zomervakantie", (MIDDLE,), "2027-07-17", "2027-08-29"),
    _holiday("zomervakantie", (SOUTH,), "2027-07-24", "2027-09-05"),
    _holiday("herfstvakantie", (NORTH, MIDDLE), "2027-10-16", "2027-10-24"),
    _holiday("herfstvakantie", (SOUTH,), "2027-10-23", "2027-10-31"),
    _holiday("kerstvakantie", REGIONS, "2027-12-25", "2028-01-09"),
    _holiday("voorjaarsvakantie", (NORTH,), "2028-02-19", "2028-02-27"),
    _holiday("voorjaarsvakantie", (MIDDLE, SOUTH), "2028-02-26", "2028-03-05"),
    _holiday("meivakantie", REGIONS, "2028-04-29", "2028-05-07"),
    _holiday("zomervakantie", (MIDDLE,), "2028-07-08", "2028-08-20"),
    _holiday("zomervakantie", (NORTH,), "2028-07-15", "2028-08-27"),
    _holiday("zomervakantie", (SOUTH,), "2028-07-22", "2028-09-03"),
    _holiday("herfstvakantie", (NORTH,), "2028-10-14", "2028-10-22"),
    _holiday("herfstvakantie", (MIDDLE, SOUTH), "2028-10-21", "2028-10-29"),
    _holiday("kerstvakantie", REGIONS, "2028-12-23", "2029-01-07"),
    _holiday("voorjaarsvakantie", (SOUTH,), "2029-02-10", "2029-02-18"),
    _holiday("voorjaarsvakantie", (NORTH, MIDDLE), "2029-02-17", "2029-02-25"),
    _holiday("meivakantie", REGIONS, "2029-04-28", "2029-05-06"),
    _holiday("zomervakantie", (MIDDLE,), "2029-07-07", "2029-08-19"),
    _holiday("zomervakantie", (SOUTH,), "2029-07-14", "2029-08-26"),
    _holiday("zomervakantie", (NORTH,), "2029-07-21", "2029-09-02"),
)


def school_holiday_on(day: date) -> tuple[str, tuple[str, ...]] | None:
    """The school holiday that ``day`` is in, with its regions from north to south; None: schools are open."""
    found = [holiday for holiday in SCHOOL_HOLIDAYS if holiday.first <= day <= holiday.last]
    if not found:
        return None
    inside = {region for holiday in found for region in holiday.regions}
    return found[0].name, tuple(region for region in REGIONS if region in inside)
