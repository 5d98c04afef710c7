"""Making the next edition on a page."""

from datetime import date

import pytest
from django.test import Client

from events.copying import first_day_of
from events.models import Event
from lib import clock
from tests.making import NOON, make_congress, make_organisation
from tests.workspace.members import Role, browser_of, make_member

pytestmark = pytest.mark.django_db(transaction=True)
KINGS_DAY = "2027-04-27"


@pytest.fixture
def organiser() -> Client:
    academy = make_organisation(slug="academie")
    make_congress(organisation=academy, slug="netwerken", title="Netwerken")
    return browser_of(make_member(academy, Role.ORGANISER))


def post(browser: Client, **typed: str) -> tuple[int, str]:
    with clock.at(NOON):
        answer = browser.post(
            "/beheer/academie/evenementen/netwerken/kopieren/", {"slug": "volgend-jaar", **typed}
        )
    return answer.status_code, answer.headers.get("Location", answer.content.decode())


def test_a_copy_is_made_on_the_day_that_was_asked(organiser: Client) -> None:
    asked = post(organiser, first_day="2028-03-09", make="on")
    assert asked == (303, "/beheer/academie/evenementen/volgend-jaar/")
    assert first_day_of(Event.objects.get(slug="volgend-jaar")) == date(2028, 3, 9)


def test_a_holiday_is_named_before_anything_is_stored(organiser: Client) -> None:
    status, page = post(organiser, first_day=KINGS_DAY, make="on")
    assert status == 200
    assert "Dinsdag 27 april 2027 is een feestdag: Koningsdag." in page
    assert not Event.objects.filter(slug="volgend-jaar").exists()
    assert post(organiser, first_day=KINGS_DAY, shown=KINGS_DAY, make="on")[0] == 303


def test_looking_at_the_dates_stores_nothing(organiser: Client) -> None:
    status, page = post(organiser, first_day="2028-03-09", look="on")
    assert status == 200
    assert "donderdag 9 maart 2028" in page
    assert Event.objects.count() == 1


def test_a_day_in_the_past_and_an_address_that_is_taken_are_refused(organiser: Client) -> None:
    assert post(organiser, first_day="2020-03-09", make="on")[0] == 422
    assert post(organiser, first_day="2028-03-09", slug="netwerken", make="on")[0] == 422
    assert post(organiser, first_day="overmorgen", make="on")[0] == 422
