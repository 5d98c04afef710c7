"""What the contact sees behind their secret link, and nobody else."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from flows.invoice_documents import make_documents
from flows.signup import sign_up
from payments.models import Allocation, Invoice, InvoiceDocument, Payment
from registrations.basket import Bill
from registrations.models import Registration
from tests.making import (
    NOON,
    make_basket,
    make_bill,
    make_branchedag,
    make_congress,
    make_leergang,
    make_person,
    make_steps,
)
from tests.website.forms import Page

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("noon")]


def path_of(registration: Registration) -> str:
    return f"/aanmelding/{registration.reference}/{registration.secret}/"


def show(client: Client, registration: Registration) -> Page:
    return Page(client.get(path_of(registration)))


def sign_up_three(bill: Bill | None = None) -> Registration:
    event = make_congress(price="495.00", rounds=1)
    make_steps(event)
    rounds = {"ronde-1": "ronde-1-a"}
    people = [make_person(name, rounds=rounds) for name in ("Jan de Vries", "Fatima el Amrani", "Piet Bos")]
    return sign_up(event, make_basket(event, people, bill=bill), NOON)


def test_the_contact_sees_all_of_it(client: Client) -> None:
    registration = sign_up_three(bill=make_bill(order_number="INK-7"))
    noise = sign_up(make_congress(), make_basket(people=[make_person("Ruis van Elders")]), NOON)
    page = show(client, registration)
    assert page.status == 200
    for said in (
        "Uw aanmelding is bevestigd",
        "Drie deelnemers van Gemeente Westerkoog",
        registration.reference,
        "Jan de Vries",
        "Fatima el Amrani",
        "Piet Bos",
        "Sessie 1A",
        "do 11 mrt, 11.15–12.30 uur",
        "3 × Deelname, à € 495,00 excl. btw",
        "€ 1.796,85",
        Invoice.objects.get().number,
        "openstaand",
        "25 december 2026",
        "INK-7",
        "voor € 35,00 excl. btw (€ 42,35) per persoon",
    ):
        assert said in page.text, said
    assert "facturen@westerkoog.example" not in page.text  # its file is not made yet, so nothing was sent
    assert "Ruis van Elders" not in page.text
    assert noise.reference not in page.text


def test_a_changed_secret_or_anothers_opens_nothing(client: Client) -> None:
    registration, other = (sign_up(make_congress(), make_basket(), NOON) for _ in range(2))
    participant = registration.participants.get()
    for secret in (
        registration.secret[:-1],
        f"{registration.secret}x",
        registration.secret.swapcase(),
        other.secret,
        participant.secret,
        participant.agenda_secret,
    ):
        assert client.get(f"/aanmelding/{registration.reference}/{secret}/").status_code == 404
    assert client.get(f"/aanmelding/{other.reference}/{registration.secret}/").status_code == 404


def test_no_cache_keeps_it_and_no_search_engine_shows_it(client: Client) -> None:
    registration = sign_up(make_congress(), make_basket(), NOON)
    answer = client.get(path_of(registration))
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert client.post(path_of(registration)).status_code == 405
    assert client.head(path_of(registration)).status_code == 200


def test_the_invoice_is_the_bytes_that_were_stored(client: Client) -> None:
    registration, other = sign_up_three(), sign_up_three()
    waiting = show(client, registration)
    assert "De pdf wordt gemaakt" in waiting.text
    assert not waiting.tree.xpath("//a[contains(@href, '/factuur/')]")
    invoice = Invoice.objects.get(registration=registration)
    make_documents(str(invoice.pk))
    pdf, ubl = show(client, registration).tree.xpath("//a[contains(@href, '/factuur/')]/@href")
    for path, file_format, media in ((pdf, "pdf", "application/pdf"), (ubl, "ubl", "application/xml")):
        answer = client.get(path)
        assert answer.content == bytes(
            InvoiceDocument.objects.get(invoice=invoice, format=file_format).content
        )
        assert answer.headers["Content-Type"] == media
        assert answer.headers["Cache-Control"] == "private, no-store"
    assert client.get(pdf.replace(path_of(registration), path_of(other))).status_code == 404
    assert client.get(pdf.replace(registration.secret, other.secret)).status_code == 404
    assert client.get(pdf.replace(".pdf", ".exe")).status_code == 404


def test_a_paid_invoice_says_so(client: Client) -> None:
    registration = sign_up_three()
    invoice = Invoice.objects.get()
    payment = Payment.objects.create(
        organisation=invoice.organisation,
        invoice=invoice,
        method="bank",
        state="succeeded",
        amount=invoice.payable,
        received_on=NOON.date(),
        created_at=NOON,
    )
    Allocation.objects.create(payment=payment, invoice=invoice, amount=invoice.payable, created_at=NOON)
    page = show(client, registration)
    assert "betaald" in page.text
    assert "openstaand" not in page.text


def test_a_free_sign_up_shows_no_money_and_the_calendar_at_once(client: Client) -> None:
    registration = sign_up(make_congress(), make_basket(people=0, contact_attends=True), NOON)
    page = show(client, registration)
    participant = registration.participants.get()
    assert "€" not in page.text
    assert "Factuur" not in page.text
    assert page.tree.xpath("//a[contains(@href, '/agenda/')]/@href") == [
        f"http://127.0.0.1:8000/agenda/{participant.agenda_secret}.ics",
        f"webcal://127.0.0.1:8000/agenda/{participant.agenda_secret}.ics",
    ]
    assert "U ontvangt de bevestiging per e-mail." in page.text


def test_while_the_number_follows_the_page_says_what_the_invoice_waits_for(client: Client) -> None:
    registration = sign_up_three(bill=make_bill(number_follows=True))
    assert (
        "De factuur volgt zodra we uw inkoopordernummer hebben, en uiterlijk op"
        in show(client, registration).text
    )


def test_a_stand_is_named_with_its_number(client: Client) -> None:
    event = make_branchedag(stands=12)
    registration = sign_up(event, make_basket(event, stand=12), NOON)
    assert "Stand 12: Stand klein" in show(client, registration).text


def test_a_course_shows_its_meetings_and_no_vat(client: Client) -> None:
    event = make_leergang()
    page = show(client, sign_up(event, make_basket(event), NOON))
    assert "do 8 apr, 9.30–17.00 uur Thema 4" in page.text
    assert "Totaal, btw-vrijgesteld € 1.950,00" in page.text


def test_a_cancelled_registration_is_not_called_confirmed(client: Client) -> None:
    registration = sign_up(make_congress(), make_basket(), NOON)
    Registration.objects.update(state=Registration.State.CANCELLED, ended_at=NOON)
    page = show(client, registration)
    assert "Uw aanmelding is geannuleerd" in page.text
    assert "bevestigd" not in page.text


def test_in_english_it_stands_at_its_own_address(client: Client) -> None:
    registration = sign_up(make_congress(title_en="Power of networks"), make_basket(), NOON)
    page = Page(client.get(path_of(registration).replace("/aanmelding/", "/en/registration/")))
    assert page.tree.get("lang") == "en"
    assert "Your registration is confirmed" in page.text
    assert page.tree.xpath("//a[@hreflang='nl']/@href") == [path_of(registration)]


def test_the_number_of_statements_does_not_grow_with_the_people(client: Client) -> None:
    counted = []
    for people in (1, 20):
        event = make_congress(rounds=1)
        basket = make_basket(event, people, rounds={"ronde-1": "ronde-1-a"})
        registration = sign_up(event, basket, NOON)
        with CaptureQueriesContext(connection) as asked:
            show(client, registration)
        counted.append(len(asked))
    assert counted == [5, 5]
