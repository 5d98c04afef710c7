"""The workspace in a browser: live search, keyboard, phone, dark, both languages, and without scripts."""

from __future__ import annotations

import re
from typing import Any, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from events.models import Event
from organisations.models import User
from tests.making import make_basket, make_congress, make_person
from tests.registered import make_crowd, make_registration
from tests.workspace.members import Role, browser_of, make_member

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Scheme = Literal["light", "dark"]


def make_busy() -> Event:
    event = make_congress(price="495.00", rounds=1, day_tickets=True)
    people = [make_person("José van den Berg", rounds={"ronde-1": "ronde-1-b"})]
    people.append(make_person("Els Bos", rounds={"ronde-1": "ronde-1-a"}))
    make_registration(event, make_basket(event, people))
    make_crowd(event, 60)
    return event


def context_of(browser: Browser, server: LiveServer, user: User, **options: Any) -> BrowserContext:
    """A browser window in which ``user`` is logged in."""
    context = browser.new_context(base_url=server.url, **options)
    session = browser_of(user).cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": session, "url": server.url}])
    return context


def list_of(event: Event) -> str:
    return f"/beheer/{event.organisation.slug}/evenementen/{event.slug}/deelnemers/"


def test_the_list_follows_as_one_types_and_the_address_with_it(
    browser: Browser, live_server: LiveServer
) -> None:
    event = make_busy()
    with context_of(browser, live_server, make_member(event.organisation, Role.ORGANISER)) as context:
        page = context.new_page()
        errors: list[str] = []
        page.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
        page.goto(list_of(event))
        page.get_by_role("searchbox").type("jose")
        expect(page.locator("[data-participant]")).to_have_count(1)
        expect(page.locator("[data-count='1']")).to_be_visible()
        expect(page.get_by_role("searchbox")).to_be_focused()
        assert "q=jose" in page.url
        page.get_by_label("Sessie").select_option("ronde-1-a")
        expect(page.locator("[data-count='0']")).to_be_visible()
        page.go_back()
        expect(page.locator("[data-participant]")).to_have_count(1)
        page.get_by_role("link", name="Alles tonen").first.click()
        expect(page.locator("[data-count='62']")).to_be_visible()
        expect(page.get_by_role("searchbox")).to_have_value("")
        assert errors == []


def test_an_open_menu_stays_open_while_the_list_is_drawn_anew(
    browser: Browser, live_server: LiveServer
) -> None:
    event = make_busy()
    with context_of(browser, live_server, make_member(event.organisation, Role.ORGANISER)) as context:
        page = context.new_page()
        page.goto(list_of(event))
        page.get_by_text("Exporteren").click()
        page.evaluate("htmx.trigger('.filters', 'submit')")  # an answer that comes after the tap
        expect(page).to_have_url(re.compile("session="))
        with page.expect_download():
            page.get_by_role("link", name="CSV").click()


def test_everything_works_without_scripts_and_by_keyboard(browser: Browser, live_server: LiveServer) -> None:
    event = make_busy()
    user = make_member(event.organisation, Role.ORGANISER)
    with context_of(browser, live_server, user, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(list_of(event))
        page.get_by_role("link", name="Verder vanaf").press("Enter")
        expect(page.locator("[data-participant]")).to_have_count(12)
        page.get_by_role("link", name="Terug naar het begin").press("Enter")
        expect(page.locator("[data-participant]")).to_have_count(50)
        page.get_by_role("searchbox").fill("van den berg jose")
        page.get_by_role("searchbox").press("Enter")
        page.get_by_role("link", name="José van den Berg").press("Enter")
        expect(page.get_by_role("heading", level=1)).to_have_text("José van den Berg")
        page.get_by_role("link", name="Bos, Els").press("Enter")
        expect(page.get_by_role("heading", level=1)).to_have_text("Els Bos")


def test_the_menu_gives_the_file_of_what_is_shown(browser: Browser, live_server: LiveServer) -> None:
    event = make_busy()
    with context_of(browser, live_server, make_member(event.organisation, Role.ORGANISER)) as context:
        page = context.new_page()
        page.goto(f"{list_of(event)}?q=bos")
        page.get_by_text("Exporteren").click()
        with page.expect_download() as download:
            page.get_by_role("link", name="CSV").click()
        assert download.value.suggested_filename == f"deelnemers-{event.slug}.csv"
        lines = download.value.path().read_text("utf-8-sig").splitlines()
        assert [line.split(";")[3] for line in lines] == ["name", "Els Bos"]


def test_the_whole_way_in_by_password(page: Page, live_server: LiveServer) -> None:
    event = make_busy()
    user = make_member(event.organisation, Role.ORGANISER)
    user.set_password("een lang wachtwoord")
    user.save()
    page.goto(f"{live_server.url}{list_of(event)}?q=bos")
    page.get_by_label("E-mail").fill(user.email)
    page.get_by_role("textbox", name="Wachtwoord").fill("een lang wachtwoord")
    page.get_by_role("button", name="Inloggen", exact=True).click()
    expect(page.locator("[data-participant]")).to_have_count(1)
    page.get_by_role("button", name="Uitloggen").click()
    page.goto(f"{live_server.url}{list_of(event)}")
    expect(page.get_by_role("button", name="Inloggen", exact=True)).to_be_visible()


@pytest.mark.parametrize(("width", "scheme"), [(390, "dark"), (1280, "light")])
@pytest.mark.parametrize("role", [Role.ORGANISER, Role.FRONTDESK])
def test_axe_finds_nothing_and_nothing_sticks_out(
    browser: Browser, live_server: LiveServer, width: int, scheme: Scheme, role: str
) -> None:
    event = make_busy()
    person = event.participants.get(surname="Bos")
    user = make_member(event.organisation, role)
    home, there = f"/beheer/{event.organisation.slug}/", list_of(event)
    overview = there.removesuffix("deelnemers/")
    found = []
    size = {"width": width, "height": 900}
    with context_of(browser, live_server, user, viewport=size, color_scheme=scheme) as context:
        page = context.new_page()
        for dutch in (home, overview, there, f"{there}?q=niemand", f"{there}{person.pk}/"):
            for address in (dutch, in_english(dutch)):
                page.goto(address)
                found += [(address, fault["id"]) for fault in Axe().run(page).response["violations"]]
                if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                    found.append((address, "sticks out"))
    assert found == []


def in_english(address: str) -> str:
    return (
        address.replace("/beheer/", "/en/manage/")
        .replace("/evenementen/", "/events/")
        .replace("/deelnemers/", "/participants/")
    )
