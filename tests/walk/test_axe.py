"""Axe finds nothing on any page: Dutch and English, light and dark, on a phone and on a desk."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, ViewportSize

from demo.models import MailboxMail
from demo.services.process import wait_until
from events.models import EventText, Partnership
from lib import clock
from organisations.models import Membership
from registrations.models import Registration
from tests.making import NOON, make_basket, make_organisation, make_person
from tests.registered import make_registration
from tests.walk.acts import fill, path_of
from tests.walk.addresses import addresses, in_english
from tests.walk.world import World
from tests.workspace.members import browser_of

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300), pytest.mark.xdist_group("walk")]

PHONE = ViewportSize(width=390, height=844)
DESK = ViewportSize(width=1280, height=900)
CONTRAST = "axe.run({runOnly: ['color-contrast']})"


def test_axe_finds_nothing_on_any_page(browser: Browser, site: str, world: World) -> None:
    registration = sign_up_two(world)
    add_what_pages_are_of(world)
    assert wait_until(MailboxMail.objects.exists, 20)
    dutch = addresses(world, registration, MailboxMail.objects.latest("pk").pk)
    left = [each for one in dutch for each in dict.fromkeys((one, in_english(one)))]
    found, seen = list[str](), set[str]()
    for cookies in (
        [],
        [_logged_in(world, site)],
    ):  # what a visitor gets no page for is asked again by an owner
        context = browser.new_context(base_url=site, locale="nl-NL", reduced_motion="reduce")
        context.add_cookies(cookies)
        page = context.new_page()
        left = [address for address in left if not _is_looked_at(page, address, seen, found)]
        context.close()
    context = browser.new_context(base_url=site, locale="nl-NL", reduced_motion="reduce")
    found += _look_at_what_went_wrong(context.new_page(), world)
    context.close()
    assert found == []
    assert len(seen) > 50


def sign_up_two(world: World) -> Registration:
    """Anna and Pieter at the congress, on invoice: two mails, two days, an invoice."""
    rounds = {f"ronde-{number}": f"ronde-{number}-a" for number in (1, 2, 3)}
    people = [make_person("Anna de Wit", rounds=rounds), make_person("Pieter Bos", rounds=rounds)]
    with clock.at(NOON):  # the time of the site: its mails are due
        return make_registration(world.congress, make_basket(world.congress, people), NOON)


def add_what_pages_are_of(world: World) -> None:
    """A practical text and a partner of the congress."""
    EventText.objects.create(
        event=world.congress, position=0, title="Met de trein", body="Tien minuten lopen."
    )
    partner = make_organisation(slug="oosterveen", name="Gemeente Oosterveen")
    Partnership.objects.create(event=world.congress, organisation=partner, sees_totals=True)


def _logged_in(world: World, site: str) -> Any:
    Membership.objects.filter(user=world.organiser).update(role=Membership.Role.OWNER)
    session = browser_of(world.organiser).cookies["sessionid"].value
    return {"name": "sessionid", "value": session, "url": site}


def _is_looked_at(page: Page, address: str, seen: set[str], found: list[str]) -> bool:
    """Whether there is a page there; what is wrong with one that was not seen yet is ``found``."""
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
        found += _faults(page)
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
