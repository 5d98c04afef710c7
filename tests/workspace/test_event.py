"""An event's overview: facts for its own people, totals for those who may see them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from events.models import Event, Partnership
from lib import clock
from reports.event_overview import DayCount
from tests.making import NOON, make_basket, make_congress, make_leergang, make_organisation
from tests.registered import make_registration
from tests.workspace.members import Role, browser_of, make_member, page_at, words_of
from workspace.charts import growth, round_up

pytestmark = pytest.mark.django_db


def address(event: Event) -> str:
    return f"/beheer/{event.organisation.slug}/evenementen/{event.slug}/"


def words(event: Event, role: str) -> str:
    with clock.at(NOON):
        return words_of(page_at(browser_of(make_member(event.organisation, role)), address(event)))


def make_busy() -> Event:
    event = make_congress(days=2, rounds=1, price="495.00", seats=400, round_seats=30)
    for days in (9, 2):
        basket = make_basket(event, 2, rounds={"ronde-1": "ronde-1-a"}, confirms_duplicate=True)
        make_registration(event, basket, NOON - timedelta(days=days))
    return event


def test_an_organiser_sees_numbers_places_and_facts() -> None:
    said = words(make_busy(), Role.ORGANISER)
    for expected in (
        "Kracht van netwerken aanmelden open",
        "Deelnemers 4 in 2 aanmeldingen",
        "Afgelopen zeven dagen 2",
        "Gefactureerd excl. btw € 1.980,00",
        "Tot het begin 106 dagen",
        "Donderdag 11 maart 4 van 400 nog 396",
        "Ronde-1 do 11 mrt, 11.15–12.30 uur",
        "Sessie 1A zaal 1 4 van 30 nog 26",
        "Programma nog niet vrijgegeven",
    ):
        assert expected in said, (expected, said)


def test_a_session_leads_to_those_who_chose_it() -> None:
    event = make_busy()
    page = page_at(browser_of(make_member(event.organisation, Role.ORGANISER)), address(event))
    assert f"{address(event)}deelnemers/?session=ronde-1-a" in page.xpath("//tbody//a/@href")


def test_the_front_desk_sees_facts_and_no_numbers() -> None:
    said = words(make_busy(), Role.FRONTDESK)
    assert "Kerngegevens" in said
    assert "van 400" not in said
    assert "€" not in said


@pytest.mark.parametrize(
    ("form", "words"), [("u", "deze aantallen met u."), ("je", "deze aantallen met je.")]
)
def test_a_partner_is_spoken_to_as_the_organiser_speaks(form: str, words: str) -> None:
    event, own = make_congress(organisation=make_organisation(form_of_address=form)), make_organisation()
    Partnership.objects.create(event=event, organisation=own, sees_totals=True)
    assert words in words_of(page_at(browser_of(make_member(own, Role.PARTNER)), address(event)))


def test_a_draft_has_no_public_page_to_look_at() -> None:
    event = make_leergang(status="draft")
    browser = browser_of(make_member(event.organisation, Role.ORGANISER))
    assert "Bekijk de pagina" not in words_of(page_at(browser, address(event)))
    Event.objects.filter(pk=event.pk).update(status="published")
    [public] = page_at(browser, address(event)).xpath("//a[contains(., 'Bekijk de pagina')]/@href")
    assert public == f"/leergangen/{event.slug}/"


def test_growth_runs_from_the_first_day_to_the_last_and_ends_at_the_total() -> None:
    drawn = growth([DayCount(date(2026, 10, 5), 10), DayCount(date(2026, 10, 6), 30)], date(2026, 10, 13))
    assert drawn is not None
    assert (drawn.first, drawn.last, drawn.top) == (date(2026, 10, 5), date(2026, 10, 13), 50)
    assert drawn.line.startswith("M0.00 32.00L12.50 8.00L")
    assert drawn.line.endswith("L100.00 8.00")
    assert drawn.area == f"M0 40L{drawn.line[1:]}L100 40Z"
    assert drawn.weeks == ((date(2026, 10, 5), 40), (date(2026, 10, 12), 40))


def test_one_day_is_no_line_and_no_day_neither() -> None:
    assert growth([DayCount(date(2026, 10, 5), 10)], date(2026, 10, 5)) is None
    assert growth([], date(2026, 10, 5)) is None


@pytest.mark.parametrize(("number", "end"), [(1, 1), (3, 5), (10, 10), (11, 20), (84, 100), (338, 500)])
def test_a_scale_ends_on_a_round_number(number: int, end: int) -> None:
    assert round_up(number) == end
