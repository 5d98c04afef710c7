"""Signing up by telephone in a browser, on a wide screen and on a small one, without scripts too."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from events.models import Event
from lib import clock
from notifications.models import Message
from organisations.models import Membership
from registrations.models import Line, SeatPool
from tests.making import make_basket, make_congress
from tests.registered import make_registration
from tests.workspace.members import browser_of, make_member

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.timeout(180)]

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


def open_phone(
    browser: Browser, server: LiveServer, event: Event, width: int, *, scripts: bool = True
) -> Page:
    """The form as an organiser who is logged in gets it from the list of participants."""
    client = browser_of(make_member(event.organisation, Membership.Role.ORGANISER))
    context = browser.new_context(viewport={"width": width, "height": 844}, java_script_enabled=scripts)
    name = settings.SESSION_COOKIE_NAME
    context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": server.url}])
    page = context.new_page()
    page.goto(f"{server.url}/beheer/{event.organisation.slug}/evenementen/{event.slug}/deelnemers/")
    page.get_by_role("link", name="Aanmelden per telefoon").click()
    return page


def look(page: Page, name: str) -> None:
    """Keep a picture where SCREENSHOTS names a folder."""
    if folder := os.environ.get("SCREENSHOTS"):
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


def make_full() -> Event:
    event = make_congress(price="495.00", seats=1, first_day=(clock.now() + timedelta(days=100)).date())
    make_registration(event, make_basket(event), clock.now())
    return event


def fill(page: Page) -> None:
    typed = {
        "contact-name": "Marjolein Visser",
        "contact-email": "m.visser2@westerkoog.example",
        "billing-organisation": "Gemeente Westerkoog",
        "billing-street": "Postbus 12",
        "billing-postcode": "1541 AB",
        "billing-city": "Westerkoog",
    }
    for name, text in typed.items():
        page.locator(f'[name="{name}"]').fill(text)
    page.locator("#accept_terms").check()


@pytest.mark.parametrize("width", [390, 1280])
def test_one_more_at_another_price_and_nobody_is_mailed(
    browser: Browser, live_server: LiveServer, width: int
) -> None:
    page = open_phone(browser, live_server, make_full(), width)
    expect(page.get_by_text("Alle plaatsen zijn bezet.")).to_be_visible()
    look(page, f"phone-{width}")
    assert Axe().run(page, options=RULES).response["violations"] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    fill(page)
    page.locator("#other_price").fill("100")
    page.get_by_role("button", name="Aanmelden", exact=True).click()
    expect(page.locator("ul[data-errors] > li")).to_have_count(1)
    assert Axe().run(page, options=RULES).response["violations"] == []
    page.locator("#other_price_reason").fill("Spreker van vorig jaar")
    expect(page.locator("#amounts")).to_contain_text("121,00")
    page.locator("#one_more").check()
    page.get_by_text("Geen mail").click()
    look(page, f"phone-filled-{width}")
    page.get_by_role("button", name="Aanmelden", exact=True).click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Deelnemers")
    expect(page.locator("[data-participant]")).to_have_count(1)
    look(page, f"phone-list-{width}")
    assert SeatPool.objects.get().capacity == 2
    assert Line.objects.latest("pk").allowance_reason == "Spreker van vorig jaar"
    assert not Message.objects.filter(to_address="m.visser2@westerkoog.example").exists()
    page.context.close()


def test_without_scripts_it_does_the_same(browser: Browser, live_server: LiveServer) -> None:
    page = open_phone(browser, live_server, make_full(), 390, scripts=False)
    fill(page)
    page.locator("#other_price").fill("0")
    page.locator("#other_price_reason").fill("Gast")
    page.locator("#one_more").check()
    page.get_by_role("button", name="Aanmelden", exact=True).click()

    expect(page.locator("[data-participant]")).to_have_count(1)
    assert Line.objects.latest("pk").amount == 0
    page.context.close()
