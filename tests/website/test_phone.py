"""Signing up by telephone: the form of the website with what an organiser gives."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from events.models import Event
from notifications.models import Message
from organisations.models import Membership
from payments.models import Invoice
from registrations.models import Line, Participant, Registration, SeatPool
from tests.making import make_basket, make_branchedag, make_congress
from tests.registered import make_registration
from tests.website.forms import CONTACT, JAN, PAYING, Page, nothing_is_stored, rows
from tests.workspace.members import browser_of, make_member, page_at, words_of

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("noon")]
AT_LESS = {"other_price": "100,00", "other_price_reason": "Spreker van vorig jaar"}


def organiser_of(event: Event) -> Client:
    return browser_of(make_member(event.organisation, Membership.Role.ORGANISER))


def phone_path(event: Event, language: str = "nl") -> str:
    with translation.override(language):
        return reverse("signup_by_phone", args=[event.kind, event.slug])


def open_phone(client: Client, event: Event, language: str = "nl") -> Page:
    return Page(client.get(phone_path(event, language)))


def send(client: Client, event: Event, typed: Mapping[str, Any]) -> Page:
    values = {**open_phone(client, event).values, **typed}
    return Page(client.post(phone_path(event), values), values)


def test_whoever_calls_stands_in_the_list_of_participants() -> None:
    event = make_congress(price="495.00")

    page = send(organiser_of(event), event, CONTACT | PAYING)

    registration = Registration.objects.get()
    assert page.status == 303
    assert page.response.headers["Location"] == (
        f"/beheer/{event.organisation.slug}/evenementen/{event.slug}/deelnemers/?q={registration.reference}"
    )
    assert (registration.source, registration.payment_method) == ("workspace", "invoice")
    assert Message.objects.filter(to_address=CONTACT["contact-email"]).exists()


def test_another_price_is_shown_with_its_reason_on_the_page_of_the_person() -> None:
    event = make_congress(price="495.00")
    browser = organiser_of(event)

    assert send(browser, event, CONTACT | PAYING | AT_LESS | {"mails": "none"}).status == 303

    assert Line.objects.get().amount == Decimal("100.00")
    assert Invoice.objects.get().payable == Decimal("121.00")
    assert not Message.objects.exists()
    person = Participant.objects.get()
    told = words_of(
        page_at(
            browser, f"/beheer/{event.organisation.slug}/evenementen/{event.slug}/deelnemers/{person.pk}/"
        )
    )
    assert "Spreker van vorig jaar" in told
    assert "Er is een andere prijs afgesproken. Er is niemand gemaild." in told


@pytest.mark.parametrize(
    ("typed", "errors"),
    [
        ({"other_price": "100"}, [("other_price_reason", "required")]),
        ({"other_price_reason": "Zomaar"}, [("other_price", "required")]),
        ({"other_price": "vijf", "other_price_reason": "Gast"}, [("other_price", "invalid")]),
        ({"other_price": "-1", "other_price_reason": "Gast"}, [("other_price", "invalid")]),
        ({"other_price": "495,01", "other_price_reason": "Gast"}, [("other_price", "invalid")]),
        ({"other_price": "1", "other_price_reason": "x" * 201}, [("other_price_reason", "invalid")]),
        ({"mails": "iedereen"}, [("mails", "invalid")]),
        ({"payment_method": "online"}, [("payment_method", "invalid")]),
    ],
)
def test_what_is_wrong_with_a_favour_is_said_and_nothing_typed_is_lost(
    typed: dict[str, str], errors: list[tuple[str, str]]
) -> None:
    event = make_congress(price="495.00")

    page = send(organiser_of(event), event, CONTACT | PAYING | typed)

    assert page.status == 422
    assert [error for error in page.errors if error[0] in dict(errors)] == errors
    assert page.lost("mails", "payment_method", "billing-postcode", "other_price_reason") == []
    assert nothing_is_stored()


def test_full_is_said_first_and_one_more_is_let_in() -> None:
    event = make_congress(seats=1, rounds=1, round_seats=1)
    make_registration(event, make_basket(event, 1, rounds={"ronde-1": "ronde-1-a"}))
    browser = organiser_of(event)
    form = open_phone(browser, event)
    assert "Alle plaatsen zijn bezet" in form.text
    assert form.choices("all-round_ronde-1") == {"ronde-1-a": True, "ronde-1-b": True}
    typed = CONTACT | {"all-round_ronde-1": "ronde-1-a"}

    assert send(browser, event, typed).status == 409
    assert send(browser, event, typed | {"one_more": "on"}).status == 303

    assert list(SeatPool.objects.order_by("id").values_list("capacity", "taken")) == [(2, 2), (2, 2), (1, 0)]


def test_what_is_closed_for_visitors_says_so_and_is_open_here() -> None:
    event = make_congress(is_closed=True)
    browser = organiser_of(event)

    assert (
        "Bezoekers kunnen zich nu niet aanmelden. Per telefoon kunt u dat nog wel doen."
        in open_phone(browser, event).text
    )
    assert send(browser, event, CONTACT).status == 303


def test_a_visitor_gives_themselves_nothing(client: Client) -> None:
    event = make_congress(price="495.00", seats=0)
    address = phone_path(event).removesuffix("telefonisch/")
    typed = {**Page(client.get(address)).values, **CONTACT, **PAYING, **AT_LESS, "one_more": "on"}

    assert client.post(address, typed).status_code == 409
    assert not Registration.objects.exists()


def test_the_same_form_sent_twice_is_one_sign_up() -> None:
    event = make_congress(price="495.00")
    browser = organiser_of(event)
    values = {**open_phone(browser, event).values, **CONTACT, **PAYING, **AT_LESS}

    first, again = (browser.post(phone_path(event), values) for _ in range(2))
    other = Page(browser.post(phone_path(event), values | {"other_price": "90"}))

    assert first.headers["Location"] == again.headers["Location"]
    assert (other.status, other.errors) == (409, [("submission_key", "already_registered")])
    assert Registration.objects.count() == 1


def test_what_it_costs_follows_as_it_is_typed_and_stores_nothing() -> None:
    event = make_congress(price="495.00")
    browser = organiser_of(event)
    values = {**open_phone(browser, event).values, **CONTACT, **AT_LESS, **rows(JAN)}

    live = browser.post(phone_path(event), values, headers={"HX-Request": "true"}).content.decode()

    assert "121,00" in live
    assert "Spreker van vorig jaar" in live
    assert nothing_is_stored()


def test_a_stand_has_another_price_of_its_own() -> None:
    event = make_branchedag(price="695.00")
    form = open_phone(organiser_of(event), event)
    assert "Andere prijs per deelnemer, of voor de stand" in form.text

    page = send(organiser_of(event), event, CONTACT | PAYING | AT_LESS | {"stand": "3"})

    assert page.status == 303
    assert Line.objects.get(stand__number=3).amount == Decimal("100.00")


def test_it_is_there_in_english_and_speaks_as_the_event_does() -> None:
    event = make_congress(price="495.00", is_closed=True, form_of_address="je")
    browser = organiser_of(event)

    assert phone_path(event, "en") == f"/en/congresses/{event.slug}/register/by-telephone/"
    english = open_phone(browser, event, "en")
    assert "Register by telephone" in english.text
    assert english.button == "Register"
    assert "Per telefoon kun je dat nog wel doen." in open_phone(browser, event).text


def test_the_workspace_leads_to_it_as_long_as_the_event_is_not_over() -> None:
    event = make_congress()
    browser = organiser_of(event)
    pages = [
        f"/beheer/{event.organisation.slug}/evenementen/{event.slug}/{rest}" for rest in ("", "deelnemers/")
    ]
    for address in pages:
        assert page_at(browser, address).xpath(f"//a[@href='{phone_path(event)}']"), address
    desk = browser_of(make_member(event.organisation, Membership.Role.FRONTDESK))
    Event.objects.filter(pk=event.pk).update(status=Event.Status.CANCELLED)
    for address in pages:
        assert not page_at(browser, address).xpath(f"//a[@href='{phone_path(event)}']"), address
        assert not page_at(desk, address).xpath(f"//a[@href='{phone_path(event)}']"), address
