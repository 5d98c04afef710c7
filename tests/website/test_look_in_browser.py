"""Every page that only the look makes, as axe and a small screen find it."""

from typing import Any

import pytest
from allauth.account.models import EmailAddress
from axe_playwright_python.sync_playwright import Axe
from django.core.cache import cache
from playwright.sync_api import Browser, Page, Route
from pytest_django.live_server_helper import LiveServer

from organisations.models import LegalText, User
from tests.making import NOON, make_organisation

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.timeout(240)]

ADDRESS, PASSWORD = "organisator@samenkomst.example", "een lang wachtwoord"
OPEN = [
    "stijl/",
    "account/login/",
    "account/login/code/",
    "account/password/reset/",
    "account/password/reset/done/",
    "account/signup/",
    "geen-pagina/",
]
LOGGED_IN = ["account/password/change/", "account/2fa/", "account/email/", "account/logout/"]
LEGAL = ["over/academie/voorwaarden/", "en/about/academie/terms/"]


def make_world() -> None:
    organisation = make_organisation(slug="academie", accent="#ffd400")
    LegalText.objects.create(
        organisation=organisation,
        kind="terms",
        version=1,
        text="# Titel\n\n## Kop\n\nTekst",
        in_force_since=NOON,
    )
    user = User.objects.create_user(ADDRESS, PASSWORD)
    EmailAddress.objects.create(user=user, email=ADDRESS, verified=True, primary=True)


def log_in(page: Page, site: str) -> None:
    page.goto(f"{site}/account/login/")
    page.fill("[name=login]", ADDRESS)
    page.fill("[name=password]", PASSWORD)
    page.click("main form .button[type=submit]")
    page.wait_for_load_state()


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
    live_server: LiveServer, browser: Browser, settings: Any, width: int, scheme: Any
) -> None:
    settings.DEMO = True
    cache.clear()
    make_world()
    page = browser.new_page(viewport={"width": width, "height": 844}, color_scheme=scheme)
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    found: list[str] = []
    for path in [*OPEN, *(f"en/{path}" for path in OPEN), *LEGAL]:
        page.goto(f"{live_server.url}/{path}")
        found += faults(page)
    log_in(page, live_server.url)
    for path in [*LOGGED_IN, *(f"en/{path}" for path in LOGGED_IN)]:
        page.goto(f"{live_server.url}/{path}")
        found += faults(page)
    page.close()
    assert (found, errors) == ([], [])


def test_a_wrong_login_is_told_at_once_to_who_cannot_see_it(live_server: LiveServer, page: Page) -> None:
    cache.clear()
    page.goto(f"{live_server.url}/account/login/")
    page.fill("[name=login]", ADDRESS)
    page.fill("[name=password]", "verkeerd")
    page.click("main form .button[type=submit]")
    page.wait_for_selector(".error-summary")
    assert page.evaluate("() => document.activeElement.className") == "error-summary"
    assert page.input_value("[name=login]") == ADDRESS


def test_a_second_click_on_a_form_that_is_on_its_way_sends_nothing(
    live_server: LiveServer, page: Page
) -> None:
    cache.clear()
    page.goto(f"{live_server.url}/account/login/code/")
    page.fill("[name=email]", ADDRESS)
    posted: list[Route] = []  # the server does not answer yet
    page.route("**/login/code/", lambda route: posted.append(route))  # noqa: PLW0108 (it gets marked)
    busy = page.evaluate(
        """async () => {
            const button = document.querySelector("main form .button[type=submit]");
            button.click();
            await new Promise((resume) => setTimeout(resume, 300));
            button.click();
            await new Promise((resume) => setTimeout(resume, 300));
            return button.getAttribute("aria-busy");
        }"""
    )
    for _ in range(200):
        page.wait_for_timeout(50)  # waiting lets the route happen
        if posted:
            break
    assert (busy, [route.request.method for route in posted]) == ("true", ["POST"])
    posted[0].continue_()
    page.wait_for_url("**/confirm/")
