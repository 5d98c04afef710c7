"""Signing up in a browser, with scripts and without, by touch on a small screen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Route, expect
from pytest_django.live_server_helper import LiveServer

from demo.services.process import wait_until
from events.models import Event
from lib import clock
from registrations.models import Line, Participant, Registration
from tests.making import make_branchedag, make_congress, make_steps

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.timeout(180)]

PHONE = {"width": 375, "height": 740}
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


def later() -> date:
    """A day on which events are still to come, whenever this runs."""
    return (clock.now() + timedelta(days=100)).date()


@pytest.fixture(params=[True, False], ids=["with scripts", "without scripts"])
def scripted(request: Any) -> bool:
    return bool(request.param)


@pytest.fixture
def phone(browser: Browser, scripted: bool) -> Iterator[Page]:  # noqa: FBT001 (a fixture)
    context = browser.new_context(viewport=PHONE, has_touch=True, java_script_enabled=scripted)  # type: ignore[arg-type]
    yield context.new_page()
    context.close()


def open_form(page: Page, server: LiveServer, event: Event) -> None:
    page.goto(f"{server.url}/{event.behaviour.paths['nl']}/{event.slug}/aanmelden/")


def fill(page: Page, **typed: str) -> None:
    for name, text in typed.items():
        page.locator(f'[name="{name.replace("__", "-")}"]').fill(text)


def send(page: Page) -> None:
    page.get_by_role("button", name=re.compile("[Aa]anmelden")).last.tap()


def test_alone_one_types_two_fields(phone: Page, live_server: LiveServer) -> None:
    open_form(phone, live_server, make_congress(first_day=later()))
    fill(phone, contact__name="Marjolein Visser", contact__email="m.visser@westerkoog.example")
    send(phone)
    expect(phone.get_by_role("heading", level=1)).to_have_text("Uw aanmelding is bevestigd")
    assert Registration.objects.get().reference in phone.content()


def test_alone_and_free_the_button_is_on_the_first_screen(browser: Browser, live_server: LiveServer) -> None:
    page = browser.new_context(viewport={"width": 390, "height": 780}).new_page()
    open_form(page, live_server, make_congress(first_day=later()))
    expect(page.get_by_role("button", name="Aanmelden", exact=True)).to_be_in_viewport(ratio=1)
    page.context.close()


def test_three_colleagues_come_with_an_order_number(
    phone: Page, live_server: LiveServer, *, scripted: bool
) -> None:
    event = make_congress(price="495.00", rounds=2, day_tickets=True, days=2, first_day=later())
    open_form(phone, live_server, event)
    fill(phone, contact__name="Marjolein Visser", contact__email="m.visser@westerkoog.example")
    phone.get_by_text("Collega’s aanmelden").tap()
    for number, name in enumerate(["Jan de Vries", "Fatima el Amrani", "Piet Bos"]):
        if scripted and number:
            phone.get_by_role("button", name="Deelnemer toevoegen").tap()
        fill(phone, **{f"participants-{number}-name": name})
    phone.locator('[name="all-round_ronde-1"]').first.check()
    phone.locator('[name="all-round_ronde-2"]').first.check()
    phone.get_by_text("Afwijkende keuze per deelnemer").tap()
    phone.locator("#participants-1-ticket_type").select_option("alleen-dag-2")
    phone.locator("#participants-2-round_ronde-1").select_option("ronde-1-b")
    fill(phone, billing__organisation="Gemeente Westerkoog", billing__street="Postbus 1")
    fill(phone, billing__postcode="1541ab", billing__order_number="INK-7")
    send(phone)  # without a city and without the terms
    expect(phone.locator("ul[data-errors] > li")).to_have_count(2)
    expect(phone.locator("#participants-1-name")).to_have_value("Fatima el Amrani")
    fill(phone, billing__city="Westerkoog")
    phone.locator("#accept_terms").check()
    send(phone)
    expect(phone.get_by_role("heading", level=1)).to_have_text("Uw aanmelding is bevestigd")
    expect(phone.get_by_text("Drie deelnemers")).to_be_visible()
    chosen = Participant.objects.order_by("id").values_list("name", "ticket_type__slug")
    assert list(chosen) == [
        ("Jan de Vries", "regulier"),
        ("Fatima el Amrani", "alleen-dag-2"),
        ("Piet Bos", "regulier"),
    ]
    assert Line.objects.count() == 3


def test_without_a_script_a_button_gives_one_more_row(browser: Browser, live_server: LiveServer) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()
    open_form(page, live_server, make_congress(first_day=later()))
    page.get_by_text("Collega’s aanmelden").click()
    fill(page, **{"participants-2-name": "Piet Bos"})
    page.get_by_role("button", name="Nog een deelnemer toevoegen").click()
    expect(page.locator("[data-person-row]")).to_have_count(4)
    expect(page.locator("#participants-2-name")).to_have_value("Piet Bos")
    page.context.close()


def test_enter_sends_the_form_and_does_not_add_a_row(browser: Browser, live_server: LiveServer) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()
    open_form(page, live_server, make_congress(first_day=later()))
    fill(page, contact__name="Marjolein Visser", contact__email="m.visser@westerkoog.example")
    page.locator("#contact-email").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Uw aanmelding is bevestigd")
    page.context.close()


def test_price_button_and_places_follow_and_an_old_answer_changes_nothing(
    page: Page, live_server: LiveServer
) -> None:
    event = make_congress(price="100.00", rounds=1, round_seats=1, first_day=later())
    open_form(page, live_server, event)
    held: list[Route] = []

    def hold_the_first(route: Route) -> None:
        if held:
            route.continue_()
        else:
            held.append(route)

    page.get_by_text("Collega’s aanmelden").click()
    fill(page, **{"participants-0-name": "Jan de Vries"})
    page.get_by_role("button", name="Deelnemer toevoegen").click()
    fill(page, **{"participants-1-name": "Fatima el Amrani"})
    expect(page.locator("#amounts")).to_contain_text("€ 242,00")
    expect(page.locator("#signup-button")).to_have_text("2 deelnemers aanmelden met betalingsverplichting")
    expect(page.locator("#places-ronde-1-a")).to_have_text("nog 1 plaats: te weinig voor twee deelnemers")
    expect(page.locator('[data-exception="participants-1"] legend')).to_have_text("Fatima el Amrani")
    page.get_by_role("button", name=re.compile("Verwijderen.*deelnemer 1")).click()
    expect(page.locator("#amounts")).to_contain_text("€ 121,00")
    page.route("**/prijs/", hold_the_first)
    with page.expect_request("**/prijs/"):
        fill(page, **{"participants-1-name": "F"})
    assert wait_until(lambda: page.evaluate("true") and len(held) == 1, 10)  # asking lets the route happen
    page.get_by_role("button", name="Deelnemer toevoegen").click()
    fill(page, **{"participants-2-name": "Piet"})
    expect(page.locator("#amounts")).to_contain_text("€ 242,00")
    held[0].continue_()
    page.wait_for_timeout(600)
    expect(page.locator("#amounts")).to_contain_text("€ 242,00")


def test_who_pays_is_asked_only_where_something_is_due(page: Page, live_server: LiveServer) -> None:
    open_form(page, live_server, make_branchedag(stands=2))
    expect(page.locator("#signup-button")).to_have_text("Aanmelden")
    expect(page.locator("#billing-organisation")).to_be_hidden()
    page.locator("#stand-2").check()
    expect(page.locator("#billing-organisation")).to_be_visible()
    expect(page.locator("#signup-button")).to_have_text("Aanmelden met betalingsverplichting")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_and_nothing_is_wider_than_a_phone(
    browser: Browser, live_server: LiveServer, scheme: Any
) -> None:
    event = make_congress(price="495.00", rounds=1, round_seats=1, first_day=later(), asks_job_title=True)
    make_steps(event)
    page = browser.new_context(viewport=PHONE, color_scheme=scheme).new_page()  # type: ignore[arg-type]
    for path in ("congressen", "en/congresses"):
        word = "register" if "en/" in path else "aanmelden"
        page.goto(f"{live_server.url}/{path}/{event.slug}/{word}/")
        examine(page)
        page.locator("#signup button[type=submit]").last.click()
        expect(page.locator("ul[data-errors]")).to_be_visible()
        examine(page)
    fill(page, contact__name="Jan", contact__email=f"jan.{scheme}@x.example")
    page.locator('[name="all-round_ronde-1"]').first.check()
    page.locator("#accept_terms").check()
    page.locator("#signup button[type=submit]").last.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your registration is confirmed")
    examine(page)
    secret = Participant.objects.get().secret
    for path in (f"deelname/{secret}", "mijn-aanmelding", "mijn-aanmelding/gevraagd"):
        page.goto(f"{live_server.url}/{path}/")
        examine(page)
    page.goto(f"{live_server.url}/congressen/{event.slug}/aanmelden/")
    expect(page.locator('[name="all-round_ronde-1"]').first).to_be_disabled()
    examine(page)
    page.context.close()


def examine(page: Page) -> None:
    page.evaluate("() => document.querySelectorAll('details').forEach((fold) => (fold.open = true))")
    found = Axe().run(page, options=RULES).response["violations"]
    assert [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found] == []
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")


def test_in_the_other_language_all_that_was_typed_is_still_there(
    phone: Page, live_server: LiveServer, *, scripted: bool
) -> None:
    open_form(phone, live_server, make_congress(price="495.00", rounds=1, first_day=later()))
    fill(phone, contact__name="Marjolein Visser", billing__city="Westerkoog")
    phone.locator('[name="all-round_ronde-1"]').last.check()
    if scripted:
        phone.get_by_role("link", name="English").click()
    else:
        phone.get_by_role("button", name="Continue in English").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Register")
    expect(phone.locator('[name="contact-name"]')).to_have_value("Marjolein Visser")
    expect(phone.locator('[name="billing-city"]')).to_have_value("Westerkoog")
    expect(phone.locator('[name="all-round_ronde-1"]').last).to_be_checked()
    expect(phone.locator("ul[data-errors]")).to_have_count(0)
    assert not Registration.objects.exists()
