"""One person's page, as each role sees it."""

from __future__ import annotations

import pytest

from registrations.models import Participant
from tests.making import make_basket, make_congress, make_leergang, make_person
from tests.registered import make_registration
from tests.workspace.members import Role, browser_of, make_member, page_at, words_of

pytestmark = pytest.mark.django_db


def make_jose() -> Participant:
    event = make_congress(price="495.00", rounds=1)
    rounds = {"ronde-1": "ronde-1-b"}
    people = [make_person("José van den Berg", "jose@berg.example", phone="06 12 34 56 78", rounds=rounds)]
    people.append(make_person("Els Bos", rounds=rounds))
    registration = make_registration(event, make_basket(event, people))
    return registration.participants.get(surname="Berg")


def address(person: Participant) -> str:
    event = person.event
    return f"/beheer/{event.organisation.slug}/evenementen/{event.slug}/deelnemers/{person.pk}/"


def words(person: Participant, role: str) -> str:
    return words_of(page_at(browser_of(make_member(person.event.organisation, role)), address(person)))


def test_the_office_sees_all_of_it() -> None:
    person = make_jose()
    number = person.registration.invoices.get().number
    said = words(person, Role.FINANCE)
    for expected in (
        "José van den Berg bevestigd",
        "Voornaam José",
        "Tussenvoegsel van den",
        "Achternaam Berg",
        "jose@ berg.example",
        "06 12 34 56 78",
        "Sessie 1B Ronde-1 do 11 mrt, 11.15–12.30 uur zaal 2",
        "Deelname € 495,00",
        "€ 495,00 excl. btw",
        f"{number} factuur woensdag 25 november 2026 vrijdag 25 december 2026 € 1.197,90",
        "Bevestiging aan de deelnemer",
        "wacht op verzending",
        "In dezelfde aanmelding Bos, Els",
        "Marjolein Visser meldde 2 deelnemers aan.",
        f"Factuur {number} is gemaakt.",
    ):
        assert expected in said, (expected, said)


def test_the_front_desk_sees_name_organisation_ticket_and_sessions() -> None:
    said = words(make_jose(), Role.FRONTDESK)
    assert "Gemeente Westerkoog" in said
    assert "Sessie 1B" in said
    for hidden in ("@", "06 12", "€", "Factuur", "Marjolein", "Geschiedenis"):
        assert hidden not in said


def test_companions_are_a_click_away() -> None:
    person = make_jose()
    page = page_at(browser_of(make_member(person.event.organisation, Role.OWNER)), address(person))
    colleague = person.registration.participants.get(surname="Bos")
    assert address(colleague) in page.xpath("//main//a/@href")
    assert page.xpath("//a[@hreflang='en']/@href")[0].startswith("/en/manage/")


def test_who_has_no_address_is_told_of_by_the_contact() -> None:
    event = make_leergang()
    nameless = make_person("", "", name_follows=True)
    person = make_registration(event, make_basket(event, [nameless])).participants.get()
    said = words(person, Role.ORGANISER)
    assert said.count("Naam volgt") >= 1
    assert "geen: de contactpersoon ontvangt de e-mail" in said
    assert "btw-vrijgesteld" in said
