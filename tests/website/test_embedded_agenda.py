"""The agenda that stands on another website, and what its organisation pastes there."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from lxml import html
from playwright.sync_api import Browser, expect
from pytest_django.live_server_helper import LiveServer

from tests.making import make_congress, make_organisation
from tests.website.pages import path_of
from tests.workspace.members import Role, browser_of, make_member, page_at

pytestmark = [pytest.mark.usefixtures("noon")]
HERE = "/agenda-van/academie/"


@pytest.mark.django_db
def test_it_lists_what_is_to_come_of_one_organisation() -> None:
    academy = make_organisation(slug="academie")
    event = make_congress(organisation=academy, title="Van ons", slug="ons")
    make_congress(organisation=academy, title="Nog niet", slug="concept", status="draft")
    make_congress(title="Van een ander", slug="ander")
    (link,) = page_at(Client(), HERE).xpath("//li//a")
    assert (link.text, link.get("href"), link.get("target")) == ("Van ons", path_of(event), "_top")
    assert Client().get(HERE, {"kind": "leergang"}).content.decode().count("<li>") == 0
    assert "Events of" in Client().get("/en/calendar-of/academie/").content.decode()
    assert Client().get("/agenda-van/niemand/").status_code == 404


@pytest.mark.django_db
def test_any_website_may_frame_it_and_no_other_page() -> None:
    event = make_congress(organisation=make_organisation(slug="academie"))
    assert "frame-ancestors *;" in Client().get(HERE).headers["Content-Security-Policy"] + ";"
    assert "frame-ancestors 'none'" in Client().get(path_of(event)).headers["Content-Security-Policy"]
    assert "X-Frame-Options" not in Client().get(HERE).headers


@pytest.mark.django_db
def test_what_is_pasted_is_html_that_leads_to_the_events() -> None:
    academy = make_organisation(slug="academie")
    make_congress(organisation=academy, title="Zorg & <wonen>", slug="zorg", days=2)
    browser = browser_of(make_member(academy, Role.ORGANISER))
    page = page_at(browser, "/beheer/academie/agenda-op-website/", language="en")
    frame, listed = (_tree(page.xpath(f"//textarea[@id='{name}']")[0].text) for name in ("frame", "list"))
    assert frame.get("src").endswith("/en/calendar-of/academie/")
    assert frame.get("title") == f"Events of {academy.name}"
    assert listed.xpath("//a/text()") == ["Zorg & <wonen>"]
    assert listed.xpath("//a/@href")[0].endswith("/en/congresses/zorg/")


def _tree(text: str) -> Any:
    return html.fromstring(text)


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("width", [320, 1280])
def test_it_fits_a_narrow_frame_and_leads_out_of_it(
    browser: Browser, live_server: LiveServer, width: int
) -> None:
    event = make_congress(
        organisation=make_organisation(slug="academie"), title="Ontwikkelingssamenwerkingsovereenkomsten"
    )
    page = browser.new_page(viewport={"width": width, "height": 600})
    page.goto(live_server.url + HERE)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert Axe().run(page).response["violations"] == []
    page.set_content(
        f'<h1>Elders</h1><iframe src="{live_server.url}{HERE}" width="100%" height="500"></iframe>'
    )
    page.frame_locator("iframe").get_by_role("link").click()
    expect(page).to_have_url(live_server.url + path_of(event))
    page.close()
