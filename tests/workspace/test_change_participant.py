"""An organiser corrects a participant or puts a colleague in their place; the contact may do so as well."""

from __future__ import annotations

import pytest
from django.test import Client

from events.models import Event
from lib import clock
from registrations.models import Participant
from tests.making import NOON, make_basket, make_congress
from tests.registered import make_registration
from tests.workspace.members import Role, browser_of, make_member, page_at, words_of

pytestmark = pytest.mark.django_db(transaction=True)
EVA = {"name": "Eva van den Berg", "email": "Eva@Example.nl", "confirm": "on"}


def make_one() -> tuple[Event, Client, Participant]:
    event = make_congress(seats=10)
    person = make_registration(event, make_basket(event, 1)).participants.get()
    return event, browser_of(make_member(event.organisation, Role.ORGANISER)), person


def card(event: Event, person: Participant) -> str:
    return f"/beheer/{event.organisation.slug}/evenementen/{event.slug}/deelnemers/{person.pk}/"


def page_of(person: Participant) -> str:
    return f"/aanmelding/{person.registration.reference}/{person.registration.secret}/"


@pytest.mark.parametrize("act", ["bewerken/", "vervangen/"])
def test_the_organiser_sees_what_happens_then_does_it(act: str) -> None:
    event, browser, person = make_one()
    address = card(event, person) + act
    with clock.at(NOON):
        assert address in page_at(browser, card(event, person)).xpath("//a/@href")
        assert "Wat er gebeurt" in words_of(page_at(browser, address))
        unsure = browser.post(address, {**EVA, "confirm": ""})
        wrong = browser.post(address, {**EVA, "email": "eva@"})
        assert (unsure.status_code, wrong.status_code) == (422, 422)
        assert Participant.objects.get().name == person.name
        answer = browser.post(address, EVA)
        assert (answer.status_code, answer.headers["Location"]) == (303, card(event, person))
        said = words_of(page_at(browser, card(event, person)))
    assert (Participant.objects.get().name, Participant.objects.get().email) == (
        "Eva van den Berg",
        "eva@example.nl",
    )
    assert f"{person.name}" in said
    assert "Eva van den Berg" in said


def test_the_contact_lets_a_colleague_come(client: Client) -> None:
    _event, _browser, person = make_one()
    address = f"{page_of(person)}deelnemers/1/vervangen/"
    with clock.at(NOON):
        assert address in client.get(page_of(person)).content.decode()
        shown = client.get(address)
        assert shown.headers["Cache-Control"] == "private, no-store"
        answer = client.post(address, EVA)
    assert (answer.status_code, answer.headers["Location"]) == (303, page_of(person))
    assert Participant.objects.get().name == "Eva van den Berg"
    assert client.get(f"{page_of(person)}deelnemers/2/vervangen/").status_code == 404


def test_who_is_cancelled_is_not_replaced() -> None:
    event, browser, person = make_one()
    Participant.objects.update(ended_at=NOON)
    with clock.at(NOON):
        answer = browser.post(card(event, person) + "vervangen/", EVA)
        assert answer.status_code == 409
        assert "kan niets meer worden gewijzigd" in answer.content.decode()
