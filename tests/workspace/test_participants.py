"""The attendee list: found, filtered, sorted, paged, and taken along."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from events.models import Event, TicketType
from lib.spreadsheets import read
from registrations.models import Participant
from tests.making import NOON, make_basket, make_bill, make_congress, make_person
from tests.registered import make_crowd, make_registration
from tests.workspace.lists import address, browser, count, make_three, names, page_of
from tests.workspace.members import page_at

pytestmark = pytest.mark.django_db


def all_pages(client: Client, event: Event, query: str = "") -> list[list[str]]:
    pages, url = [], address(event, query)
    while url:
        page = page_at(client, url)
        pages.append(page.xpath("//tr/@data-participant"))
        url = next((address(event, link) for link in page.xpath("//a[@rel='next']/@href")), "")
    return pages


def test_the_list_is_sorted_on_the_surname_without_its_prefix() -> None:
    event = make_three()
    page = page_of(browser(event), event)
    assert names(page) == ["Achahbar, Rachid", "Berg, José van den", "Visser, Joke"]
    assert count(page) == 3


@pytest.mark.parametrize(
    "sought",
    [
        "berg",
        "BERG",
        "jose",
        "José",
        "van den Berg",
        "berg jose",
        "jose@berg.example",
        "  berg ",
        "bèrg",
        "Berg,",
    ],
)
def test_search_forgives_accents_capitals_order_and_prefixes(sought: str) -> None:
    event = make_three()
    assert names(page_of(browser(event), event, q=sought)) == ["Berg, José van den"]


def test_search_finds_a_whole_sign_up_by_its_number_and_an_employer_by_name() -> None:
    event = make_three()
    client, reference = browser(event), event.registrations.get().reference
    assert count(page_of(client, event, q=reference)) == 3
    assert count(page_of(client, event, q=reference.lower())) == 3
    assert names(page_of(client, event, q="zandwolde")) == ["Visser, Joke"]


def test_search_finds_a_sign_up_by_the_number_of_its_order_and_of_its_invoice() -> None:
    event = make_congress(price="100.00")
    one = make_registration(event, make_basket(event, 2, bill=make_bill(order_number="PO-7788")))
    make_registration(event, make_basket(event, [make_person("Joke Visser")]))
    client = browser(event)
    assert count(page_of(client, event, q="po-7788")) == 2
    assert count(page_of(client, event, q=f"deelnemer {one.invoices.get().number}")) == 2
    assert count(page_of(client, event, q="PO-7789")) == 0


def test_an_extra_narrows_the_list_to_whoever_has_it() -> None:
    event = make_congress()
    dinner = TicketType.objects.create(
        event=event, slug="diner", title="Diner", price="0.00", kind=TicketType.Kind.ADDON
    )
    people = [make_person("Joke Visser", addons={"diner": 1}), make_person("Jan de Vries")]
    make_registration(event, make_basket(event, people))
    page = page_of(browser(event), event, ticket_type=dinner.slug)
    assert names(page) == ["Visser, Joke"]
    assert "diner" in page.xpath("//select[@name='ticket_type']/option/@value")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"ticket_type": "alleen-dag-1"}, ["Achahbar, Rachid"]),
        ({"session": "ronde-1-a"}, ["Visser, Joke"]),
        ({"session": "ronde-1-b"}, ["Achahbar, Rachid", "Berg, José van den"]),
        ({"session": "ronde-1-b", "q": "berg"}, ["Berg, José van den"]),
        ({"state": "confirmed"}, ["Achahbar, Rachid", "Berg, José van den", "Visser, Joke"]),
        ({"state": "cancelled"}, []),
        ({"payment": "open"}, ["Achahbar, Rachid", "Berg, José van den", "Visser, Joke"]),
        ({"payment": "none"}, []),
        ({"ticket_type": "geen"}, []),
        ({"session": "geen"}, []),
        ({"state": "geen"}, []),
        ({"payment": "geen"}, []),
        ({"q": "bestaatechtniet"}, []),
    ],
)
def test_each_filter_leaves_whom_it_says(query: dict[str, str], found: list[str]) -> None:
    event = make_three()
    page = page_of(browser(event), event, **query)
    assert (names(page), count(page)) == (found, len(found))


def test_who_left_a_sign_up_that_goes_on_is_cancelled() -> None:
    event = make_three()
    Participant.objects.filter(event=event, surname="Berg").update(ended_at=NOON)
    client = browser(event)
    assert names(page_of(client, event, state="cancelled")) == ["Berg, José van den"]
    assert names(page_of(client, event, state="confirmed")) == ["Achahbar, Rachid", "Visser, Joke"]


def test_at_a_free_event_nobody_owes_anything() -> None:
    event = make_congress()
    make_registration(event, make_basket(event, 2))
    client = browser(event)
    assert count(page_of(client, event, payment="none")) == 2
    assert count(page_of(client, event, payment="open")) == 0


def test_a_filter_that_is_no_text_finds_nobody_and_breaks_nothing() -> None:
    event = make_three()
    client = browser(event)
    for value in (
        "\0",
        "\ud800".encode("utf-8", "surrogatepass").decode("latin-1"),
        "x" * 100_000,
        "'; --",
        "%",
    ):
        for name in ("q", "ticket_type", "session", "state", "payment"):
            assert client.get(address(event), {name: value}).status_code == 200


@pytest.mark.parametrize("key", ["x", "%00", "W10", "bnVsbA", "WyJhXHUwMDAwIiwgMV0", "WyJhIiwgMWU5OV0", "é"])
def test_a_key_that_nobody_here_wrote_gives_the_first_page(key: str) -> None:
    event = make_three()
    client = browser(event)
    for sort in ("surname", "signed_up_at"):
        assert len(names(page_of(client, event, after=key, sort=sort))) == 3


@pytest.mark.parametrize("sort", ["surname", "organisation", "signed_up_at"])
def test_the_pages_together_hold_everybody_once_and_in_order(sort: str) -> None:
    event = make_congress()
    crowd = make_crowd(event, 120)
    pages = all_pages(browser(event), event, f"?sort={sort}")
    orders: dict[str, Any] = {
        "surname": lambda p: (p.sort_name, p.pk),
        "organisation": lambda p: (p.sort_organisation, p.pk),
        "signed_up_at": lambda p: (-p.signed_up_at.timestamp(), -p.pk),
    }
    assert [len(page) for page in pages] == [50, 50, 20]
    assert [person for page in pages for person in page] == [
        str(p.pk) for p in sorted(crowd, key=orders[sort])
    ]


def test_paging_stays_within_what_was_asked_for() -> None:
    event = make_congress()
    crowd = make_crowd(event, 200)
    pages = all_pages(browser(event), event, "?q=gemeente+visser&sort=signed_up_at")
    wanted = {str(p.pk) for p in crowd if "visser" in p.search_text}
    assert {person for page in pages for person in page} == wanted


def test_a_later_page_tells_where_it_is_and_leads_back() -> None:
    event = make_congress()
    make_crowd(event, 60)
    client = browser(event)
    first = page_of(client, event, q="gemeente")
    [onward] = first.xpath("//a[@rel='next']")
    assert onward.text_content().startswith("Verder vanaf ")
    second = page_at(client, address(event, onward.get("href")))
    assert second.xpath("//nav[@class='pagination row between']//a/@href") == ["?q=gemeente"]
    assert count(second) == 60


def test_somebody_who_signs_up_meanwhile_moves_nobody_to_another_page() -> None:
    event = make_congress()
    make_crowd(event, 60)
    client = browser(event)
    first = page_of(client, event)
    before = first.xpath("//tr/@data-participant")
    make_registration(event, make_basket(event, [make_person("Aa Aa")]))
    href = first.xpath("//a[@rel='next']/@href")[0]
    second = page_at(client, address(event, href))
    assert len(second.xpath("//tr/@data-participant")) == 10
    assert not set(before) & set(second.xpath("//tr/@data-participant"))


def test_heads_sort_and_say_so() -> None:
    event = make_three()
    page = page_of(browser(event), event, q="e", sort="organisation")
    assert [(th.text_content().strip(), th.get("aria-sort")) for th in page.xpath("//thead//th")] == [
        ("Naam", None),
        ("Organisatie", "ascending"),
        ("Deelname", None),
        ("Status", None),
        ("Betaling", None),
        ("Aangemeld", None),
    ]
    assert page.xpath("//thead//a/@href") == ["?q=e", "?q=e&sort=organisation", "?q=e&sort=signed_up_at"]


def test_the_form_keeps_what_was_asked_and_works_without_a_script() -> None:
    event = make_three()
    page = page_of(browser(event), event, q="b", session="ronde-1-b", sort="signed_up_at")
    [form] = page.xpath("//form[@role='search']")
    assert (form.get("method"), form.get("action")) == ("get", None)
    assert dict(form.form_values()) == {
        "q": "b",
        "ticket_type": "",
        "session": "ronde-1-b",
        "state": "",
        "payment": "",
        "sort": "signed_up_at",
    }
    assert page.xpath("//optgroup/@label") == ["Ronde-1, do 11 mrt"]


def test_what_is_seen_is_what_is_taken_along() -> None:
    event = make_three()
    client = browser(event)
    for query in ("q=berg", "session=ronde-1-b&sort=signed_up_at", "state=cancelled"):
        rows = page_at(client, address(event, f"?{query}")).xpath("//tr/@data-participant")
        for file_format in ("csv", "xlsx"):
            given = client.get(address(event, f"?{query}&export={file_format}"))
            table = read(b"".join(given.streaming_content))  # type: ignore[attr-defined]
            assert [row.cells[1] for row in table.rows] == rows


def test_a_file_says_what_it_is() -> None:
    event = make_three()
    given = browser(event).get(address(event), {"export": "csv"})
    assert given.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert given.headers["Content-Disposition"] == f'attachment; filename="deelnemers-{event.slug}.csv"'
    assert browser(event).get(address(event), {"export": "pdf"}).status_code == 404


def test_the_number_of_statements_does_not_grow_with_the_list() -> None:
    small, large = make_congress(rounds=1), make_congress(rounds=1)
    make_crowd(small, 3)
    make_crowd(large, 300)
    assert statements(small, "") == statements(large, "")
    assert statements(small, "?q=visser") == statements(large, "?q=visser")
    assert statements(large, "") <= 12


def statements(event: Event, query: str) -> int:
    client = browser(event)
    client.get(address(event))
    with CaptureQueriesContext(connection) as captured:
        client.get(address(event, query))
    return len(captured)
