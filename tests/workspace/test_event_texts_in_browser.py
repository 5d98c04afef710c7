"""The pages of practical texts in a browser: accessible, as narrow as a phone, and without scripts."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect
from pytest_django.live_server_helper import LiveServer

from tests.making import make_congress
from tests.workspace.members import Role, make_member
from tests.workspace.test_event_making_in_browser import faults
from tests.workspace.test_event_texts import make_texts, titles
from tests.workspace.test_workspace_in_browser import context_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("width", [390, 1280])
def test_texts_are_written_ordered_and_removed_without_scripts(
    browser: Browser, live_server: LiveServer, width: int
) -> None:
    event = make_congress()
    make_texts(event, "Bereikbaarheid", "Eten en drinken")
    user = make_member(event.organisation, Role.ORGANISER)
    window = {"width": width, "height": 900}
    with context_of(browser, live_server, user, viewport=window, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"/beheer/{event.organisation.slug}/evenementen/{event.slug}/bewerken/")
        page.get_by_role("link", name="Praktische teksten").click()
        page.get_by_role("link", name="Tekst toevoegen").click()
        page.get_by_role("button", name="Bewaren").click()
        expect(page.locator("[data-errors] li")).to_have_count(2)
        page.get_by_label("Titel", exact=True).fill("Toegankelijkheid")
        page.get_by_label("Tekst", exact=True).fill("Alle zalen zijn **drempelvrij**.")
        page.get_by_role("button", name="Voorbeeld").click()
        expect(page.locator("strong", has_text="drempelvrij")).to_be_visible()
        page.get_by_role("button", name="Bewaren").click()
        page.get_by_role("button", name="Omhoog Toegankelijkheid").click()
        assert titles(event) == ["Bereikbaarheid", "Toegankelijkheid", "Eten en drinken"]
        page.get_by_role("link", name="Eten en drinken").click()
        page.get_by_text("Deze tekst verwijderen").click()
        page.get_by_role("button", name="Verwijderen", exact=True).click()
        assert titles(event) == ["Bereikbaarheid", "Toegankelijkheid"]


@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing_and_nothing_is_too_wide(
    browser: Browser, live_server: LiveServer, width: int
) -> None:
    event = make_congress()
    base = f"/beheer/{event.organisation.slug}/evenementen/{event.slug}/teksten/"
    user = make_member(event.organisation, Role.ORGANISER)
    with context_of(browser, live_server, user, viewport={"width": width, "height": 900}) as context:
        page = context.new_page()
        page.goto(base)
        found = faults(page)  # nothing there yet
        route, *_ = make_texts(event, "Bereikbaarheid", "Eten en drinken", "Toegankelijkheid")
        for rest in ("", "nieuw/", f"{route}/"):
            page.goto(base + rest)
            found += faults(page)
        page.get_by_label("Tekst", exact=True).fill("## Trein\n\n- loop")
        page.get_by_role("button", name="Voorbeeld").click()
        found += faults(page)
        page.get_by_label("Titel", exact=True).fill("")
        page.get_by_role("button", name="Bewaren").click()
        found += faults(page)  # with errors
    assert found == []
