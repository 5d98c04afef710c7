"""Finance in a browser: a month looked through, an invoice credited, a loose one issued."""

from __future__ import annotations

import csv
import os
from dataclasses import replace
from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, expect
from pytest_django.live_server_helper import LiveServer

from flows.customers import merge_customers
from organisations.access import SYSTEM
from organisations.models import CustomerLikeness, Organisation
from payments.models import Invoice, Refund
from tests.invoiced import (
    WESTERKOOG,
    credit_all,
    make_customer,
    make_loose,
    make_loose_line,
    make_many,
    make_refund_by_bank,
    pay,
)
from tests.making import NOON, make_basket, make_congress, make_organisation, make_person
from tests.registered import make_registration
from tests.workspace.members import Role, browser_of, make_member

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Scheme = Literal["light", "dark"]
EVER = "?from=&to="


def make_office() -> Organisation:
    """A sign-up for three, paid in part; a loose invoice credited; money to go back; a likely double."""
    academy = make_organisation()
    event = make_congress(organisation=academy, price="495.00", slug="kracht")
    people = [make_person(name) for name in ("Anna de Wit", "Pieter van den Berg", "Zoë van 't Hoff")]
    pay(make_registration(event, make_basket(event, people)).invoices.get(), "500.00")
    customer = make_customer(academy)
    credit_all(make_loose(customer, make_loose_line("97.59", text="Boek", vat="S9"), files=True))
    back = make_loose(customer, make_loose_line("250.00"))
    Refund.objects.filter(pk=make_refund_by_bank(back).pk).update(concern="by_bank")
    credit_all(back)
    other = make_customer(academy, replace(WESTERKOOG, organisation="Westerkoog, gemeente", kvk="12345678"))
    third = make_customer(academy, replace(WESTERKOOG, organisation="Westerkoog", kvk="12345679"))
    CustomerLikeness.objects.create(customer=other, other=customer, reason="kvk")
    merge_customers(third.pk, customer.pk, NOON, actor=SYSTEM)
    return academy


def window(browser: Browser, server: LiveServer, academy: Organisation, **options: object) -> BrowserContext:
    """A browser window in which somebody of finance is logged in."""
    context = browser.new_context(base_url=server.url, **options)  # type: ignore[arg-type]
    session = browser_of(make_member(academy, Role.FINANCE)).cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": session, "url": server.url}])
    return context


def pages_of(academy: Organisation) -> list[str]:
    """The address of each page about money, in Dutch."""
    first, here = Invoice.objects.order_by("id")[0], f"/beheer/{academy.slug}"
    note = Invoice.objects.filter(type_code="381")[0]
    customer = make_customer(academy)
    refund = Refund.objects.get()
    return [
        f"{here}/facturen/{EVER}",
        f"{here}/facturen/{EVER}&q=bestaat-niet",
        f"{here}/facturen/{first.number}/",
        f"{here}/facturen/{note.number}/",
        f"{here}/facturen/{refund.invoice}/",
        f"{here}/facturen/{first.number}/betaald/",
        f"{here}/facturen/{first.number}/crediteren/",
        f"{here}/facturen/{first.number}/terugbetalen/",
        f"{here}/facturen/{refund.invoice}/terugbetalen/{refund.pk}/",
        f"{here}/facturen/aandacht/",
        f"{here}/facturen/nieuw/",
        f"{here}/facturen/nieuw/?customer={customer.number}",
        f"{here}/facturen/nummering/",
        f"{here}/klanten/",
        f"{here}/klanten/nieuw/",
        f"{here}/klanten/{customer.number}/?from=2026-11-25&to=",
        f"{here}/klanten/{customer.number}/bewerken/",
        f"{here}/klanten/{customer.number}/samenvoegen/",
        f"{here}/klanten/{customer.number}/samenvoegen/?into={customer.number + 1}",
    ]


def test_the_files_follow_what_is_searched_for(browser: Browser, live_server: LiveServer) -> None:
    academy = make_office()
    first = Invoice.objects.order_by("id")[0]
    with window(browser, live_server, academy) as context:
        page = context.new_page()
        page.goto(f"/beheer/{academy.slug}/facturen/{EVER}")
        page.get_by_role("searchbox").type(first.number)
        expect(page.locator("[data-count='1']")).to_be_visible()
        page.get_by_text("Exporteren").click()
        with page.expect_download() as download:
            page.get_by_role("link", name="CSV").click()
        rows = csv.DictReader(download.value.path().read_text("utf-8-sig").splitlines(), delimiter=";")
        assert {row["number"] for row in rows} == {first.number}


def in_english(address: str) -> str:
    for dutch, english in (
        ("/beheer/", "/en/manage/"),
        ("/facturen/", "/invoices/"),
        ("/klanten/", "/customers/"),
        ("/betaald/", "/paid/"),
        ("/crediteren/", "/credit/"),
        ("/terugbetalen/", "/refund/"),
        ("/aandacht/", "/attention/"),
        ("/nieuw/", "/new/"),
        ("/nummering/", "/numbering/"),
        ("/bewerken/", "/edit/"),
        ("/samenvoegen/", "/merge/"),
    ):
        address = address.replace(dutch, english)
    return address


@pytest.mark.timeout(300)
@pytest.mark.parametrize(("width", "scheme"), [(390, "dark"), (1280, "light")])
def test_axe_finds_nothing_and_nothing_sticks_out(
    browser: Browser, live_server: LiveServer, width: int, scheme: Scheme
) -> None:
    academy = make_office()
    found = []
    size = {"width": width, "height": 900}
    with window(browser, live_server, academy, viewport=size, color_scheme=scheme) as context:
        page = context.new_page()
        for number, dutch in enumerate(pages_of(academy)):
            for address in (dutch, in_english(dutch)):
                answer = page.goto(address)
                assert answer
                assert answer.ok, address
                found += [(address, fault["id"]) for fault in Axe().run(page).response["violations"]]
                if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                    found.append((address, "sticks out"))
                if (folder := os.environ.get("SCREENS")) and address == dutch:
                    page.screenshot(path=str(Path(folder) / f"{number:02}-{width}.png"), full_page=True)
    assert found == []


def test_the_amount_of_a_credit_note_follows_the_choice(browser: Browser, live_server: LiveServer) -> None:
    academy = make_office()
    first = Invoice.objects.order_by("id")[0]
    with window(browser, live_server, academy) as context:
        page = context.new_page()
        page.goto(f"/beheer/{academy.slug}/facturen/{first.number}/crediteren/")
        expect(page.locator("#consequences")).to_contain_text("1.796,85")
        for row in ("Anna de Wit", "Pieter van den Berg"):
            page.get_by_role("row").filter(has_text=row).get_by_role("checkbox").uncheck()
        expect(page.locator("#consequences")).to_contain_text("598,95")
        page.get_by_role("row").filter(has_text="Zoë").get_by_role("checkbox").uncheck()
        expect(page.locator("#consequences")).to_contain_text("Er is niets gekozen.")
        page.get_by_role("row").filter(has_text="Zoë").get_by_role("checkbox").check()
        page.get_by_role("button", name="Creditnota maken").click()
        expect(page.get_by_role("status")).to_contain_text("€ 598,95")
    assert str(Invoice.objects.filter(original=first).get().payable) == "598.95"


def test_a_month_is_looked_through_and_taken_along(browser: Browser, live_server: LiveServer) -> None:
    academy = make_organisation()
    make_many(make_customer(academy), 200)
    with window(browser, live_server, academy) as context:
        page = context.new_page()
        page.goto(f"/beheer/{academy.slug}/facturen/?from=2026-03-01&to=2026-03-31")
        expect(page.get_by_role("heading", level=1)).to_have_text("Facturen van maart 2026")
        page.get_by_role("link", name="Naar april 2026").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Facturen van april 2026")
        here = page.locator("[data-invoice]").count()
        page.get_by_role("searchbox").type("2026-0060")
        expect(page.locator("[data-invoice]")).to_have_count(1)
        page.get_by_role("searchbox").fill("2026-0001")
        page.get_by_role("link", name="Zoek in alle perioden").click()
        expect(page.locator("[data-invoice]")).to_have_count(1)
        page.go_back()
        page.goto(f"/beheer/{academy.slug}/facturen/?from=2026-04-01&to=2026-04-30")
        page.get_by_text("Exporteren").click()
        with page.expect_download() as download:
            page.get_by_role("link", name="CSV").click()
        lines = download.value.path().read_text("utf-8-sig").splitlines()
        assert len(lines) == here + 1
        assert download.value.suggested_filename == f"facturen-{academy.slug}-2026-04-01-2026-04-30.csv"


def test_a_loose_invoice_without_scripts(browser: Browser, live_server: LiveServer) -> None:
    academy = make_organisation()
    make_customer(academy)
    with window(browser, live_server, academy, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"/beheer/{academy.slug}/facturen/nieuw/?q=westerkoog")
        page.get_by_role("link", name="Gemeente Westerkoog").click()
        page.get_by_label("Omschrijving, regel 1").fill("Extra stroom op stand 12")
        page.get_by_label("Aantal, regel 1").fill("3")
        page.get_by_label("Prijs, regel 1").fill("45,50")
        page.get_by_role("button", name="Uitrekenen").click()
        expect(page.get_by_text("165,17")).to_be_visible()
        page.get_by_role("button", name="Factuur versturen").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Factuur 2026-0001")
    assert str(Invoice.objects.get().payable) == "165.17"
