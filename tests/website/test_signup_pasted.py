"""A pasted list in the sign-up form, without a script."""

from __future__ import annotations

import pytest
from django.test import Client

from registrations.models import Participant
from tests.making import make_congress
from tests.website.forms import CONTACT, FATIMA, JAN, nothing_is_stored, rows, send

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("noon")]

LIST = "Berg, Pieter van den <p.vandenberg@w.example>; Jan de Vries <j.devries@w.example>\r\n"


def test_a_list_that_is_understood_is_registered_at_once(client: Client) -> None:
    page = send(
        client, make_congress(), {**CONTACT, "participants_text": f"{LIST}Fatima el Amrani\tf@w.example"}
    )
    assert page.status == 303
    people = Participant.objects.order_by("id").values_list("given_name", "prefix", "surname", "email")
    assert list(people) == [
        ("Pieter", "van den", "Berg", "p.vandenberg@w.example"),
        ("Jan", "de", "Vries", "j.devries@w.example"),
        ("Fatima", "el", "Amrani", "f@w.example"),
    ]


def test_what_is_not_understood_stays_in_the_box_and_the_rest_becomes_rows(client: Client) -> None:
    event = make_congress()
    page = send(client, event, {**CONTACT, "participants_text": f"{LIST}??? 12\r\njan@"})
    assert (page.status, page.errors) == (422, [("participants_text", "invalid")])
    assert str(page.values["participants_text"]).split() == ["???", "12", "jan@"]
    assert page.values["participants-0-name"] == "Pieter van den Berg"
    assert page.values["participants-1-email"] == "j.devries@w.example"
    assert "jan@: dit e-mailadres is niet volledig" in page.text
    assert "2 deelnemers herkend. Controleer de namen hieronder." in page.text
    assert nothing_is_stored()
    assert send(client, event, {"participants_text": ""}, page).status == 303
    assert Participant.objects.count() == 2


def test_a_guessed_name_is_asked_about_once(client: Client) -> None:
    event = make_congress()
    page = send(client, event, {**CONTACT, "participants_text": "y.yilmaz@w.example"})
    assert (page.status, page.errors) == (422, [("participants-0-name", "invalid")])
    assert page.values["participants-0-name"] == "Y. Yilmaz"
    assert send(client, event, {}, page).status == 303
    assert Participant.objects.get().name == "Y. Yilmaz"


def test_an_address_that_names_nobody_asks_for_the_name(client: Client) -> None:
    page = send(client, make_congress(), {**CONTACT, "participants_text": "info@w.example"})
    assert (page.status, page.errors) == (422, [("participants-0-name", "required")])
    assert page.values["participants-0-email"] == "info@w.example"


def test_the_list_comes_after_the_rows_and_who_is_in_both_comes_once(client: Client) -> None:
    text = "Jan de Vries <J.deVries@westerkoog.example>\nIne Smit <i.smit@w.example>"
    page = send(client, make_congress(), {**CONTACT, **rows(JAN, {}, FATIMA), "participants_text": text})
    assert page.status == 303
    names = Participant.objects.order_by("id").values_list("name", flat=True)
    assert list(names) == ["Jan de Vries", "Ine Smit", "Fatima el Amrani"]


def test_who_does_not_fit_stays_in_the_box_and_the_way_to_import_is_named(client: Client) -> None:
    event = make_congress()
    text = "\n".join(
        f"Jan Bos{'abcdefghij'[n // 10]}{'abcdefghij'[n % 10]} <jan{n}@w.example>" for n in range(52)
    )
    page = send(client, event, {**CONTACT, "participants_text": text})
    assert (page.status, page.errors) == (422, [("participants_text", "over_limit")])
    assert "jan50@w.example" in str(page.values["participants_text"])
    assert "jan51@w.example" in str(page.values["participants_text"])
    assert page.values["participants-49-email"] == "jan49@w.example"
    assert nothing_is_stored()


@pytest.mark.parametrize("text", ["\x00\ud7ff\u2028@", "@" * 50_000, "<" * 10_000, "a\tb\n" * 500])
def test_no_text_is_a_server_error(client: Client, text: str) -> None:
    assert send(client, make_congress(), {**CONTACT, "participants_text": text}).status in (303, 422)
