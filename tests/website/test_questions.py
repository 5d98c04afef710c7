"""What an event asks besides: on the sign-up form, with what was typed, and what becomes of it."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from events.models import Event, Question
from registrations.models import Answer, Hold, Registration, SpecialAnswer
from tests.making import make_congress, make_person
from tests.paying import make_paid_event, sign_up_online
from tests.questions import make_diet, make_question
from tests.stripe_sandbox import ORGANISATION
from tests.website.forms import CONTACT, FATIMA, JAN, nothing_is_stored, open_form, rows, send

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("noon")]


def answers() -> set[tuple[str, str, tuple[str, ...]]]:
    """(who or "", question, values) of all answers that are no special ones."""
    rows = Answer.objects.select_related("participant", "question")
    return {
        (row.participant.name if row.participant else "", row.question.slug, tuple(row.values))
        for row in rows
    }


def diets() -> set[tuple[str, tuple[str, ...]]]:
    rows = SpecialAnswer.objects.select_related("participant")
    return {(row.participant.name, tuple(row.values)) for row in rows}


def make_questions(event: Event) -> None:
    """One of each sort, none required."""
    make_question(event, "kennis", "text", title="Wat wilt u leren?", title_en="What do you want to learn?")
    make_question(event, "verhaal", "long_text")
    make_question(event, "sector", "choice", ["Zorg", "Onderwijs"])
    make_diet(event)
    make_question(event, "lift", "yes_no")
    make_question(event, "jaren", "number")
    make_question(event, "geboren", "date")
    make_question(event, "big", "register", register="big")
    make_question(event, "parkeren", "number", asked="sign_up")


def test_each_sort_of_question_is_asked_and_stored_as_it_is_meant(client: Client) -> None:
    event = make_congress()
    make_questions(event)
    typed: dict[str, Any] = {
        "contact-question_kennis": "  Meer   over netwerken ",
        "contact-question_verhaal": "Eerste regel\r\nTweede regel ",
        "contact-question_sector": "zorg",
        "contact-question_dieet": ["veganistisch", "glutenvrij"],
        "contact-question_lift": "no",
        "contact-question_jaren": "07,50",
        "contact-question_geboren": "11 maart 1980",
        "contact-question_big": "BIG 1900 0000 030",
        "question_parkeren": "2",
    }
    page = send(client, event, CONTACT | typed)
    assert page.status == 303
    who = "Marjolein Visser"
    assert answers() == {
        (who, "kennis", ("Meer over netwerken",)),
        (who, "verhaal", ("Eerste regel\nTweede regel",)),
        (who, "sector", ("zorg",)),
        (who, "lift", ("no",)),
        (who, "jaren", ("7.5",)),
        (who, "geboren", ("1980-03-11",)),
        (who, "big", ("19000000030",)),
        ("", "parkeren", ("2",)),
    }
    assert diets() == {(who, ("veganistisch", "glutenvrij"))}


def test_what_is_wrong_is_said_beside_the_field_and_nothing_typed_is_lost(client: Client) -> None:
    event = make_congress()
    make_questions(event)
    typed: dict[str, Any] = {
        "contact-question_kennis": "x" * 201,
        "contact-question_verhaal": "Blijft staan",
        "contact-question_sector": "sport",
        "contact-question_dieet": ["vegetarisch"],
        "contact-question_jaren": "veel",
        "contact-question_geboren": "31-2-1980",
        "contact-question_big": "123",
        "question_parkeren": "twee",
    }
    page = send(client, event, CONTACT | typed)
    wrong = ["kennis", "sector", "jaren", "geboren", "big"]
    names = [*(f"contact-question_{slug}" for slug in wrong), "question_parkeren"]
    assert (page.status, sorted(page.errors)) == (422, sorted((name, "invalid") for name in names))
    assert page.lost("contact-question_sector", "contact-question_dieet") == []
    ticked = page.tree.xpath("//input[@name='contact-question_dieet' and @checked]/@value")
    assert ticked == ["vegetarisch"]
    for slug in wrong:
        described = page.tree.xpath(f"//*[@id='contact-question_{slug}_error']")
        assert len(described) == 1, slug
    anchors = page.tree.xpath("//ul[@data-errors]/li/a/@href")
    assert all(page.tree.xpath(f"//*[@id='{anchor[1:]}']") for anchor in anchors)
    assert len(anchors) == len(page.errors)
    assert nothing_is_stored()


def test_a_required_question_is_asked_of_everybody_whom_it_concerns(client: Client) -> None:
    event = make_congress(days=2, day_tickets=True)
    question = make_question(event, "vervoer", "choice", ["Trein", "Auto"], is_required=True)
    question.ticket_types.set(event.ticket_types.filter(slug="alleen-dag-1"))
    make_question(event, "kvk", is_required=True, asked="sign_up")
    people = rows(JAN | {"ticket_type": "alleen-dag-1"}, FATIMA | {"ticket_type": "regulier"})
    page = send(client, event, CONTACT | people)
    assert (page.status, page.errors) == (
        422,
        [("participants-0-question_vervoer", "required"), ("question_kvk", "required")],
    )
    assert "Jan de Vries" in page.text
    more = {"participants-0-question_vervoer": "trein", "participants-1-question_vervoer": "auto"}
    assert send(client, event, CONTACT | people | more | {"question_kvk": "12345678"}).status == 303
    assert answers() == {("Jan de Vries", "vervoer", ("trein",)), ("", "kvk", ("12345678",))}


def test_a_question_that_depends_on_another_is_asked_when_that_was_answered_so(client: Client) -> None:
    event = make_congress()
    auto = make_question(event, "auto", "yes_no")
    make_question(event, "kenteken", is_required=True, depends_on=auto, depends_value="yes")
    page = send(client, event, CONTACT | {"contact-question_auto": "yes"})
    assert page.errors == [("contact-question_kenteken", "required")]
    wrapper = page.tree.xpath("//*[@id='contact-question_kenteken']/ancestor::*[@data-question]")[0]
    assert (wrapper.get("data-when-name"), wrapper.get("data-when-value")) == ("contact-question_auto", "yes")
    typed = {"contact-question_auto": "no", "contact-question_kenteken": "12-ABC-3"}
    assert send(client, event, CONTACT | typed).status == 303
    assert answers() == {("Marjolein Visser", "auto", ("no",))}


def test_a_question_once_per_sign_up_decides_for_everybody(client: Client) -> None:
    event = make_congress()
    bus = make_question(event, "bus", "yes_no", asked="sign_up")
    make_question(event, "opstap", is_required=True, depends_on=bus, depends_value="yes")
    page = send(client, event, CONTACT | rows(JAN, FATIMA) | {"question_bus": "yes"})
    assert page.errors == [(f"participants-{n}-question_opstap", "required") for n in (0, 1)]


def test_what_is_switched_off_is_neither_asked_nor_taken(client: Client) -> None:
    event = make_congress()
    make_question(event, "oud", is_off=True, is_required=True)
    assert not open_form(client, event).tree.xpath("//*[@name='contact-question_oud']")
    assert send(client, event, CONTACT | {"contact-question_oud": "x"}).status == 303
    assert answers() == set()


def test_a_contact_who_is_in_the_list_may_answer_in_either_place(client: Client) -> None:
    event = make_congress()
    make_question(event, "functie")
    self = {"name": CONTACT["contact-name"], "email": CONTACT["contact-email"]}
    typed = {"contact_attends": "on", "contact-question_functie": "Secretaris"}
    assert send(client, event, CONTACT | rows(JAN, self) | typed).status == 303
    assert answers() == {("Marjolein Visser", "functie", ("Secretaris",))}


def test_a_contact_who_stays_home_is_asked_nothing(client: Client) -> None:
    event = make_congress()
    make_question(event, "functie", is_required=True)
    typed = rows(JAN | {"question_functie": "Wethouder"}) | {"contact-question_functie": "Secretaris"}
    assert send(client, event, CONTACT | typed).status == 303
    assert answers() == {("Jan de Vries", "functie", ("Wethouder",))}


def test_the_same_form_again_is_the_same_sign_up_and_other_answers_are_not(client: Client) -> None:
    event = make_congress()
    make_diet(event)
    page = open_form(client, event)
    first = send(client, event, CONTACT | {"contact-question_dieet": "glutenvrij"}, page)
    again = send(client, event, CONTACT | {"contact-question_dieet": "glutenvrij"}, page)
    other = send(client, event, CONTACT | {"contact-question_dieet": "vegetarisch"}, page)
    assert (first.status, again.status, again.location) == (303, 303, first.location)
    assert (other.status, other.errors) == (409, [("submission_key", "already_registered")])
    assert Registration.objects.count() == 1


def test_a_form_without_answers_has_the_digest_of_before_there_were_questions(client: Client) -> None:
    plain, asking = make_congress(), make_congress()
    make_diet(asking)
    for event in (plain, asking):
        send(client, event, CONTACT)
    assert len(set(Registration.objects.values_list("basket_sha256", flat=True))) == 1


def test_a_hold_for_a_payment_knows_no_diet(settings: Any) -> None:
    settings.STRIPE_SECRET_KEY, settings.STRIPE_ORGANISATION = "sk_test_x", ORGANISATION
    event = make_paid_event()
    make_diet(event)
    sign_up_online(event, [make_person("Eva Kuiper", answers={"dieet": ("glutenvrij",)})])
    assert diets() == {("Eva Kuiper", ("glutenvrij",))}
    assert Hold.objects.exists()
    assert "glutenvrij" not in str(list(Hold.objects.values_list("basket", flat=True)))


def test_the_form_asks_in_english_and_says_that_it_is_optional(client: Client) -> None:
    event = make_congress()
    make_questions(event)
    page = open_form(client, event, "en")
    label = page.tree.xpath("//label[@for='contact-question_kennis']")[0].text_content()
    assert " ".join(label.split()) == "What do you want to learn? (not required)"


def test_a_question_is_found_by_the_empty_card_of_one_more_person(client: Client) -> None:
    event = make_congress()
    make_question(event, "functie", is_required=True)
    page = open_form(client, event)
    assert page.tree.xpath("//template//*[@name='participants-__n__-question_functie']")
    assert page.tree.xpath("//*[@name='participants-1-question_functie']")


def test_an_event_without_questions_asks_none(client: Client) -> None:
    assert not open_form(client, make_congress()).tree.xpath("//*[@data-question]")
    assert not Question.objects.exists()
