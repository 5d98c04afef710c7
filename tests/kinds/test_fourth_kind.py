"""A fourth kind is one entry in KINDS: sign-up, invoice and invitation know it, and nothing is migrated."""

from __future__ import annotations

import io
from collections.abc import Iterator
from decimal import Decimal

import pytest
from django.core.management import call_command
from django.test import Client

from events.kinds import KINDS
from events.models import Event
from jobs import runner
from lib import clock
from payments.documents.store import document_bytes
from payments.models import Invoice
from registrations.models import Participant, Registration, SeatPool
from tests.calendar_mails import invitation_in, judge_mails, mails_of
from tests.kinds.excursion import EXCURSION, make_excursion
from tests.making import NOON
from tests.website.forms import CONTACT, PAYING, rows, send

pytestmark = pytest.mark.django_db(transaction=True)
ANNA = {"name": "Anna de Wit", "email": "a.dewit@westerkoog.example"}
PIETER = {"name": "Pieter Bos", "email": "p.bos@westerkoog.example"}
TYPED = {**CONTACT, **PAYING, **rows(ANNA, PIETER), "payment_method": "invoice"}


@pytest.fixture(autouse=True)
def fourth_kind(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setitem(KINDS, EXCURSION.name, EXCURSION)
    with clock.at(NOON):
        yield


def sign_up_two(event: Event) -> Registration:
    sent = send(Client(), event, TYPED)
    assert (sent.status, sent.errors) == (303, [])
    return Registration.objects.get()


def test_it_asks_for_no_migration() -> None:
    call_command("makemigrations", check=True, dry_run=True, stdout=io.StringIO())


def test_it_has_its_own_addresses_and_stands_among_the_others() -> None:
    event = make_excursion()
    for path in ("/", "/excursies/", "/excursies/langs-de-ijssel/", "/en/excursions/langs-de-ijssel/"):
        page = Client().get(path)
        assert page.status_code == 200, path
        assert event.title in page.content.decode()
    assert Client().get("/congressen/langs-de-ijssel/").status_code == 404


def test_people_sign_up_and_take_its_seats() -> None:
    registration = sign_up_two(make_excursion(seats=40))
    assert [p.name for p in Participant.objects.all()] == ["Anna de Wit", "Pieter Bos"]
    assert SeatPool.objects.get().taken == 2
    page = Client().get(f"/aanmelding/{registration.reference}/{registration.secret}/")
    assert "Pieter Bos" in page.content.decode()


def test_it_is_invoiced() -> None:
    registration = sign_up_two(make_excursion(price="85.00"))
    invoice = Invoice.objects.get(registration=registration)
    assert (invoice.payable, invoice.texts["event_title"]) == (Decimal("205.70"), "Langs de IJssel")
    runner.run_due(1)
    assert (document_bytes(f"{invoice.pk}:pdf") or b"").startswith(b"%PDF")


def test_who_comes_is_invited(tmp_path: object) -> None:
    registration = sign_up_two(make_excursion())
    (mail,) = mails_of(registration, "p.bos@westerkoog.example")
    entry = invitation_in(mail)
    assert (entry["begin"], entry["zone"]) == ("20270520T090000", "Europe/Amsterdam")
    assert entry["title"] == "Langs de IJssel"
    judge_mails([mail], tmp_path)  # type: ignore[arg-type]
