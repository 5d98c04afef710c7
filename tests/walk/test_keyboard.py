"""The key parts by keyboard alone: nothing is clicked, and where one is shows."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.walk.acts import CONFIRMED, path_of
from tests.walk.world import ORGANISER, PASSWORD, World

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240), pytest.mark.xdist_group("walk")]

IS_FOCUSED = "element => element === document.activeElement"
IS_NEXT = """element => element === document.activeElement
    || Boolean(document.activeElement.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING)"""
IS_SHOWN = """element => {
    const isCard = element.matches("input[type=radio], input[type=checkbox]");
    const drawn = isCard ? element.closest("label") : element;
    return [element, drawn].some((each) => {
        const style = getComputedStyle(each);
        return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
    });
}"""


def tab_to(page: Page, target: Locator, key: str = "Tab") -> None:
    """Go on with Tab until ``target`` has the focus, and see that it shows."""
    target.wait_for(state="attached")  # on the page that the last key led to
    page.wait_for_load_state()
    for _ in range(150):
        if target.count() and target.evaluate(IS_FOCUSED):
            assert target.evaluate(IS_SHOWN), f"the focus does not show on {target}"
            return
        page.keyboard.press(key)
    raise AssertionError(f"Tab does not lead to {target}")


def type_into(page: Page, name: str, text: str) -> None:
    tab_to(page, page.locator(f'[name="{name}"]'))
    page.keyboard.type(text)


def field(page: Page, name: str, value: str) -> Locator:
    return page.locator(f'#signup [name="{name}"][value="{value}"]')


def test_three_colleagues_are_signed_up_and_found_without_a_mouse(
    browser: Browser, site: str, world: World
) -> None:
    context = browser.new_context(base_url=site, locale="nl-NL")
    page = context.new_page()
    page.goto(path_of(world.congress))
    tab_to(page, page.locator("main").get_by_role("link", name="Aanmelden").first)
    page.keyboard.press("Enter")
    sign_up(page)
    log_in_and_search(page, world)
    context.close()


def sign_up(page: Page) -> None:
    expect(page.locator("#signup")).to_be_visible()
    type_into(page, "contact-name", "Marjolein Visser")
    type_into(page, "contact-email", "m.visser@westerkoog.example")
    tab_to(page, page.locator("#people > summary"))
    page.keyboard.press("Enter")
    type_into(page, "participants-0-name", "Anna de Wit")
    type_into(page, "participants-0-email", "a.dewit@westerkoog.example")
    tab_to(page, page.locator("[data-person-add]"))
    page.keyboard.press("Enter")
    tab_to(page, page.locator('[name="participants-1-name"]'), "Tab" if _is_before(page) else "Shift+Tab")
    page.keyboard.type("Pieter Bos")
    for number in (1, 2, 3):
        tab_to(page, field(page, f"all-round_ronde-{number}", f"ronde-{number}-a"))
        page.keyboard.press("Space")
        page.keyboard.press("ArrowDown")
        expect(field(page, f"all-round_ronde-{number}", f"ronde-{number}-b")).to_be_checked()
    type_into(page, "billing-organisation", "Gemeente Westerkoog")
    type_into(page, "billing-street", "Postbus 12")
    type_into(page, "billing-postcode", "1541 AB")
    type_into(page, "billing-city", "Westerkoog")
    tab_to(page, page.locator('[name="accept_terms"]'))
    page.keyboard.press("Space")
    tab_to(page, page.locator("#signup button[type=submit]:visible").last)
    page.keyboard.press("Enter")
    expect(page).to_have_url(CONFIRMED)
    expect(page.get_by_text("Twee deelnemers")).to_be_visible()


def _is_before(page: Page) -> bool:
    """Whether the new row comes after what has the focus now."""
    row = page.locator('[name="participants-1-name"]')
    expect(row).to_be_attached()
    return bool(row.evaluate(IS_NEXT))


def log_in_and_search(page: Page, world: World) -> None:
    page.goto("/beheer/")
    type_into(page, "login", ORGANISER)
    type_into(page, "password", PASSWORD)
    page.keyboard.press("Enter")
    tab_to(page, page.locator("main").get_by_role("link", name=world.congress.title).first)
    page.keyboard.press("Enter")
    tab_to(page, page.get_by_role("link", name="Deelnemers").first)
    page.keyboard.press("Enter")
    tab_to(page, page.get_by_role("searchbox"))
    page.keyboard.type("bos")
    expect(page.locator("[data-participant]")).to_have_count(1)
    tab_to(page, page.locator("[data-participant] th a"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Pieter Bos")


def test_what_is_wrong_is_where_the_keyboard_is(browser: Browser, site: str, world: World) -> None:
    context = browser.new_context(base_url=site, locale="nl-NL")
    page = context.new_page()
    page.goto(f"{path_of(world.afternoon)}aanmelden/")
    type_into(page, "contact-name", "Els Bakker")
    type_into(page, "contact-email", "els@bakker")
    page.keyboard.press("Enter")
    expect(page.locator("[data-errors] li")).to_have_count(1)
    expect(page.locator(".error-summary")).to_be_focused()
    tab_to(page, page.locator("[data-errors] a"))
    page.keyboard.press("Enter")
    email = page.locator('[name="contact-email"]')
    expect(email).to_be_focused()
    expect(email).to_have_value("els@bakker")
    page.keyboard.press("End")
    page.keyboard.type(".example")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/aanmelding/SK-"))
    context.close()
