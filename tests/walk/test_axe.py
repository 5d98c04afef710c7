"""Axe finds nothing on any page: Dutch and English, light and dark, on a phone and on a desk."""

from __future__ import annotations

import re
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect

from tests.walk.acts import fill, path_of
from tests.walk.found import make_found
from tests.walk.pages import looks
from tests.walk.people import sessions
from tests.walk.under_way import UNDER_WAY
from tests.walk.world import World

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300), pytest.mark.xdist_group("walk")]

PHONE = ViewportSize(width=390, height=844)
DESK = ViewportSize(width=1280, height=900)
CONTRAST = "axe.run({runOnly: ['color-contrast']})"


@pytest.mark.parametrize("language", ["nl", "en"])
def test_axe_finds_nothing_on_any_page(
    browser: Browser, site: str, world: World, settings: Any, language: str
) -> None:
    found = make_found(world, settings)
    left, seen, faults = looks(found, language), set[str](), list[str]()
    for session in sessions(world, found.to_pay).values():  # what one gets no page for, the next may
        context = _context(browser, site, session)
        page = context.new_page()
        left = [look for look in left if not _is_looked_at(page, look.address, seen, faults)]
        context.close()
    for name, come_there in UNDER_WAY.items():
        for look in [look for look in left if look.name == name]:
            context = _context(browser, site)
            page = context.new_page()
            come_there(page, look.address)
            expect(page).to_have_url(re.compile(f"{re.escape(look.address)}(\\?|$)"))
            faults += _faults(page)
            left.remove(look)
            context.close()
    if language == "nl":
        context = _context(browser, site)
        faults += _look_at_what_went_wrong(context.new_page(), world)
        context.close()
    assert faults == []
    assert left == [], "nobody got these pages: make them in found.py, or say in pages.py why they are none"


def _context(browser: Browser, site: str, session: str = "") -> BrowserContext:
    context = browser.new_context(base_url=site, locale="nl-NL", reduced_motion="reduce")
    if session:
        context.add_cookies([{"name": "sessionid", "value": session, "url": site}])
    return context


def _is_looked_at(page: Page, address: str, seen: set[str], faults: list[str]) -> bool:
    """Whether there is a page there; what is wrong with one that was not seen yet is added to ``faults``."""
    answer = page.request.get(address)
    assert answer.status < 500, address
    there = answer.url.partition("?")[0]
    if answer.status != 200 or "text/html" not in answer.headers["content-type"]:
        return False
    if there not in seen:
        seen.add(there)
        if address.endswith("letter.html"):  # a mail: no script runs at its own address, axe neither
            page.set_content(answer.text())
        else:
            page.goto(answer.url)
        faults += _faults(page)
    return there.endswith(address)  # not that of the login that it leads to


def _faults(page: Page) -> list[str]:
    """All that axe finds on a phone, and what is hard to read in the dark; that turns on no language."""
    page.set_viewport_size(PHONE)
    page.emulate_media(color_scheme="light")
    violations = Axe().run(page).response["violations"]
    if "/en/" not in page.url:
        page.set_viewport_size(DESK)
        page.emulate_media(color_scheme="dark")
        violations += page.evaluate(CONTRAST)["violations"]
    return [f"{page.url} {each['id']}: {node['html'][:140]}" for each in violations for node in each["nodes"]]


def _look_at_what_went_wrong(page: Page, world: World) -> list[str]:
    """The form as it comes back, and a page that is not there."""
    page.goto(f"{path_of(world.congress)}aanmelden/")
    fill(page, {"contact-name": "Els", "contact-email": "els@bakker"})
    page.locator("#signup button[type=submit]:visible").last.click()
    page.locator("[data-errors]").wait_for()
    found = _faults(page)
    page.goto("/deze-pagina-is-er-niet/")
    return found + _faults(page)
