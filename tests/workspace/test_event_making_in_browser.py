"""The pages of making an event in a browser: accessible, as narrow as a phone, and without scripts."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from events.kinds import KINDS
from events.models import Event
from tests.events.drafts import make_drafts
from tests.making import make_basket, make_branchedag, make_congress, make_organisation
from tests.registered import make_registration
from tests.workspace.members import Role, make_member
from tests.workspace.test_workspace_in_browser import context_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def make_busy() -> tuple[Event, str]:
    """A congress with a programme and a participant, and the address of that participant."""
    event = make_drafts(make_congress(price="495.00", rounds=1, days=2, plenary=True))
    people = make_basket(event, 2, rounds={"ronde-1": "ronde-1-a"})
    person = make_registration(event, people).participants.first()
    assert person is not None
    return event, f"deelnemers/{person.pk}/annuleren/"


def pages_of(cancelling: str) -> Iterator[str]:
    yield from ("", "publiceren/", "sluiten/", "heropenen/", "bewerken/", "bewerken/aanmelden/")
    yield from ("bewerken/deelname/", "bewerken/deelname/nieuw/", "bewerken/deelname/regulier/")
    yield from ("bewerken/plaatsen/", "bewerken/annuleren/", "programma/", "programma/vrijgeven/")
    yield from ("sessies/nieuw/", "sessies/ronde-1-a/bewerken/", cancelling)


def faults(page: Page) -> list[str]:
    found = [f"{page.url}: {fault['id']}" for fault in Axe().run(page).response["violations"]]
    wide = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    return [*found, f"{page.url}: wider than the window"] if wide else found


@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing_and_nothing_is_too_wide(
    browser: Browser, live_server: LiveServer, width: int
) -> None:
    event, cancelling = make_busy()
    user = make_member(event.organisation, Role.ORGANISER)
    base = f"/beheer/{event.organisation.slug}/evenementen/"
    found: list[str] = []
    with context_of(browser, live_server, user, viewport={"width": width, "height": 900}) as context:
        page = context.new_page()
        for rest in ("nieuw/", *(f"nieuw/?kind={name}" for name in KINDS)):
            page.goto(base + rest)
            found += faults(page)
        page.get_by_role("button", name="Evenement maken").click()
        found += faults(page)  # with errors
        for rest in pages_of(cancelling):
            page.goto(f"{base}{event.slug}/{rest}")
            found += faults(page)
    assert found == []


def test_an_event_is_made_and_published_without_scripts(browser: Browser, live_server: LiveServer) -> None:
    organisation = make_organisation(slug="academie")
    make_branchedag(organisation=organisation)
    user = make_member(organisation, Role.ORGANISER)
    with context_of(browser, live_server, user, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto("/beheer/academie/")
        page.get_by_role("link", name="Nieuw evenement").click()
        page.get_by_role("link", name="Congres").click()
        page.get_by_label("Titel").fill("Samen leren")
        page.get_by_label("Begin").fill("2031-03-11T09:30")
        page.get_by_label("Einde").fill("2031-03-11T17:00")
        page.get_by_label("Prijs in euro").fill("0,00")
        page.get_by_role("button", name="Evenement maken").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Samen leren")
        page.get_by_role("link", name="Publiceren").click()
        page.get_by_role("button", name="Evenement publiceren").click()
        expect(page.get_by_text("Het evenement is nu openbaar.")).to_be_visible()
        page.goto("/congressen/samen-leren/")
        expect(page.get_by_role("heading", level=1)).to_have_text("Samen leren")
