"""The invoice list: found by period, state and customer, added up as the exports have it, paged by key."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from lxml import etree

from flows.customers import merge_customers
from lib import clock
from lib.spreadsheets import read
from organisations.access import SYSTEM
from organisations.models import Membership, Organisation
from tests.invoiced import WESTERKOOG, credit_all, make_customer, make_loose, make_loose_line, make_many, pay
from tests.making import NOON, make_basket, make_congress, make_organisation
from tests.registered import make_registration
from tests.workspace.members import Role, browser_of, make_member, make_user, page_at, words_of

pytestmark = pytest.mark.django_db
DECEMBER = datetime(2026, 12, 10, 9, tzinfo=UTC)
JANUARY = datetime(2027, 1, 20, 9, tzinfo=UTC)
EVER: dict[str, Any] = {"from": "", "to": ""}


def address(organisation: Organisation, more: str = "") -> str:
    return f"/beheer/{organisation.slug}/facturen/{more}"


def finance(organisation: Organisation) -> Client:
    return browser_of(make_member(organisation, Role.FINANCE))


def page_of(organisation: Organisation, at: datetime = JANUARY, **query: Any) -> Any:
    with clock.at(at):
        return page_at(finance(organisation), address(organisation), **query)


def numbers(page: Any) -> list[str]:
    return list(page.xpath("//tr/@data-invoice"))


def count(page: Any) -> int:
    return int(page.xpath("//*[@data-count]/@data-count")[0])


def totals(page: Any) -> list[tuple[str, str, str]]:
    rows = page.xpath("//*[@data-net]")
    return [(row.get("data-net"), row.get("data-vat"), row.get("data-gross")) for row in rows]


def make_states() -> Organisation:
    """One invoice in each state at the middle of January, and one of another organisation."""
    academy = make_organisation()
    customer = make_customer(academy)
    line = make_loose_line("100.00")
    overdue = make_loose(customer, line)  # 0001
    paid = make_loose(customer, line)
    returned = make_loose(customer, line)
    credited = make_loose(customer, line)
    partly = make_loose(customer, line, now=JANUARY)  # 2027-0001
    make_loose(customer, line, now=JANUARY)
    pay(paid, "121.00")
    pay(returned, "121.00")
    pay(partly, "21.00", now=JANUARY, on=JANUARY.date())
    pay(overdue, "1.00")
    credit_all(returned)  # 0005
    credit_all(credited)  # 0006
    make_loose(make_customer(make_organisation()))
    return academy


def test_the_newest_come_first_and_nobody_elses_are_there() -> None:
    academy = make_states()
    page = page_of(academy, **EVER)
    assert numbers(page) == [
        "2027-0002",
        "2027-0001",
        "2026-0006",
        "2026-0005",
        "2026-0004",
        "2026-0003",
        "2026-0002",
        "2026-0001",
    ]
    assert count(page) == 8


@pytest.mark.parametrize(
    ("state", "found"),
    [
        ("open", ["2027-0002"]),
        ("partly", ["2027-0001"]),
        ("overdue", ["2026-0001"]),
        ("paid", ["2026-0002"]),
        ("to_return", ["2026-0003"]),
        ("credited", ["2026-0004"]),
        ("credit_note", ["2026-0006", "2026-0005"]),
        ("geen", []),
    ],
)
def test_each_invoice_is_in_one_state(state: str, found: list[str]) -> None:
    academy = make_states()
    page = page_of(academy, **EVER, state=state)
    assert (numbers(page), count(page)) == (found, len(found))


def test_the_states_are_named_with_how_many_and_only_those_that_are() -> None:
    page = page_of(make_states(), **EVER)
    views = [" ".join(link.text_content().split()) for link in page.xpath("//nav[@class='views below-m']/a")]
    assert views == [
        "Alle 8",
        "Openstaand 1",
        "Deels betaald 1",
        "Vervallen 1",
        "Betaald 1",
        "Terug te betalen 1",
        "Gecrediteerd 1",
        "Creditnota’s 2",
    ]


def test_what_is_open_is_told_in_euros() -> None:
    page = page_of(make_states(), **EVER)
    assert "€ 220,00 openstaand" in words_of(page)  # 120 + 100 + 121 - 121 that goes back


def test_without_a_period_it_is_the_month_of_today() -> None:
    academy = make_states()
    page = page_of(academy)
    assert numbers(page) == ["2027-0002", "2027-0001"]
    assert page.xpath("//h1")[0].text_content() == "Facturen van januari 2027"
    before = page.xpath("//a[contains(., 'december 2026')]/@href")[0]
    assert before == "?from=2026-12-01&to=2026-12-31"


def test_who_looks_for_something_finds_it_in_every_period() -> None:
    assert numbers(page_of(make_states(), q="2026-0003")) == ["2026-0003"]


@pytest.mark.parametrize(
    ("begin", "end", "found"),
    [
        ("2026-11-25", "2026-11-25", 6),
        ("2026-11-26", "2027-01-19", 0),
        ("2026-11-26", "", 2),
        ("", "2026-12-31", 6),
        ("2027-01-20", "2027-01-20", 2),
        ("2027-02-01", "2027-01-01", 0),
        ("gisteren", "2026-12-31", 6),
    ],
)
def test_both_ends_of_a_period_belong_to_it(begin: str, end: str, found: int) -> None:
    assert count(page_of(make_states(), **dict[str, Any]({"from": begin, "to": end}))) == found


@pytest.mark.parametrize(
    "sought",
    [
        "2026-0002",
        "INK-88",
        "ink-88",
        "de kluis",
        "KLUIS",
        "1.512,50",
        "1512,50",
        "1512.50",
        "1250",
        "Zaal 3",
    ],
)
def test_search_finds_number_customer_order_number_and_amount(sought: str) -> None:
    academy = make_organisation()
    make_loose(make_customer(academy), make_loose_line("100.00"))
    kluis = make_customer(academy, name="Stichting De Kluis")
    make_loose(kluis, make_loose_line("1250.00"), order_number="INK-88", reference="Zaal 3")
    assert numbers(page_of(academy, q=sought)) == ["2026-0002"]


@pytest.mark.parametrize("sought", ["\0", "%", "_", "NaN", "1e99", "∞", "'", "x" * 500])
def test_a_search_that_is_no_text_finds_nothing_and_breaks_nothing(sought: str) -> None:
    academy = make_states()
    assert page_of(academy, q=sought, **EVER) is not None


def test_one_customers_invoices_are_those_of_who_was_merged_into_it_too() -> None:
    academy = make_organisation()
    kept = make_customer(academy)
    gone = make_customer(academy, replace(WESTERKOOG, kvk="12345678"))
    other = make_customer(academy, replace(WESTERKOOG, kvk="87654321"))
    for customer in (kept, gone, other):
        make_loose(customer)
    merge_customers(gone.pk, kept.pk, NOON, actor=SYSTEM)
    assert numbers(page_of(academy, customer=str(kept.number))) == ["2026-0002", "2026-0001"]


def test_totals_by_rate_take_credit_notes_off_and_say_what_was_rounded() -> None:
    academy = make_organisation()
    customer = make_customer(academy)
    make_loose(
        customer,
        make_loose_line("97.59"),
        make_loose_line("40.00", vat="S9"),
        make_loose_line("1295.05", vat="E"),
    )
    credit_all(make_loose(customer, make_loose_line("10.00")))
    make_loose(customer, make_loose_line("12.95", quantity=Decimal(2), includes_vat=True))
    page = page_of(academy, at=NOON)
    assert totals(page) == [
        ("118.99", "24.98", "143.97"),
        ("40.00", "3.60", "43.60"),
        ("1295.05", "0.00", "1295.05"),
        ("0.01", "0.00", "0.01"),
    ]
    shown = [cell.text_content() for cell in page.xpath("//tfoot//td")]
    assert shown == ["1.464,05", "−\xa010,00", "1.454,05", "28,58", "1.482,63"]


def make_month() -> Organisation:
    """Three rates, prices that do not come out, a cent of rounding, and part of it credited."""
    academy = make_organisation()
    customer = make_customer(academy)
    for price in ("10.70", "33.33", "0.05"):
        lines = [make_loose_line(price, vat=vat, quantity=Decimal(3)) for vat in ("S21", "S9", "E")]
        invoice = make_loose(customer, *lines)
    credit_all(invoice)
    credit_all(make_loose(customer, make_loose_line("12.95", quantity=Decimal(2), includes_vat=True)))
    make_loose(customer, make_loose_line("12.95", quantity=Decimal(2), includes_vat=True))
    return academy


def exported(client: Client, academy: Organisation, file_format: str) -> bytes:
    answer = client.get(address(academy), {"export": file_format})
    return b"".join(answer.streaming_content)  # type: ignore[attr-defined]


def said_by_csv(sent: bytes) -> tuple[Decimal, ...]:
    rows = [row for _number, row in read(sent).records({})]
    columns = ("net", "vat", "gross")
    return tuple(sum((Decimal(row[name].replace(",", ".")) for row in rows), Decimal()) for name in columns)


def said_by_ubl(sent: bytes) -> tuple[Decimal, ...]:
    """Net, VAT and gross of the e-invoices in a zip; what was rounded counts as net, as in the CSV."""
    net = vat = gross = Decimal()
    with ZipFile(BytesIO(sent)) as archive:
        for name in archive.namelist():
            root = etree.fromstring(archive.read(name))
            sign = -1 if root.tag.endswith("}CreditNote") else 1

            def amount(path: str, root: Any = root) -> Decimal:
                return Decimal(root.findtext(path) or 0)

            rounding = amount("{*}LegalMonetaryTotal/{*}PayableRoundingAmount")
            net += sign * (amount("{*}LegalMonetaryTotal/{*}TaxExclusiveAmount") + rounding)
            vat += sign * amount("{*}TaxTotal/{*}TaxAmount")
            gross += sign * amount("{*}LegalMonetaryTotal/{*}PayableAmount")
    return net, vat, gross


def test_page_csv_and_e_invoices_of_a_month_add_up_to_the_same_cent() -> None:
    academy = make_month()
    client = finance(academy)
    with clock.at(NOON):
        rows = totals(page_at(client, address(academy)))
        csv, ubl = exported(client, academy, "csv"), exported(client, academy, "ubl")
    shown = tuple(sum((Decimal(row[place]) for row in rows), Decimal()) for place in range(3))
    assert len(rows) == 4  # three rates, and what was rounded
    assert shown == said_by_csv(csv) == said_by_ubl(ubl)
    # Worked out by hand: 3 x 10.70 and 3 x 33.33 at three rates, then 21.40 + 4.49 and a cent of rounding.
    assert shown == (Decimal("417.68"), Decimal("44.12"), Decimal("461.80"))


def test_an_export_has_what_the_list_has() -> None:
    academy = make_states()
    client = finance(academy)
    with clock.at(JANUARY):
        for query, found in (
            ({"state": "credit_note", "from": "", "to": ""}, {"2026-0005", "2026-0006"}),
            ({}, {"2027-0001", "2027-0002"}),
            ({"q": "2026-0003"}, {"2026-0003"}),
        ):
            answer = client.get(address(academy), query | {"export": "csv"})
            sent = b"".join(answer.streaming_content)  # type: ignore[attr-defined]
            assert {row["number"] for _at, row in read(sent).records({})} == found
    assert client.get(address(academy), {"export": "doc"}).status_code == 404


def test_pages_follow_each_other_without_gap_or_double() -> None:
    academy = make_organisation()
    made = make_many(make_customer(academy), 120)
    client, seen, url = finance(academy), [], address(academy, "?from=&to=")
    pages = 0
    while url:
        page = page_at(client, url)
        seen += numbers(page)
        pages += 1
        url = next((address(academy, link) for link in page.xpath("//a[@rel='next']/@href")), "")
    assert seen == [row.number for row in reversed(made)]
    assert pages == 3


@pytest.mark.parametrize(
    "after", ["x", "WyJ4IiwgMV0", "W10", "\0", "WyIyMDI2LTAxLTAxIiwgOTk5OTk5OTk5OTk5OTk5OTk5OTld"]
)
def test_a_key_that_nobody_wrote_gives_the_first_page(after: str) -> None:
    academy = make_organisation()
    make_loose(make_customer(academy))
    assert numbers(page_of(academy, at=NOON, after=after)) == ["2026-0001"]


def test_statements_do_not_grow_with_the_invoices() -> None:
    few, many = make_organisation(), make_organisation()
    make_many(make_customer(few), 20)
    make_many(make_customer(many), 3000)
    counts = []
    for academy in (few, many):
        client = finance(academy)
        with CaptureQueriesContext(connection) as captured:
            page_at(client, address(academy, "?from=&to="))
        counts.append(len(captured))
    assert counts[0] == counts[1]
    assert counts[1] < 25


def test_a_role_for_one_event_opens_the_invoices_of_that_event() -> None:
    academy = make_organisation()
    event, other = (make_congress(organisation=academy, price="100.00") for _ in range(2))
    own = make_registration(event, make_basket(event, 1)).invoices.get()
    foreign = make_registration(other, make_basket(other, 1)).invoices.get()
    loose = make_loose(make_customer(academy))
    client = browser_of(make_member(academy, Role.FINANCE, event))
    with clock.at(NOON):
        assert numbers(page_at(client, address(academy))) == [own.number]
        assert client.get(address(academy, f"{own.number}/")).status_code == 200
        for row in (foreign, loose):
            assert client.get(address(academy, f"{row.number}/")).status_code == 404
            assert client.get(address(academy, f"{row.number}/crediteren/")).status_code == 404
        assert client.get(address(academy, "nieuw/")).status_code == 403
        assert client.get(f"/beheer/{academy.slug}/klanten/").status_code in (200, 403)


def test_a_role_for_one_event_beside_another_for_all_does_not_open_all() -> None:
    academy = make_organisation()
    event = make_congress(organisation=academy, price="100.00")
    own = make_registration(event, make_basket(event, 1)).invoices.get()
    make_loose(make_customer(academy))
    user = make_user()
    Membership.objects.create(user=user, organisation=academy, role=Role.FRONTDESK)
    Membership.objects.create(user=user, organisation=academy, role=Role.FINANCE, event=event)
    with clock.at(NOON):
        assert numbers(page_at(browser_of(user), address(academy))) == [own.number]


def test_how_old_is_what_is_open() -> None:
    academy = make_organisation()
    customer = make_customer(academy)
    for now in (NOON, DECEMBER, JANUARY):
        make_loose(customer, make_loose_line("100.00"), now=now)
    page = page_of(academy, at=datetime(2027, 2, 10, 9, tzinfo=UTC), **EVER)
    ages = [" ".join(" ".join(row.itertext()).split()) for row in page.xpath("//dl/div[dd/span]")]
    assert ages == [
        "Nog niet vervallen 121,00 (1)",
        "31 tot 60 dagen over de vervaldatum 242,00 (2)",
    ]


@pytest.mark.parametrize("odd", ["%00", "%00.pdf", "a b", "..", "x" * 31, "2026-0001%0a", "é", "-1", "0001/"])
def test_a_number_that_is_none_leads_to_no_page(odd: str) -> None:
    academy = make_organisation()
    client = finance(academy)
    for more in ("", "crediteren/", "betaald/", "terugbetalen/", "terugbetalen/1/"):
        assert client.get(address(academy, f"{odd}/{more}")).status_code == 404
    for number in ("0", "99999999999999999999999999"):
        assert client.get(f"/beheer/{academy.slug}/klanten/{number}/").status_code == 404
        make = f"/beheer/{academy.slug}/facturen/nieuw/?customer={number}"
        assert client.get(make).status_code == 200
