"""What the form asks and says for each event: closed, with stands, with meetings, with je, in English."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.template.loader import get_template
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from events.kinds import KINDS
from events.models import Event, TicketType
from lib import clock
from registrations.models import Line, Participant, Registration, SeatPool
from tests.at_once import at_once
from tests.making import NOON, make_branchedag, make_congress, make_leergang, make_steps
from tests.website.forms import (
    CONTACT,
    FATIMA,
    JAN,
    PAYING,
    nothing_is_stored,
    open_form,
    rows,
    send,
    signup_path,
)
from website.forms.parts import PARTS

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("noon")]


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"is_closed": True}, "Aanmelden voor dit evenement is gesloten."),
        ({"sign_up_closes_at": NOON}, "Aanmelden voor dit evenement is gesloten."),
        ({"sign_up_opens_at": NOON + timedelta(days=1)}, "Aanmelden kan vanaf donderdag 26 november 2026"),
        ({"status": Event.Status.CANCELLED}, "Dit evenement is geannuleerd."),
    ],
)
def test_a_closed_event_shows_its_form_shut_and_refuses_one_that_was_open(
    client: Client, fields: dict[str, object], sentence: str
) -> None:
    event = make_congress(price="100.00", rounds=1)
    before = open_form(client, event)
    Event.objects.filter(pk=event.pk).update(**fields)
    shut = open_form(client, event)
    assert (shut.status, [name for name, value in shut.values.items() if name.startswith("contact")]) == (
        200,
        [],
    )
    assert sentence in shut.text
    page = send(client, event, CONTACT, before)
    assert (page.status, page.errors) == (409, [("__all__", "closed")])
    assert nothing_is_stored()


def test_drafts_and_other_kinds_addresses_are_not_found(client: Client) -> None:
    event = make_congress()
    assert client.get(f"/leergangen/{event.slug}/aanmelden/").status_code == 404
    assert client.get(f"/congresses/{event.slug}/aanmelden/").status_code == 404
    assert client.get(f"/en/congresses/{event.slug}/register/").status_code == 200
    Event.objects.update(status=Event.Status.DRAFT)
    assert client.get(signup_path(event)).status_code == 404
    assert client.post(signup_path(event), CONTACT).status_code == 404


def test_a_stand_with_two_to_staff_it_is_for_one_company(client: Client) -> None:
    event = make_branchedag(stands=3)
    form, late = open_form(client, event), open_form(client, event)
    assert form.choices("stand") == {"": True, "1": True, "2": True, "3": True}
    typed = CONTACT | PAYING | {"stand": "2"} | rows(JAN, FATIMA)
    assert send(client, event, typed, form).status == 303
    assert list(Participant.objects.values_list("ticket_type__slug", flat=True)) == ["standhouder"] * 2
    assert open_form(client, event).choices("stand") == {"": True, "1": True, "2": False, "3": True}
    others = rows({"name": "Els", "email": "els@x.example"}, {"name": "Tom", "email": ""})
    page = send(client, event, typed | others, late)
    assert (page.status, page.errors) == (409, [("stand", "full")])
    assert page.lost() == []
    three = rows(*({"name": f"Nummer {n}"} for n in range(3)))
    crowd = send(client, event, CONTACT | PAYING | {"stand": "3"} | three)
    assert (crowd.status, crowd.errors) == (422, [("participants-TOTAL_FORMS", "over_limit")])


def test_of_two_who_take_a_stand_at_once_one_gets_it(client: Client) -> None:
    event = make_branchedag(stands=1)
    forms = [open_form(client, event) for _ in range(2)]
    typed = CONTACT | PAYING | {"stand": "1"}

    def take(number: int) -> int:
        with clock.at(NOON):
            who = {"contact-name": f"Nummer {number}", "contact-email": f"n{number}@x.example"}
            return send(Client(), event, typed | who, forms[number]).status

    assert sorted(at_once(2, take)) == [303, 409]
    assert Line.objects.filter(stand__number=1).count() == 1


def test_a_course_lists_its_meetings_and_pays_no_vat(client: Client) -> None:
    event = make_leergang()
    form = open_form(client, event)
    assert "U meldt zich aan voor alle zes bijeenkomsten." in form.text
    assert "do 11 feb, 9.30–17.00 uur" in form.text
    assert "€ 1.950,00, btw-vrijgesteld" in form.text
    assert send(client, event, CONTACT | PAYING, form).status == 303
    assert Participant.objects.get().attendings.count() == 6


def test_cancelling_is_told_before_one_signs_up(client: Client) -> None:
    event = make_congress(price="495.00")
    make_steps(event)
    assert (
        "Annuleren kan tot en met donderdag 25 februari, 23.59 uur, voor € 35,00 excl. btw (€ 42,35) "
        "per persoon; daarna betaalt u het volledige bedrag."
    ) in open_form(client, event).text


def test_another_row_without_a_script_loses_nothing_and_stores_nothing(client: Client) -> None:
    event = make_congress()
    page = send(client, event, CONTACT | rows(JAN, FATIMA) | {"add": "1"})
    assert (page.status, page.errors) == (200, [])
    assert page.values["participants-TOTAL_FORMS"] == "3"
    assert page.lost("participants-TOTAL_FORMS", "add") == []
    assert nothing_is_stored()


def test_the_page_says_je_where_the_event_does(client: Client) -> None:
    event = make_congress(form_of_address="je")
    form = open_form(client, event)
    assert "Je naam" in form.text
    assert form.tree.get("lang") == "nl"
    assert send(client, event, CONTACT | {"contact-name": ""}, form).tree.xpath(
        "//a[text()='Vul je naam in.']"
    )


def test_in_english_all_of_it_is_english(client: Client) -> None:
    event = make_congress(price="495.00", title_en="Power of networks")
    form = open_form(client, event, "en")
    assert form.button == "Register with obligation to pay"
    assert "€ 495.00 excl. VAT (€ 598.95 incl. VAT)" in form.text
    assert "Power of networks" in form.text
    sent = {**form.values, **CONTACT, **PAYING}
    answer = client.post(signup_path(event, "en"), sent)
    registration = Registration.objects.get()
    assert answer.headers["Location"] == f"/en/registration/{registration.reference}/{registration.secret}/"
    assert registration.language == "en"


def test_the_redirect_to_where_one_pays_is_allowed(client: Client) -> None:
    policy = client.get(signup_path(make_congress())).headers["Content-Security-Policy"]
    assert "form-action 'self' https://checkout.stripe.com" in policy


def test_a_form_without_the_token_is_refused() -> None:
    event = make_congress()
    strict = Client(enforce_csrf_checks=True)
    form = open_form(strict, event)
    assert send(strict, event, CONTACT | {"csrfmiddlewaretoken": None}, form).status == 403
    assert send(strict, event, CONTACT, form).status == 303


def test_each_part_that_a_kind_names_has_a_template() -> None:
    events = [make_congress(rounds=1), make_leergang(), make_branchedag()]
    named = {part for event in events for part in event.behaviour.form_parts(event)}
    assert {event.kind for event in events} == set(KINDS)
    assert named == set(PARTS)
    assert all(get_template(part.template) for part in PARTS.values())


def test_an_extra_is_a_number_for_each_and_one_may_take_another(client: Client) -> None:
    event = make_congress(price="100.00")
    TicketType.objects.create(event=event, slug="diner", kind="addon", title="Diner", price=50, position=5)
    typed = CONTACT | PAYING | {"all-addon_diner": "1"} | rows(JAN, FATIMA | {"addon_diner": "2"})
    page = send(client, event, typed | {"accept_terms": None})
    assert "3 × Diner, à € 50,00 excl. btw € 150,00" in page.text
    assert page.lost() == []
    assert send(client, event, {"accept_terms": "on"}, page).status == 303
    sold = Line.objects.filter(ticket_type__slug="diner").values_list("participant__name", flat=True)
    assert sorted(sold) == ["Fatima el Amrani", "Fatima el Amrani", "Jan de Vries"]


def test_where_something_free_can_be_chosen_the_button_promises_no_more_than_is_so(client: Client) -> None:
    event = make_branchedag(stands=2)
    form = open_form(client, event)
    assert form.button == "Aanmelden, met betalingsverplichting voor wat niet kosteloos is"
    assert form.tree.xpath("//*[@id='signup-button']/@data-precise") == ["Aanmelden"]
    page = send(client, event, CONTACT | PAYING | {"stand": "1", "accept_terms": None} | rows(JAN, FATIMA))
    assert page.tree.xpath("//*[@id='signup-button']/@data-precise") == [
        "2 deelnemers aanmelden met betalingsverplichting"
    ]


def test_price_and_places_follow_as_one_types_and_nothing_is_stored(client: Client) -> None:
    event = make_congress(price="495.00", rounds=1, round_seats=1)
    values = open_form(client, event).values | CONTACT | rows(JAN, FATIMA) | {"contact-email": "half@"}
    answer = client.post(reverse("signup_price", args=[event.kind, event.slug]), values)
    said = " ".join(answer.content.decode().replace("\xa0", " ").split())
    assert answer.status_code == 200
    assert "€ 1.197,90" in said
    assert "2 deelnemers aanmelden met betalingsverplichting" in said
    assert 'id="places-ronde-1-a" hx-swap-oob="true"' in said
    assert "nog 1 plaats: te weinig voor twee deelnemers" in said
    assert not Registration.objects.exists()
    assert client.get(reverse("signup_price", args=[event.kind, event.slug])).status_code == 405


def test_places_are_told_as_the_event_says(client: Client) -> None:
    event = make_congress(rounds=1, round_seats=30, places_shown="never")
    assert "30 plaatsen" not in open_form(client, event).text
    Event.objects.update(places_shown="always")
    assert "nog 30 plaatsen" in open_form(client, event).text
    SeatPool.objects.filter(session__isnull=False).update(taken=30)
    Event.objects.update(places_shown="never")
    assert open_form(client, event).choices("all-round_ronde-1") == {"ronde-1-a": False, "ronde-1-b": False}


def test_one_free_sign_up_asks_little_of_the_database(client: Client) -> None:
    event = make_congress()
    form = open_form(client, event)
    with CaptureQueriesContext(connection) as opening:
        client.get(signup_path(event))
    with CaptureQueriesContext(connection) as sending:
        page = send(client, event, CONTACT, form)
    with CaptureQueriesContext(connection) as following:
        client.get(page.location)
    counted = [statements(asked) for asked in (opening, sending, following)]
    assert [most for most, asked in zip((6, 21, 5), counted, strict=True) if asked > most] == []


def statements(asked: CaptureQueriesContext) -> int:
    around = ("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE", "SET")
    return sum(not query["sql"].startswith(around) for query in asked)
