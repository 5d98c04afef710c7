"""What a participant sees behind their own link and in their calendar: themselves, nobody else."""

from __future__ import annotations

import pytest
from django.test import Client

from flows.signup import sign_up
from registrations.models import Participant, Registration
from tests.making import NOON, make_basket, make_congress, make_person
from tests.website.forms import Page

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("noon")]


def sign_up_two() -> tuple[Registration, Participant, Participant]:
    event = make_congress(price="495.00", rounds=1)
    people = [
        make_person("Jan de Vries", rounds={"ronde-1": "ronde-1-a"}, organisation="Bureau Jan"),
        make_person("Fatima el Amrani", rounds={"ronde-1": "ronde-1-b"}, organisation="Bureau Fatima"),
    ]
    registration = sign_up(event, make_basket(event, people), NOON)
    jan, fatima = registration.participants.order_by("position")
    return registration, jan, fatima


def test_a_participant_sees_themselves_alone(client: Client) -> None:
    registration, jan, fatima = sign_up_two()
    answer = client.get(f"/deelname/{jan.secret}/")
    page = Page(answer)
    for said in ("U bent aangemeld", "Jan de Vries", "Sessie 1A", "Kracht van netwerken", "De Graansilo"):
        assert said in page.text, said
    everything = answer.content.decode()
    for hidden in (
        "Fatima",
        fatima.email,
        "Sessie 1B",
        "Marjolein",
        registration.contact_email,
        registration.reference,
        registration.secret,
        fatima.secret,
        "€",
        "factuur",
        "Westerkoog",
    ):
        assert hidden not in everything.replace(jan.email, ""), hidden
    assert f"/agenda/{jan.agenda_secret}.ics" in everything


@pytest.mark.parametrize("change", [lambda s: s[:-1], lambda s: f"{s}x", str.swapcase])
def test_a_changed_secret_opens_nothing(client: Client, change: object) -> None:
    _registration, jan, _fatima = sign_up_two()
    assert callable(change)
    assert client.get(f"/deelname/{change(jan.secret)}/").status_code == 404
    assert client.get(f"/agenda/{change(jan.agenda_secret)}.ics").status_code == 404


def test_no_secret_opens_what_another_is_for(client: Client) -> None:
    registration, jan, _fatima = sign_up_two()
    assert client.get(f"/deelname/{registration.secret}/").status_code == 404
    assert client.get(f"/deelname/{jan.agenda_secret}/").status_code == 404
    assert client.get(f"/agenda/{jan.secret}.ics").status_code == 404


def test_no_cache_keeps_it_and_no_search_engine_shows_it(client: Client) -> None:
    _registration, jan, _fatima = sign_up_two()
    answer = client.get(f"/deelname/{jan.secret}/")
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"


def test_who_left_is_told_so(client: Client) -> None:
    _registration, jan, _fatima = sign_up_two()
    Participant.objects.filter(pk=jan.pk).update(ended_at=NOON)
    page = Page(client.get(f"/deelname/{jan.secret}/"))
    assert "geannuleerd" in page.text
    assert "U bent aangemeld" not in page.text


def test_the_calendar_holds_what_was_chosen_and_answers_304_while_nothing_changes(client: Client) -> None:
    _registration, jan, _fatima = sign_up_two()
    path = f"/agenda/{jan.agenda_secret}.ics"
    answer = client.get(path)
    text = answer.content.decode()
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert "Sessie 1A" in text
    assert "Sessie 1B" not in text
    assert "Fatima" not in text
    again = client.get(path, headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert client.get(path, headers={"If-None-Match": '"other"'}).status_code == 200
    assert client.head(path).status_code == 200
