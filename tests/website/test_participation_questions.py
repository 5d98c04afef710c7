"""What a participant answers under their own link, unseen by who signed them up."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.test import Client

from events.models import Event
from flows.cancellation import cancel
from flows.changing_people import NewDetails, change_person
from flows.signup import sign_up
from organisations.access import Actor
from organisations.models import Trail, TrailValue
from registrations.models import Answer, Participant, Registration, SpecialAnswer
from tests.making import NOON, make_basket, make_congress, make_person
from tests.questions import make_diet, make_question
from tests.website.forms import Page

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("noon")]
CONTACT = Actor("contact")


def make_two(event: Event) -> tuple[Registration, Participant, Participant]:
    people = [make_person("Jan de Vries"), make_person("Fatima el Amrani")]
    registration = sign_up(event, make_basket(event, people), NOON)
    jan, fatima = registration.participants.order_by("position")
    return registration, jan, fatima


def diets() -> dict[str, list[str]]:
    return {row.participant.name: row.values for row in SpecialAnswer.objects.select_related("participant")}


def save(client: Client, person: Participant, **answers: str | list[str]) -> Page:
    typed = {f"own-question_{slug}": values for slug, values in answers.items()}
    return Page(client.post(f"/deelname/{person.secret}/vragen/", typed))


def test_a_diet_is_filled_in_and_changed_unseen_by_the_contact(client: Client) -> None:
    event = make_congress()
    make_diet(event)
    registration, jan, _fatima = make_two(event)
    page = save(client, jan, dieet=["glutenvrij"])
    assert (page.status, page.location, diets()) == (
        303,
        f"/deelname/{jan.secret}/",
        {"Jan de Vries": ["glutenvrij"]},
    )
    own = Page(client.get(page.location))
    assert "Uw antwoorden zijn bewaard." in own.text
    assert own.tree.xpath("//input[@name='own-question_dieet' and @checked]/@value") == ["glutenvrij"]
    contact = client.get(f"/aanmelding/{registration.reference}/{registration.secret}/").content.decode()
    assert "lutenvrij" not in contact
    assert "Dieet" not in contact
    save(client, jan)
    assert diets() == {}


def test_the_trail_says_that_somebody_answered_and_never_what(client: Client) -> None:
    event = make_congress()
    make_diet(event)
    make_question(event, "functie")
    _registration, jan, _fatima = make_two(event)
    save(client, jan, dieet=["glutenvrij"], functie="Wethouder")
    row = Trail.objects.get(subject="participant", subject_id=jan.pk, verb="answered")
    assert (row.facts, TrailValue.objects.filter(trail=row).exists()) == ({"questions": ["functie"]}, False)


def test_wrong_and_missing_answers_come_back_with_what_was_typed(client: Client) -> None:
    event = make_congress()
    make_question(event, "jaren", "number")
    _registration, jan, _fatima = make_two(event)
    make_question(event, "functie", is_required=True)
    page = save(client, jan, jaren="veel")
    assert (page.status, page.errors) == (422, [("own-question_jaren", "invalid")])
    assert page.tree.xpath("//input[@name='own-question_jaren']/@value") == ["veel"]
    page = save(client, jan, jaren="4")
    assert (page.status, page.errors) == (422, [("own-question_functie", "required")])
    assert not Answer.objects.exists()
    assert save(client, jan, jaren="4", functie="Adviseur").status == 303


def test_only_what_is_asked_of_this_ticket_is_on_the_page(client: Client) -> None:
    event = make_congress(days=2, day_tickets=True)
    other = make_question(event, "hotel", "yes_no")
    other.ticket_types.set(event.ticket_types.filter(slug="alleen-dag-1"))
    make_question(event, "kamer", depends_on=other, depends_value="yes")
    make_question(event, "functie")
    _registration, jan, _fatima = make_two(event)
    fields = Page(client.get(f"/deelname/{jan.secret}/")).tree.xpath("//*[@data-question]//input/@name")
    assert fields == ["own-question_functie"]


def test_a_colleague_begins_without_answers_and_who_is_cancelled_has_no_diet(client: Client) -> None:
    event = make_congress()
    make_diet(event)
    make_question(event, "functie")
    registration, jan, fatima = make_two(event)
    save(client, jan, dieet=["glutenvrij"], functie="Wethouder")
    save(client, fatima, dieet=["vegetarisch"], functie="Adviseur")
    new = NewDetails("Bas Lindeboom", "b.lindeboom@westerkoog.example")
    change_person(jan.pk, new, NOON, is_colleague=True, actor=CONTACT)
    assert diets() == {"Fatima el Amrani": ["vegetarisch"]}
    assert Answer.objects.get().participant_id == fatima.pk
    assert client.get(f"/deelname/{jan.secret}/").status_code == 404
    cancel(registration.pk, [fatima.pk], NOON, actor=CONTACT)
    assert diets() == {}
    registration.refresh_from_db()
    assert registration.basket_sha256 == ""


def test_after_the_event_nothing_is_changed(client: Client) -> None:
    event = make_congress()
    make_diet(event)
    _registration, jan, _fatima = make_two(event)
    Event.objects.filter(pk=event.pk).update(begins_at="2026-11-20T08:00Z", ends_at="2026-11-20T16:00Z")
    assert save(client, jan, dieet=["glutenvrij"]).status == 409
    assert diets() == {}


def test_the_contact_sees_what_is_not_special(client: Client) -> None:
    event = make_congress()
    make_diet(event)
    make_question(event, "functie")
    make_question(event, "parkeren", "number", asked="sign_up", title="Hoeveel auto's?")
    people = [make_person("Jan de Vries", answers={"dieet": ("glutenvrij",), "functie": ("Wethouder",)})]
    basket = replace(make_basket(event, people), answers={"parkeren": ("2.5",)})
    registration = sign_up(event, basket, NOON)
    page = Page(client.get(f"/aanmelding/{registration.reference}/{registration.secret}/"))
    assert "Functie Wethouder" in page.text
    assert "Hoeveel auto's? 2,5" in page.text
    assert "lutenvrij" not in page.text
