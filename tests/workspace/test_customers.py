"""Who pays: found, told apart, changed with a trail, made one, and what each still owes."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from flows.customers import NotTheSame, merge_customers
from lib import clock
from notifications.models import Message
from organisations.access import SYSTEM
from organisations.customers import find_or_add_customer
from organisations.models import Customer, CustomerLikeness, Organisation, Trail, TrailValue
from registrations.refusals import SignUpRefused
from reports.customer_statement import customer_statement
from tests.invoiced import WESTERKOOG, credit_all, make_customer, make_loose, make_loose_line, pay
from tests.making import NOON, make_basket, make_congress, make_organisation
from tests.registered import make_registration
from tests.workspace.members import Role, browser_of, make_member, page_at, words_of

pytestmark = pytest.mark.django_db(transaction=True)
LATER = datetime(2027, 2, 1, 9, tzinfo=UTC)


def place(organisation: Organisation, more: str = "") -> str:
    return f"/beheer/{organisation.slug}/klanten/{more}"


def finance(organisation: Organisation) -> Client:
    return browser_of(make_member(organisation, Role.FINANCE))


def make_named(academy: Organisation, *names: str) -> list[Customer]:
    """Customers told apart by their KvK numbers."""
    return [
        make_customer(academy, replace(WESTERKOOG, organisation=name, kvk=f"{12345670 + number}"))
        for number, name in enumerate(names)
    ]


def names(page: Any) -> list[str]:
    return [row.text_content().strip() for row in page.xpath("//tr[@data-customer]/th")]


def values_of(customer: Customer, **changed: str) -> dict[str, str]:
    fields = ("name", "attention", "street", "postcode", "city", "country", "email", "kvk", "delivery")
    return {name: getattr(customer, name) for name in fields} | changed


def test_customers_are_listed_by_name_without_those_of_others_and_those_that_are_one_now() -> None:
    academy = make_organisation()
    bakery, aldermen, double = make_named(academy, "bakkerij De Oven", "Aldermannen", "De Oven")
    merge_customers(double.pk, bakery.pk, NOON, actor=SYSTEM)
    make_named(make_organisation(), "Anderen")
    page = page_at(finance(academy), place(academy))
    assert names(page) == ["Aldermannen", "bakkerij De Oven"]
    assert page.xpath("//*[@data-count]/@data-count") == ["2"]
    assert aldermen.name in words_of(page)


@pytest.mark.parametrize("sought", ["oven", "12345671", "Zwolle", "zwolle oven", "oven@"])
def test_search_finds_name_place_number_and_address(sought: str) -> None:
    academy = make_organisation()
    make_named(academy, "Aldermannen", "Bakkerij De Oven")
    Customer.objects.filter(name__contains="Oven").update(city="Zwolle", email="oven@oven.example")
    assert names(page_at(finance(academy), place(academy), q=sought)) == ["Bakkerij De Oven"]


def test_a_customer_is_found_by_its_own_number() -> None:
    academy = make_organisation()
    first, _second = make_named(academy, "Aldermannen", "Bakkerij De Oven")
    assert names(page_at(finance(academy), place(academy), q=str(first.number))) == ["Aldermannen"]


def test_what_each_owes_and_what_is_overdue_stands_beside_it() -> None:
    academy = make_organisation()
    first, second = make_named(academy, "Aldermannen", "Bakkerij De Oven")
    make_loose(first, make_loose_line("100.00"))
    make_loose(first, make_loose_line("200.00"), now=LATER)
    paid = make_loose(second, make_loose_line("100.00"))
    pay(paid, "121.00")
    with clock.at(LATER):
        page = page_at(finance(academy), place(academy))
    rows = [
        [cell.text_content() for cell in row.xpath("td[@class='num']")] for row in page.xpath("//tbody/tr")
    ]
    assert rows == [["121,00", "363,00"], ["", ""]]


def test_the_list_goes_on_by_key_with_as_many_statements_for_more() -> None:
    academy, client = make_organisation(), None
    rows = [Customer(organisation=academy, name=f"Klant {n:03}", created_at=NOON) for n in range(120)]
    Customer.objects.bulk_create(rows[:10])
    client = finance(academy)
    with CaptureQueriesContext(connection) as few:
        page_at(client, place(academy))
    Customer.objects.bulk_create(rows[10:])
    seen, url = [], place(academy)
    with CaptureQueriesContext(connection) as many:
        page_at(client, url)
    while url:
        page = page_at(client, url)
        seen += names(page)
        url = next((place(academy, link) for link in page.xpath("//a[@rel='next']/@href")), "")
    assert seen == [f"Klant {n:03}" for n in range(120)]
    assert len(few) == len(many)


def test_a_change_is_kept_with_what_it_was_and_by_whom() -> None:
    academy = make_organisation()
    customer = make_customer(academy)
    invoice = make_loose(customer)
    changed = values_of(
        customer, email="  Crediteuren@Westerkoog.example ", postcode="1541ab", delivery="both"
    )
    answer = finance(academy).post(
        place(academy, f"{customer.number}/bewerken/"),
        changed | {"payment_term_days": "14", "is_blocked": "on"},
    )
    customer.refresh_from_db()
    assert answer.status_code == 303
    assert (customer.email, customer.postcode, customer.delivery, customer.payment_term_days) == (
        "crediteuren@westerkoog.example",
        "1541 AB",
        "both",
        14,
    )
    act = Trail.objects.get(subject="customer")
    assert act.verb == "changed"
    assert act.facts == {
        "fields": ["delivery", "email", "is_blocked", "payment_term_days"],
        "delivery": "both",
        "is_blocked": True,
        "payment_term_days": 14,
    }
    kept = TrailValue.objects.values_list("field", "old", "new")
    assert list(kept) == [("email", "facturen@westerkoog.example", "crediteuren@westerkoog.example")]
    invoice.refresh_from_db()
    assert invoice.buyer["email"] == "facturen@westerkoog.example"


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": ""},
        {"email": "geen adres"},
        {"kvk": "123"},
        {"oin": "123"},
        {"vat_number": "NL123"},
        {"postcode": "12"},
        {"peppol": "9999:1"},
        {"delivery": "fax"},
        {"payment_term_days": "0"},
        {"country": "XX"},
        {"street": "a\0b"},
    ],
)
def test_what_is_wrong_comes_back_with_what_was_typed(wrong: dict[str, str]) -> None:
    academy = make_organisation()
    customer = make_customer(academy)
    typed = values_of(customer, attention="Nieuwe afdeling") | wrong
    answer = finance(academy).post(place(academy, f"{customer.number}/bewerken/"), typed)
    assert answer.status_code == 422
    assert "Nieuwe afdeling" in answer.content.decode()
    customer.refresh_from_db()
    assert customer.attention == "Crediteurenadministratie"
    assert Trail.objects.count() == 0


def test_a_new_customer_can_be_invoiced() -> None:
    academy = make_organisation()
    answer = finance(academy).post(
        place(academy, "nieuw/"), {"name": "Sponsor bv", "country": "NL", "delivery": "pdf"}
    )
    customer = Customer.objects.get()
    assert answer.headers["Location"] == place(academy, f"{customer.number}/")
    assert make_loose(customer).buyer["name"] == "Sponsor bv"


def test_two_become_one_after_it_was_shown() -> None:
    academy = make_organisation()
    kept, gone = make_named(academy, "Gemeente Westerkoog", "Westerkoog")
    make_loose(gone, make_loose_line("100.00"))
    CustomerLikeness.objects.create(customer=gone, other=kept, reason="kvk")
    client, address = finance(academy), place(academy, f"{gone.number}/samenvoegen/")
    assert "Samenvoegen" in words_of(page_at(client, place(academy, f"{gone.number}/")))
    shown = page_at(client, address, into=str(kept.number))
    assert "kan niet ongedaan" in words_of(shown)
    assert Customer.objects.filter(merged_into=None).count() == 2
    assert client.post(address, {"into": kept.number}).status_code == 422
    answer = client.post(address, {"into": kept.number, "confirm": "on"})
    assert answer.headers["Location"] == place(academy, f"{kept.number}/")
    gone.refresh_from_db()
    assert gone.merged_into == kept
    assert CustomerLikeness.objects.count() == 0
    assert [
        (row.verb, row.subject_id) for row in Trail.objects.filter(subject="customer").order_by("id")
    ] == [
        ("merged_into", gone.pk),
        ("merged_from", kept.pk),
    ]
    statement = customer_statement(kept, None, None, NOON.date())
    assert [(entry.kind, str(entry.amount)) for entry in statement.entries] == [("invoice", "121.00")]


def test_the_other_customer_is_looked_for_by_name_and_the_likely_one_comes_first() -> None:
    academy = make_organisation()
    alike, gone, other = make_named(academy, "Gemeente Westerkoog", "Westerkoog", "Gemeente Anders")
    CustomerLikeness.objects.create(customer=gone, other=alike, reason="kvk")
    client, address = finance(academy), place(academy, f"{gone.number}/samenvoegen/")

    def found(**query: str) -> list[str]:
        return [str(link) for link in page_at(client, address, **query).xpath("//main//li/a/@href")]

    assert found() == [f"?into={alike.number}", f"?into={other.number}"]
    assert found(q="anders") == [f"?into={other.number}"]
    assert found(q=str(gone.number)) == []
    refused = client.get(address, {"into": gone.number})
    assert "Er is geen andere klant met dit nummer." in refused.content.decode()


def test_a_customer_tells_what_finance_did_with_it_in_words() -> None:
    academy = make_organisation()
    kept, gone = make_named(academy, "Gemeente Westerkoog", "Westerkoog")
    client = browser_of(make_member(academy, Role.FINANCE, name="Peter Wolters"))
    values = {"name": kept.name, "country": "NL", "delivery": "both", "city": "Zeist", "is_blocked": "on"}
    values |= {"payment_term_days": "14", "needs_order_number": "on"}
    with clock.at(NOON):
        assert client.post(place(academy, f"{kept.number}/bewerken/"), values).status_code == 303
    with clock.at(NOON + timedelta(hours=1)):
        client.post(place(academy, f"{gone.number}/samenvoegen/"), {"into": kept.number, "confirm": "on"})
    told = page_at(client, place(academy, f"{kept.number}/")).xpath("//ol[@class='history']/li/span")
    sentences = [" ".join("".join(line.itertext()).split()) for line in told]
    assert sentences[0] == f"Peter Wolters voegde klant {gone.number} hiermee samen."
    assert sentences[-1] == "Bekend sinds de eerste aanmelding."
    for words in (
        *("plaats van Westerkoog naar Zeist", "betaaltermijn 14 dagen", "facturen als pdf en als UBL"),
        *("een inkoopordernummer op elke factuur", "mag niet op factuur betalen"),
    ):
        assert words in sentences[1]
    assert len(sentences) == 3


@pytest.mark.parametrize("into", ["0", "999999", "x", ""])
def test_a_number_that_is_nobodys_is_refused(into: str) -> None:
    academy = make_organisation()
    gone = make_customer(academy)
    answer = finance(academy).post(
        place(academy, f"{gone.number}/samenvoegen/"), {"into": into, "confirm": "on"}
    )
    assert answer.status_code == 422


def test_a_customer_is_not_merged_with_itself_nor_twice_nor_with_a_stranger() -> None:
    academy = make_organisation()
    kept, gone, third = make_named(academy, "Een", "Twee", "Drie")
    stranger = make_customer(make_organisation())
    merge_customers(gone.pk, kept.pk, NOON, actor=SYSTEM)
    for one, other in ((kept, kept), (gone, third), (third, gone), (third, stranger)):
        with pytest.raises(NotTheSame):
            merge_customers(one.pk, other.pk, NOON, actor=SYSTEM)


def test_who_was_merged_before_follows_to_the_last() -> None:
    academy = make_organisation()
    first, second, third = make_named(academy, "Een", "Twee", "Drie")
    merge_customers(first.pk, second.pk, NOON, actor=SYSTEM)
    merge_customers(second.pk, third.pk, NOON, actor=SYSTEM)
    first.refresh_from_db()
    assert first.merged_into == third


def test_a_sign_up_with_the_numbers_of_who_was_merged_goes_to_who_was_kept() -> None:
    academy = make_organisation()
    kept, gone = make_named(academy, "Gemeente Westerkoog", "Westerkoog")
    merge_customers(gone.pk, kept.pk, NOON, actor=SYSTEM)
    assert find_or_add_customer(academy.pk, replace(WESTERKOOG, kvk=gone.kvk), NOON) == kept


def test_a_sign_up_that_is_still_to_be_invoiced_follows() -> None:
    academy = make_organisation()
    event = make_congress(organisation=academy, price="100.00")
    registration = make_registration(event, make_basket(event, 1))
    gone = registration.customer
    assert gone is not None
    (kept,) = make_named(academy, "Gemeente Westerkoog")
    merge_customers(gone.pk, kept.pk, NOON, actor=SYSTEM)
    registration.refresh_from_db()
    assert registration.customer == kept


def test_a_statement_runs_from_what_was_owed_to_what_is() -> None:
    academy = make_organisation()
    customer = make_customer(academy)
    first = make_loose(customer, make_loose_line("100.00"))
    pay(first, "21.00", on=date(2026, 12, 1))
    second = make_loose(customer, make_loose_line("200.00"), now=datetime(2026, 12, 10, 12, tzinfo=UTC))
    credit_all(second, now=datetime(2026, 12, 11, 12, tzinfo=UTC))
    make_loose(make_customer(make_organisation()))
    statement = customer_statement(customer, date(2026, 12, 1), date(2026, 12, 10), date(2027, 1, 1))
    assert statement.opening == Decimal("121.00")
    told = [(str(row.day), row.kind, row.number, row.amount, row.balance) for row in statement.entries]
    assert told == [
        ("2026-12-01", "payment", "2026-0001", Decimal("-21.00"), Decimal("100.00")),
        ("2026-12-10", "invoice", "2026-0002", Decimal("242.00"), Decimal("342.00")),
    ]
    assert statement.closing == Decimal("342.00")
    assert [(row.number, row.open, row.is_overdue) for row in statement.open] == [
        ("2026-0001", Decimal("100.00"), True)
    ]
    whole = customer_statement(customer, None, None, date(2027, 1, 1))
    assert whole.closing == sum(row.open for row in whole.open)


def test_the_page_shows_the_statement_and_leads_to_each_invoice() -> None:
    academy = make_organisation()
    customer = make_customer(academy)
    invoice = make_loose(customer, make_loose_line("100.00"))
    page = page_at(finance(academy), place(academy, f"{customer.number}/"))
    assert page.xpath("//*[@data-closing]/@data-closing") == ["121.00"]
    assert page.xpath(f"//a[@href='/beheer/{academy.slug}/facturen/{invoice.number}/']")


def test_an_organiser_sees_customers_and_changes_none() -> None:
    academy = make_organisation()
    customer = make_customer(academy)
    client = browser_of(make_member(academy, Role.ORGANISER))
    page = page_at(client, place(academy, f"{customer.number}/"))
    assert page.xpath("//a[contains(@href, 'bewerken') or contains(@href, 'samenvoegen')]") == []
    assert client.get(place(academy, f"{customer.number}/bewerken/")).status_code == 403
    assert client.get(place(academy, "nieuw/")).status_code == 403


def test_a_role_for_one_event_opens_no_customers() -> None:
    academy = make_organisation()
    customer = make_customer(academy)
    client = browser_of(make_member(academy, Role.FINANCE, make_congress(organisation=academy)))
    assert names(page_at(client, place(academy))) == []
    for more in (f"{customer.number}/", f"{customer.number}/bewerken/", f"{customer.number}/samenvoegen/"):
        assert client.get(place(academy, more)).status_code == 404


def test_who_is_blocked_cannot_pay_on_invoice() -> None:
    academy = make_organisation()
    event = make_congress(organisation=academy, price="100.00")
    basket = make_basket(event, 1)
    customer = make_customer(academy, is_blocked=True)
    with pytest.raises(SignUpRefused) as refused:
        make_registration(event, basket)
    assert [(row.field, row.code) for row in refused.value.refusals] == [("payment_method", "invalid")]
    Customer.objects.filter(pk=customer.pk).update(is_blocked=False)
    assert make_registration(event, basket).customer == customer


@pytest.mark.parametrize(
    ("delivery", "files", "said"),
    [
        ("pdf", ["Factuur-2026-0001.pdf"], "als pdf met het UBL-bestand erin"),
        ("ubl", ["Factuur-2026-0001.xml"], "als UBL-bestand voor uw boekhouding"),
        ("both", ["Factuur-2026-0001.pdf", "Factuur-2026-0001.xml"], "als pdf en als UBL-bestand"),
    ],
)
def test_accounts_payable_gets_the_invoice_of_a_sign_up_as_it_wants_it(
    delivery: str, files: list[str], said: str
) -> None:
    academy = make_organisation()
    make_customer(academy, delivery=delivery)
    event = make_congress(organisation=academy, price="100.00")
    invoice = make_registration(event, make_basket(event, 1)).invoices.get()
    mail = Message.objects.get(key=f"invoice:{invoice.pk}")
    assert mail.to_address == "facturen@westerkoog.example"
    assert [row.file_name for row in mail.attachments.order_by("position")] == files
    assert said in " ".join(mail.text.split())
