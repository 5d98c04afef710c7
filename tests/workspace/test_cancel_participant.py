"""An organiser cancels a participant or a registration: the consequences first, then one act."""

from __future__ import annotations

import pytest
from django.test import Client

from events.models import Event
from lib import clock
from notifications.models import Message
from payments.models import Invoice
from registrations.models import Participant, Registration, SeatPool
from tests.making import NOON, make_basket, make_congress, make_steps
from tests.registered import make_registration
from tests.workspace.members import Role, browser_of, make_member, page_at, words_of

pytestmark = pytest.mark.django_db


def make_three(price: str = "100.00") -> tuple[Event, Client, list[Participant]]:
    event = make_congress(price=price, seats=10)
    registration = make_registration(event, make_basket(event, 3))
    people = list(registration.participants.order_by("position"))
    return event, browser_of(make_member(event.organisation, Role.ORGANISER)), people


def address(event: Event, person: Participant) -> str:
    base = f"/beheer/{event.organisation.slug}/evenementen/{event.slug}/deelnemers/"
    return f"{base}{person.pk}/annuleren/"


def standing() -> tuple[int, int, int, int]:
    """Seats taken, people who come, invoices and credit notes, mails."""
    here = Participant.objects.filter(ended_at=None).count()
    return SeatPool.objects.get().taken, here, Invoice.objects.count(), Message.objects.count()


def test_a_look_tells_what_happens_and_changes_nothing() -> None:
    event, browser, people = make_three()
    before = standing()
    with clock.at(NOON):
        said = words_of(page_at(browser, address(event, people[1])))
    for expected in (
        "De deelname van Deelnemer 2 annuleren?",
        "1 deelnemer komt niet meer.",
        "1 plaats komt vrij voor een ander.",
        "creditnota van € 121,00 incl. btw",
        "met nog 2 deelnemers",
        "Deelnemer annuleren",
    ):
        assert expected in said, (expected, said)
    assert standing() == before
    assert browser.post(address(event, people[1])).status_code == 422
    assert standing() == before


def test_confirming_cancels_one_of_three_once() -> None:
    event, browser, people = make_three()
    with clock.at(NOON):
        answers = [browser.post(address(event, people[1]), {"confirm": "on"}) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [303, 303]
    assert answers[0].headers["Location"] == address(event, people[1]).removesuffix("annuleren/")
    assert standing()[:3] == (2, 2, 2)
    note = Invoice.objects.get(type_code="381")
    assert str(note.payable) in {"121.00", "-121.00"}


def test_the_whole_registration_goes_without_a_mail_where_that_is_asked() -> None:
    event, browser, people = make_three("0.00")
    with clock.at(NOON):
        page_at(browser, address(event, people[0]), whole="on")
        mails = Message.objects.filter(to_address="m.visser@westerkoog.example").count()
        answer = browser.post(address(event, people[0]), {"confirm": "on", "whole": "on", "no_mail": "on"})
    assert answer.status_code == 303
    assert Registration.objects.get().state == "cancelled"
    assert standing()[:2] == (0, 0)
    assert Message.objects.filter(to_address="m.visser@westerkoog.example").count() == mails


def test_costs_are_told_and_may_be_left_out() -> None:
    event = make_congress(price="100.00")
    make_steps(event, fee="35.00")
    registration = make_registration(event, make_basket(event, 1))
    browser = browser_of(make_member(event.organisation, Role.ORGANISER))
    [person] = registration.participants.all()
    with clock.at(NOON):
        said = words_of(page_at(browser, address(event, person)))
        assert "Annuleren kost € 42,35 incl. btw" in said
        free = words_of(page_at(browser, address(event, person), without_costs="on"))
    assert "Annuleren kost" not in free
    assert "creditnota van € 121,00" in free


def test_who_has_gone_cannot_be_cancelled_again_and_the_button_is_gone() -> None:
    event, browser, people = make_three()
    card = address(event, people[0]).removesuffix("annuleren/")
    with clock.at(NOON):
        assert address(event, people[0]) in page_at(browser, card).xpath("//a/@href")
        browser.post(address(event, people[0]), {"confirm": "on"})
        assert address(event, people[0]) not in page_at(browser, card).xpath("//a/@href")
        assert "niets meer te annuleren" in words_of(page_at(browser, address(event, people[0])))


def test_a_participant_of_another_event_is_not_found() -> None:
    event, browser, _people = make_three()
    other = make_congress()
    person = make_registration(other, make_basket(other, 1)).participants.get()
    assert browser.get(address(event, person)).status_code == 404
