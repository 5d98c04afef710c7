"""Who lost the link gets it by mail; who asks for somebody else's hears nothing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from flows.signup import sign_up
from jobs import runner
from jobs.models import Job
from lib import clock
from notifications.models import Message
from tests.making import NOON, make_basket, make_congress, make_person
from tests.website.forms import Page

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("noon", "no_mail_server")]

CONTACT, JAN = "m.visser@westerkoog.example", "jan.de.vries@westerkoog.example"


@pytest.fixture
def no_mail_server(settings: Any) -> Iterator[None]:
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    return iter([None])


def ask(client: Client, address: str, path: str = "/mijn-aanmelding/") -> Page:
    return Page(client.post(path, {"email": address}, follow=True))


def mails_to(address: str) -> list[Message]:
    runner.run_due()
    return list(Message.objects.filter(kind="link_lost", to_address=address))


def test_a_known_and_an_unknown_address_get_the_same_answer(client: Client) -> None:
    sign_up(make_congress(), make_basket(), NOON)
    known, unknown = ask(client, CONTACT), ask(client, "nooit@gezien.example")
    assert known.text == unknown.text
    assert "Zijn er aanmeldingen met dit adres" in known.text
    assert CONTACT not in known.response.content.decode()
    assert len(mails_to(CONTACT)) == 1
    assert mails_to("nooit@gezien.example") == []


def test_the_contact_gets_their_page_and_a_participant_their_own(client: Client) -> None:
    registration = sign_up(make_congress(), make_basket(people=[make_person("Jan de Vries")]), NOON)
    noise = sign_up(make_congress(), make_basket(people=[make_person("Ruis van Elders")]), NOON)
    jan = registration.participants.get()
    ask(client, CONTACT.upper())
    ask(client, JAN)
    (to_contact,), (to_jan,) = mails_to(CONTACT), mails_to(JAN)
    assert f"/aanmelding/{registration.reference}/{registration.secret}/" in to_contact.text
    assert f"/aanmelding/{noise.reference}/{noise.secret}/" in to_contact.text  # the same contact
    assert f"/deelname/{jan.secret}/" in to_jan.text
    assert registration.secret not in to_jan.text
    assert noise.participants.get().secret not in to_jan.text


def test_one_address_gets_one_mail_in_ten_minutes(client: Client) -> None:
    sign_up(make_congress(), make_basket(), NOON)
    for minutes in (0, 1, 9):
        with clock.at(NOON + timedelta(minutes=minutes)):
            ask(client, CONTACT)
    assert len(mails_to(CONTACT)) == 1
    with clock.at(NOON + timedelta(minutes=11)):
        ask(client, CONTACT)
        assert len(mails_to(CONTACT)) == 2


def test_the_job_and_its_key_hold_no_address(client: Client) -> None:
    sign_up(make_congress(), make_basket(), NOON)
    ask(client, CONTACT)
    job = Job.objects.get(name="link_lost")
    assert "@" not in job.subject + job.key


@pytest.mark.parametrize("typed", ["", "visser", "a@b", "twee@x.example, drie@x.example", "a\x00@x.example"])
def test_what_is_no_address_is_said_and_nothing_is_done(client: Client, typed: str) -> None:
    page = Page(client.post("/mijn-aanmelding/", {"email": typed}))
    assert (page.status, [field for field, _code in page.errors]) == (422, ["email"])
    assert not Job.objects.exists()


def test_an_event_of_long_ago_is_not_dug_up(client: Client) -> None:
    sign_up(make_congress(), make_basket(), NOON)
    with clock.at(NOON + timedelta(days=600)):
        ask(client, CONTACT)
        assert mails_to(CONTACT) == []


def test_in_english_it_stands_at_its_own_address(client: Client) -> None:
    page = ask(client, CONTACT, "/en/my-registration/")
    assert page.tree.get("lang") == "en"
    assert "If there are registrations with this address" in page.text
