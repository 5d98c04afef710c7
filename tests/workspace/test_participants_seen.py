"""The attendee list as it is seen: by each role, in each language, with every kind of name."""

from __future__ import annotations

from datetime import timedelta

import pytest

from registrations.models import Registration
from tests.making import NOON, make_basket, make_congress, make_leergang, make_person
from tests.registered import make_registration
from tests.workspace.lists import address, browser, count, heads, make_three, names, page_of
from tests.workspace.members import Role, page_at

pytestmark = pytest.mark.django_db


def test_the_eye_reads_a_name_as_it_is_sorted_and_the_ear_as_it_is_said() -> None:
    event = make_three()
    [link] = page_of(browser(event), event, q="jose").xpath("//tr[@data-participant]//a")
    assert link.xpath("string(span[@aria-hidden='true'])") == "Berg, José van den"
    assert link.xpath("string(span[@class='visually-hidden'])") == "José van den Berg"


def test_each_role_sees_its_columns() -> None:
    event = make_three()
    seen = {
        role: heads(page_of(browser(event, role), event))
        for role in (Role.FINANCE, Role.FRONTDESK, Role.TRAINER)
    }
    assert seen == {
        Role.FINANCE: ["Naam", "Organisatie", "Deelname", "Status", "Betaling", "Aangemeld"],
        Role.FRONTDESK: ["Naam", "Organisatie", "Deelname", "Sessies", "Status", "Aangemeld"],
        Role.TRAINER: ["Naam", "Sessies", "Status", "Aangemeld"],
    }


def test_a_trainer_sees_names_and_sessions_and_opens_nobody() -> None:
    event = make_three()
    page = page_of(browser(event, Role.TRAINER), event)
    assert names(page)[0] == "Achahbar, Rachid"
    row = page.xpath("//tr[@data-participant]")[0]
    assert [cell.text_content().strip() for cell in row.xpath("td")][:2] == ["Sessie 1B", "bevestigd"]
    assert not page.xpath("//tr[@data-participant]//a")
    assert "Westerkoog" not in page.text_content()


@pytest.mark.parametrize(
    ("role", "sought", "found"),
    [
        (Role.FRONTDESK, "jose", 1),
        (Role.FRONTDESK, "zandwolde", 1),
        (Role.FRONTDESK, "berg.example", 0),
        (Role.FRONTDESK, "westerkoog.example", 0),
        (Role.TRAINER, "van den berg", 1),
        (Role.TRAINER, "zandwolde", 0),
        (Role.ORGANISER, "berg.example", 1),
    ],
)
def test_nobody_finds_people_by_what_they_may_not_see(role: str, sought: str, found: int) -> None:
    event = make_three()
    assert count(page_of(browser(event, role), event, q=sought)) == found


def test_the_front_desk_finds_a_sign_up_by_its_number() -> None:
    event = make_three()
    reference = event.registrations.get().reference
    assert count(page_of(browser(event, Role.FRONTDESK), event, q=reference)) == 3


def test_filters_that_would_tell_too_much_are_not_heard() -> None:
    event = make_three()
    assert count(page_of(browser(event, Role.FRONTDESK), event, payment="none")) == 3
    trainer = browser(event, Role.TRAINER)
    assert count(page_of(trainer, event, ticket_type="alleen-dag-1")) == 3
    assert names(page_of(trainer, event, sort="organisation"))[0] == "Achahbar, Rachid"


def test_who_is_still_nameless_stands_in_the_list() -> None:
    event = make_congress()
    make_registration(event, make_basket(event, [make_person("", name_follows=True), make_person("Jo Bos")]))
    assert names(page_of(browser(event), event)) == ["Naam volgt", "Bos, Jo"]


def test_an_empty_list_says_what_to_do() -> None:
    event = make_congress()
    client = browser(event)
    assert "Nog geen aanmeldingen" in page_of(client, event).text_content()
    nobody = page_of(client, event, q="x", sort="organisation")
    assert "Geen deelnemers gevonden" in nobody.text_content()
    assert nobody.xpath("//div[@class='empty']//a/@href") == ["?sort=organisation"]


def test_what_everybody_attends_is_no_column() -> None:
    event = make_leergang()
    make_registration(event, make_basket(event, 1))
    page = page_of(browser(event, Role.FRONTDESK), event)
    assert heads(page) == ["Naam", "Organisatie", "Deelname", "Status", "Aangemeld"]


def test_english_has_its_own_address_and_words() -> None:
    event = make_three()
    url = f"/en/manage/{event.organisation.slug}/events/{event.slug}/participants/"
    page = page_at(browser(event), url)
    assert heads(page) == ["Name", "Organisation", "Admission", "State", "Payment", "Registered"]
    assert page.xpath("//a[@hreflang='nl']/@href") == [address(event)]
    assert page.xpath("//tr[@data-participant]//a/@href")[0].startswith(url)


def test_a_name_is_text_and_never_markup() -> None:
    event = make_congress()
    make_registration(event, make_basket(event, [make_person("<b>Jo</b> Bos", "jo@x.example")]))
    client = browser(event)
    assert names(page_of(client, event, q='"><script>')) == []
    assert names(page_of(client, event)) == ["Bos, <b>Jo</b>"]


def test_a_date_of_another_year_tells_the_year() -> None:
    event = make_congress()
    make_registration(event, make_basket(event, 1), NOON - timedelta(days=400))
    assert Registration.objects.get().signed_up_at.year == 2025
    row = page_of(browser(event), event).xpath("//td[@class='date nowrap']")[0]
    assert row.text_content() == "di 21 okt 2025"
