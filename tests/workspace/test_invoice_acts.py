"""What finance does with an invoice: shown first, done once, never more than is left."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from lxml import html

from flows.invoice_documents import make_documents
from lib import clock
from notifications.models import Message
from organisations.models import Customer, Organisation, Trail
from payments.balances import balance_of
from payments.models import Allocation, Invoice, InvoiceDocument, Payment, Refund
from registrations.models import Participant
from tests.invoiced import credit_all, make_customer, make_loose, make_loose_line, pay
from tests.making import NOON, make_basket, make_congress, make_organisation, make_person
from tests.registered import make_registration
from tests.workspace.members import Role, browser_of, make_member, page_at, words_of

pytestmark = pytest.mark.django_db(transaction=True)


def address(invoice: Invoice, act: str = "") -> str:
    return f"/beheer/{invoice.organisation.slug}/facturen/{invoice.number}/{act}"


def finance(organisation: Organisation) -> Client:
    return browser_of(make_member(organisation, Role.FINANCE))


def open_page(invoice: Invoice, act: str = "") -> Any:
    with clock.at(NOON):
        return page_at(finance(invoice.organisation), address(invoice, act))


def do(invoice: Invoice, act: str, **values: Any) -> Any:
    with clock.at(NOON):
        return finance(invoice.organisation).post(address(invoice, act), {"confirm": "on", **values})


def make_pair() -> Invoice:
    """Anna and Pieter at € 100.00 each, one invoice of € 242.00."""
    event = make_congress(price="100.00")
    people = [make_person("Anna de Wit"), make_person("Pieter van den Berg")]
    return make_registration(event, make_basket(event, people)).invoices.get()


def boxes(page: Any) -> dict[str, str]:
    """Value by the words of its row."""
    rows = page.xpath("//tr[.//input[@name='lines']]")
    return {" ".join(" ".join(row.itertext()).split()): row.xpath(".//@value")[0] for row in rows}


def test_money_by_bank_is_noted_in_parts_until_it_is_paid() -> None:
    invoice = make_pair()
    assert do(invoice, "betaald/", amount="42.00", date="2026-11-24").status_code == 303
    assert balance_of(invoice).open == Decimal("200.00")
    assert do(invoice, "betaald/", amount="200,00", date="25-11-2026").status_code == 303
    payments = Payment.objects.order_by("id").values_list("method", "state", "amount", "received_on")
    assert [(m, s, str(a), str(d)) for m, s, a, d in payments] == [
        ("bank", "succeeded", "42.00", "2026-11-24"),
        ("bank", "succeeded", "200.00", "2026-11-25"),
    ]
    assert balance_of(invoice).open == 0
    assert "betaald" in words_of(open_page(invoice))


@pytest.mark.parametrize(
    ("values", "status"),
    [
        ({"amount": "242.01", "date": "2026-11-25"}, 422),
        ({"amount": "0", "date": "2026-11-25"}, 422),
        ({"amount": "-5", "date": "2026-11-25"}, 422),
        ({"amount": "veel", "date": "2026-11-25"}, 422),
        ({"amount": "1e3", "date": "2026-11-25"}, 422),
        ({"amount": "242.00", "date": "2026-11-26"}, 422),
        ({"amount": "242.00", "date": "ooit"}, 422),
        ({"amount": "242.00"}, 422),
        ({"amount": "242.00", "date": "2026-11-25", "confirm": ""}, 422),
        ({"amount": "242.00", "date": "2026-11-25", "seen": "121.00"}, 409),
    ],
)
def test_what_cannot_be_noted_is_refused_with_the_form_and_stores_nothing(
    values: dict[str, str], status: int
) -> None:
    invoice = make_pair()
    answer = do(invoice, "betaald/", **values)
    assert answer.status_code == status
    assert 'name="amount"' in answer.content.decode()
    assert Payment.objects.count() == 0


def test_a_second_click_on_the_same_form_notes_nothing() -> None:
    invoice = make_pair()
    values = {"amount": "121.00", "date": "2026-11-25", "seen": "242.00"}
    assert [do(invoice, "betaald/", **values).status_code for _ in range(2)] == [303, 409]
    assert Payment.objects.count() == 1


def test_looking_at_an_act_changes_nothing() -> None:
    invoice = make_pair()
    pay(invoice, "242.00")
    before = [Model.objects.count() for Model in (Invoice, Payment, Allocation, Refund, Message, Trail)]
    for act in ("betaald/", "crediteren/", "terugbetalen/", "crediteren/?lines=p1"):
        open_page(invoice, act.partition("?")[0])
    assert [
        Model.objects.count() for Model in (Invoice, Payment, Allocation, Refund, Message, Trail)
    ] == before


def test_each_person_can_be_credited_and_stays_registered() -> None:
    invoice = make_pair()
    page = open_page(invoice, "crediteren/")
    assert list(boxes(page)) == [
        "Deelname Anna de Wit 100,00 excl. btw",
        "Deelname Pieter van den Berg 100,00 excl. btw",
    ]
    assert "242,00" in words_of(page)  # at first all of it is chosen
    key = boxes(page)["Deelname Pieter van den Berg 100,00 excl. btw"]
    answer = do(invoice, "crediteren/", lines=[key])
    assert answer.status_code == 303
    note = Invoice.objects.get(original=invoice)
    assert (note.type_code, str(note.payable), note.number) == ("381", "121.00", "2026-0002")
    assert Participant.objects.filter(ended_at=None).count() == 2
    assert list(boxes(open_page(invoice, "crediteren/"))) == ["Deelname Anna de Wit 100,00 excl. btw"]
    assert do(invoice, "crediteren/", lines=[key]).status_code == 409
    assert Invoice.objects.filter(original=invoice).count() == 1


def test_the_amount_follows_what_is_chosen() -> None:
    invoice = make_pair()
    one = next(iter(boxes(open_page(invoice, "crediteren/")).values()))
    with clock.at(NOON):
        page = page_at(finance(invoice.organisation), address(invoice, "crediteren/"), chosen="on", lines=one)
    assert page.xpath("//*[@id='consequences']//dl/div[last()]/dd")[0].text_content() == "121,00"
    answer = do(invoice, "crediteren/", lines=[one], confirm="")
    assert answer.status_code == 200
    assert Invoice.objects.filter(original=invoice).count() == 0


@pytest.mark.parametrize("lines", [[], ["p999999"], ["x"], ["\0"]])
def test_a_choice_that_is_none_is_refused(lines: list[str]) -> None:
    invoice = make_pair()
    answer = do(invoice, "crediteren/", lines=lines)
    assert answer.status_code in (409, 422)
    assert Invoice.objects.filter(original=invoice).count() == 0


def test_all_of_it_is_credited_as_it_was_invoiced() -> None:
    academy = make_organisation()
    invoice = make_loose(
        make_customer(academy),
        make_loose_line("12.95", quantity=Decimal(2), includes_vat=True),
        make_loose_line("24.77", vat="S9"),
    )
    note = credit_all(invoice)
    told = [(row.vat_category, row.vat_percent, row.quantity, row.net) for row in note.lines.all()]
    assert told == [(row.vat_category, row.vat_percent, row.quantity, row.net) for row in invoice.lines.all()]
    assert (note.payable, note.rounding, note.vat_total) == (
        invoice.payable,
        invoice.rounding,
        invoice.vat_total,
    )
    assert "helemaal gecrediteerd" in words_of(open_page(invoice, "crediteren/"))


def test_a_credit_note_is_mailed_to_who_pays_and_named_on_both() -> None:
    invoice = make_pair()
    note = credit_all(invoice)
    mail = Message.objects.get(key=f"invoice:{note.pk}")
    assert mail.to_address == "facturen@westerkoog.example"
    assert mail.subject == "Creditnota 2026-0002: Kracht van netwerken"
    assert "bij factuur 2026-0001" in mail.text
    assert "2026-0002" in words_of(open_page(invoice))
    assert "2026-0001" in words_of(open_page(note))


def test_a_credit_note_is_not_paid_or_credited_itself() -> None:
    note = credit_all(make_pair())
    for act in ("betaald/", "crediteren/", "terugbetalen/"):
        assert finance(note.organisation).get(address(note, act)).status_code == 404


def test_what_was_paid_goes_back_and_not_a_cent_more() -> None:
    invoice = make_pair()
    pay(invoice, "242.00")
    credit_all(invoice)
    assert "€ 242,00 terug" in words_of(open_page(invoice)).replace("\xa0", " ")
    assert do(invoice, "terugbetalen/", amount="242.01").status_code == 422
    assert do(invoice, "terugbetalen/", amount="42.00").status_code == 303
    assert do(invoice, "terugbetalen/", amount="200.01").status_code == 422
    assert do(invoice, "terugbetalen/", amount="200.00").status_code == 303
    assert do(invoice, "terugbetalen/", amount="0.01").status_code == 422
    assert [str(row.amount) for row in Refund.objects.order_by("id")] == ["42.00", "200.00"]


def test_a_refund_that_failed_comes_before_finance_and_can_be_done_again() -> None:
    invoice = make_pair()
    pay(invoice, "242.00")
    credit_all(invoice)
    do(invoice, "terugbetalen/", amount="242.00")
    Refund.objects.update(state="failed", failure="account closed")
    words = words_of(open_page(invoice)).replace("\xa0", " ")
    assert "De terugbetaling van € 242,00 is mislukt." in words
    assert "account closed" in words
    assert do(invoice, "terugbetalen/", amount="242.00").status_code == 303
    assert "is mislukt" not in words_of(open_page(invoice))


def test_each_act_is_on_the_trail() -> None:
    invoice = make_pair()
    do(invoice, "betaald/", amount="242.00", date="2026-11-25")
    do(invoice, "crediteren/", lines=list(boxes(open_page(invoice, "crediteren/")).values()))
    do(invoice, "terugbetalen/", amount="242.00")
    rows = Trail.objects.filter(subject="invoice", subject_id=invoice.pk).order_by("id")
    assert [(row.verb, row.facts.get("amount") or row.facts.get("payable")) for row in rows] == [
        ("paid_by_bank", "242.00"),
        ("credited", "242.00"),
        ("refund_asked", "242.00"),
    ]
    assert all(row.actor_id for row in rows)


def test_an_organiser_looks_and_does_nothing() -> None:
    invoice = make_pair()
    client = browser_of(make_member(invoice.organisation, Role.ORGANISER))
    page = page_at(client, address(invoice))
    assert page.xpath("//a[contains(@href, 'crediteren')]") == []
    for act in ("betaald/", "crediteren/", "terugbetalen/"):
        assert client.post(address(invoice, act), {"confirm": "on", "amount": "1"}).status_code == 403


def test_a_loose_invoice_is_looked_at_and_then_issued() -> None:
    academy = make_organisation()
    customer = make_customer(academy)
    client, place = finance(academy), f"/beheer/{academy.slug}/facturen/nieuw/"
    values = {
        "customer": customer.number,
        "line-0-text": "Sponsorpakket",
        "line-0-quantity": "2",
        "line-0-price": "1.250,00",
        "line-0-vat": "S21",
        "line-1-text": "Boek",
        "line-1-quantity": "",
        "line-1-price": "24,77",
        "line-1-vat": "S9",
        "line-2-text": "",
        "order_number": "INK-9",
    }
    with clock.at(NOON):
        looked = client.post(place, values)
        assert looked.status_code == 200
        assert "3.052,00" in looked.content.decode()
        assert Invoice.objects.count() == 0
        answer = client.post(place, values | {"confirm": "on"})
    invoice = Invoice.objects.get()
    assert answer.status_code == 303
    assert answer.headers["Location"] == address(invoice)
    assert (str(invoice.payable), invoice.order_number) == ("3052.00", "INK-9")
    assert Message.objects.get(key=f"invoice:{invoice.pk}").to_address == customer.email
    assert Trail.objects.get(subject="invoice").verb == "issued"


@pytest.mark.parametrize(
    "changed",
    [
        {"line-0-price": ""},
        {"line-0-text": ""},
        {"line-0-price": "veel"},
        {"line-0-quantity": "0"},
        {"line-0-quantity": "99999"},
        {"line-0-vat": "AE"},
        {"line-0-vat": "X"},
        {"line-0-price": "0,00"},
        {"line-1-text": "Buiten", "line-1-price": "1", "line-1-vat": "O"},
        {"line-0-text": "", "line-0-price": "", "line-0-quantity": ""},
        {"supplied_on": "ooit"},
        {"event": "999"},
    ],
)
def test_a_loose_invoice_that_cannot_be_is_refused_with_what_was_typed(changed: dict[str, str]) -> None:
    academy = make_organisation()
    values = {
        "customer": make_customer(academy).number,
        "line-0-text": "Sponsorpakket",
        "line-0-price": "1250",
        "line-0-vat": "S21",
        "reference": "Zaal 3",
        "confirm": "on",
    }
    answer = finance(academy).post(f"/beheer/{academy.slug}/facturen/nieuw/", values | changed)
    assert answer.status_code == 422
    assert "Zaal 3" in answer.content.decode()
    assert Invoice.objects.count() == 0


def test_a_customer_that_wants_an_order_number_gets_no_loose_invoice_without_one() -> None:
    academy = make_organisation()
    customer = make_customer(academy, needs_order_number=True)
    client, place = finance(academy), f"/beheer/{academy.slug}/facturen/nieuw/"
    values = {"customer": customer.number, "line-0-text": "Sponsorpakket", "line-0-price": "1250"}
    values |= {"line-0-vat": "S21", "confirm": "on"}
    with clock.at(NOON):
        refused = client.post(place, values)
        assert (refused.status_code, Invoice.objects.count()) == (422, 0)
        page: Any = html.document_fromstring(refused.content.decode())
        (about,) = page.xpath("//input[@id='id_order_number']/@aria-describedby")
        sentence = " ".join(page.xpath("string(//*[@id=$id])", id=str(about).split()[0]).split())
        assert "Deze klant wil een inkoopordernummer op elke factuur." in sentence, about
        assert client.post(place, values | {"order_number": "INK-9"}).status_code == 303
    assert Invoice.objects.get().order_number == "INK-9"


def test_another_organisations_customer_is_not_found() -> None:
    academy, other = make_organisation(), make_organisation()
    foreign = make_customer(other)
    page = page_at(finance(academy), f"/beheer/{academy.slug}/facturen/nieuw/", customer=str(foreign.number))
    assert "voor wie" in words_of(page)


@pytest.mark.parametrize(
    ("delivery", "names"),
    [
        ("pdf", ["Factuur-2026-0001.pdf"]),
        ("ubl", ["Factuur-2026-0001.xml"]),
        ("both", ["Factuur-2026-0001.pdf", "Factuur-2026-0001.xml"]),
    ],
)
def test_a_customer_gets_the_files_that_it_wants(delivery: str, names: list[str]) -> None:
    customer = make_customer(make_organisation(), delivery=delivery)
    invoice = make_loose(customer)
    mail = Message.objects.get(key=f"invoice:{invoice.pk}")
    assert [row.file_name for row in mail.attachments.order_by("position")] == names


def test_without_an_address_nothing_is_mailed_and_the_page_says_so() -> None:
    invoice = make_loose(make_customer(make_organisation(), email=""))
    assert Message.objects.count() == 0
    assert "geen adres bekend" in words_of(open_page(invoice))
    assert Customer.objects.get().email == ""


def test_files_that_are_still_being_made_are_the_same_already() -> None:
    invoice = make_loose(make_customer(make_organisation()))
    client = finance(invoice.organisation)
    given = [client.get(address(invoice)[:-1] + f".{name}").content for name in ("xml", "pdf")]
    assert InvoiceDocument.objects.count() == 0
    make_documents(str(invoice.pk))
    assert given == [bytes(invoice.documents.get(format=name).content) for name in ("ubl", "pdf")]


def test_the_files_are_the_stored_bytes() -> None:
    invoice = make_loose(make_customer(make_organisation()), files=True)
    client = finance(invoice.organisation)
    for extension, file_format, kind in (
        ("pdf", "pdf", "application/pdf"),
        ("xml", "ubl", "application/xml"),
    ):
        answer = client.get(address(invoice)[:-1] + f".{extension}")
        assert answer.content == bytes(invoice.documents.get(format=file_format).content)
        assert answer.headers["Content-Type"] == kind
    assert client.get(address(invoice)[:-1] + ".doc").status_code == 404
