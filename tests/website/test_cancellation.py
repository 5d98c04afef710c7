"""The contact cancels behind the secret link: the consequences first, then once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from flows.signup import sign_up
from lib import clock
from notifications.models import Message
from payments.models import Invoice
from registrations.models import Participant, Registration, SeatPool
from tests.making import NOON, make_basket, make_branchedag, make_congress, make_person, make_steps
from tests.website.forms import Page

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("noon")]


def three_registered() -> Registration:
    event = make_congress(price="495.00")
    make_steps(event)
    people = [make_person(name) for name in ("Jan de Vries", "Fatima el Amrani", "Piet Bos")]
    return sign_up(event, make_basket(event, people), NOON)


def path_of(registration: Registration) -> str:
    return f"/aanmelding/{registration.reference}/{registration.secret}/annuleren/"


def look(client: Client, registration: Registration, *people: Participant) -> Page:
    chosen: dict[str, str | list[int]] = {}
    if people:
        chosen = {"some": "on", "participants": [person.pk for person in people]}
    return Page(client.get(path_of(registration), chosen))


def send(client: Client, registration: Registration, page: Page, **more: str) -> Page:
    """Send the page's form as a browser does."""
    fields: dict[str, list[str]] = {}
    for control in page.tree.xpath("//form[@method='post']//input"):
        fields.setdefault(control.get("name"), []).append(control.get("value"))
    return Page(client.post(path_of(registration), fields | more))


def stored() -> tuple[int, int, int]:
    return Invoice.objects.count(), Message.objects.count(), SeatPool.objects.get().taken


def test_looking_tells_the_consequences_and_changes_nothing(client: Client) -> None:
    registration = three_registered()
    before = stored()
    page = look(client, registration)
    assert page.status == 200
    for said in (
        "Alle drie deelnemers annuleren?",
        "De annuleringskosten zijn € 127,05 (3 × € 35,00 plus 21% btw).",
        "U ontvangt een creditnota van € 1.669,80.",
        "Daarna staat er nog € 127,05 open.",
        "De plaatsen komen vrij voor anderen en de afspraken gaan uit de agenda’s.",
        "Niet annuleren",
        "Aanmelding annuleren",
    ):
        assert said in page.text, said
    assert page.response.headers["Cache-Control"] == "private, no-store"
    assert stored() == before


def test_it_is_done_once_and_leads_back(client: Client) -> None:
    registration = three_registered()
    page = look(client, registration)
    answer = send(client, registration, page)
    assert (answer.status, answer.location) == (303, path_of(registration).removesuffix("annuleren/"))
    assert Page(client.get(answer.location)).tree.xpath("//h1")[0].text == "Uw aanmelding is geannuleerd"
    after = stored()
    assert (after[0], after[2]) == (2, 0)
    assert send(client, registration, page).status == 303
    assert stored() == after
    assert "Er is niets meer te annuleren." in look(client, registration).text


def test_one_of_three_may_be_chosen(client: Client) -> None:
    registration = three_registered()
    jan = Participant.objects.get(given_name="Jan")
    page = look(client, registration, jan)
    assert "De deelname van Jan de Vries annuleren?" in page.text
    assert "(1 × € 35,00 plus 21% btw)" in page.text
    assert send(client, registration, page).status == 303
    assert [p.given_name for p in Participant.objects.filter(ended_at=None)] == ["Fatima", "Piet"]


def test_participants_of_somebody_else_are_passed_over(client: Client) -> None:
    registration, other = three_registered(), three_registered()
    stranger = other.participants.all()[0]
    page = look(client, registration, stranger)
    assert "Kies ten minste één deelnemer." in page.text
    assert Page(client.post(path_of(registration), {"some": "on", "confirm": "on"})).status == 409
    assert Participant.objects.filter(ended_at=None).count() == 6


def test_without_a_yes_nothing_is_done(client: Client) -> None:
    registration = three_registered()
    before = stored()
    assert Page(client.post(path_of(registration))).status == 422
    assert stored() == before


def test_once_the_event_has_begun_it_is_too_late(client: Client) -> None:
    registration = three_registered()
    with clock.at(registration.event.begins_at + timedelta(minutes=1)):
        page = look(client, registration)
        assert "Annuleren kan hier niet meer" in page.text
        assert Page(client.post(path_of(registration), {"confirm": "on"})).status == 409
    assert Participant.objects.filter(ended_at=None).count() == 3


def test_a_wrong_secret_is_no_page(client: Client) -> None:
    registration = three_registered()
    wrong = path_of(registration).replace(registration.secret, registration.secret[:-2] + "zz")
    assert client.get(wrong).status_code == 404
    assert client.post(wrong, {"confirm": "on"}).status_code == 404


def test_an_exhibitor_reads_that_the_stand_becomes_free(client: Client) -> None:
    event = make_branchedag(stands=3)
    registration = sign_up(event, make_basket(event, [make_person("Anna de Wit")], stand=2), NOON)
    assert "Stand 2: Stand klein komt vrij voor een andere exposant." in look(client, registration).text
    assert send(client, registration, look(client, registration)).status == 303
    assert SeatPool.objects.get(slug="stand-2").taken == 0


def test_in_english_too(client: Client) -> None:
    registration = three_registered()
    page = Page(client.get(f"/en/registration/{registration.reference}/{registration.secret}/cancel/"))
    assert "Cancel all three participants?" in page.text
    assert "You receive a credit note of € 1,669.80." in page.text
