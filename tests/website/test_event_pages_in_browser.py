"""The public pages as axe, a small screen, a finger and a keyboard find them."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.cache import cache
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from events.models import Event, EventText, SessionSpeaker, Speaker
from tests.making import make_branchedag, make_congress, make_leergang, make_organisation, make_steps
from tests.website.pages import path_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.timeout(240)]


def make_world() -> list[Event]:
    """A congress with all that a page has, a course, a fair, and one that is full."""
    organisation = make_organisation(accent="#ffd400")
    congress = make_congress(
        organisation=organisation,
        days=2,
        rounds=2,
        plenary=True,
        round_seats=5,
        price="495.00",
        day_tickets=True,
    )
    speaker = Speaker.objects.create(
        organisation=organisation, name="Noor Haddad", role="Adviseur", bio="Tekent."
    )
    SessionSpeaker.objects.create(session=congress.sessions.get(slug="ronde-1-a"), speaker=speaker)
    congress.sessions.filter(slug="ronde-1-a").update(description="Waar het over gaat.")
    EventText.objects.create(event=congress, position=1, title="Bereikbaarheid", body="## Trein\n\nLoop.")
    make_steps(congress)
    full = make_congress(organisation=organisation, has_waiting_list=True)
    full.pools.update(taken=100)
    return [
        congress,
        make_leergang(organisation=organisation),
        make_branchedag(organisation=organisation),
        full,
    ]


def faults(page: Page) -> list[str]:
    """Return what axe finds on the page, and whether it is wider than the window."""
    found = [
        f"{page.url} {fault['id']}: {node['html'][:120]}"
        for fault in Axe().run(page).response["violations"]
        for node in fault["nodes"]
    ]
    wide = page.evaluate("() => document.documentElement.scrollWidth - innerWidth")
    return found + ([f"{page.url} is {wide} px too wide"] if wide > 0 else [])


@pytest.mark.parametrize(("width", "scheme"), [(390, "dark"), (1280, "light")])
def test_axe_finds_nothing_in_either_language(
    live_server: LiveServer, browser: Browser, width: int, scheme: Any
) -> None:
    cache.clear()
    paths = ["/", "/congressen/", "/?month=1999-01", "/en/", "/en/courses/"]
    paths += [path_of(event, language) for event in make_world() for language in ("nl", "en")]
    page = browser.new_page(viewport={"width": width, "height": 844}, color_scheme=scheme)
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda told: errors.append(told.text) if told.type == "error" else None)
    found: list[str] = []
    for path in paths:
        page.goto(f"{live_server.url}{path}")
        found += faults(page)
    page.close()
    assert (found, errors) == ([], [])


def test_a_session_unfolds_by_keyboard_and_the_way_to_sign_up_stays_in_reach(
    live_server: LiveServer, browser: Browser
) -> None:
    cache.clear()
    congress, *_ = make_world()
    page = browser.new_page(viewport={"width": 390, "height": 844}, has_touch=True, java_script_enabled=False)
    page.goto(f"{live_server.url}{path_of(congress)}")
    text = page.get_by_text("Waar het over gaat.", exact=True)
    assert not text.is_visible()
    page.locator("#ronde-1-a").tap()  # anywhere on the card
    assert text.is_visible()
    page.locator("#ronde-1-a summary").press("Enter")
    assert not text.is_visible()
    button = page.locator(".reach a.button")
    box = button.bounding_box()
    assert box is not None
    assert box["height"] >= 44
    assert box["y"] + box["height"] <= 844
    page.close()
