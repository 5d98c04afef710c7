"""Questions in a browser: those that are not asked stay away, a participant answers on their own page."""

from __future__ import annotations

import re
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from events.models import Event
from registrations.models import Answer, Participant, SpecialAnswer
from tests.making import make_congress
from tests.questions import make_diet, make_question
from tests.website.test_signup_in_browser import RULES, fill, later, open_form
from tests.workspace.members import Role, browser_of, make_member

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.timeout(180)]


def make_asking() -> Event:
    event = make_congress(first_day=later(), days=2, day_tickets=True)
    auto = make_question(event, "auto", "yes_no", title="Komt u met de auto?")
    make_question(event, "kenteken", is_required=True, depends_on=auto, depends_value="yes")
    one_day = make_question(event, "vertrek", title="Hoe laat vertrekt u?")
    one_day.ticket_types.set(event.ticket_types.filter(slug="alleen-dag-1"))
    make_diet(event, title="Hebt u dieetwensen?")
    make_question(event, "verhaal", "long_text", title="Wat wilt u ons vertellen?")
    make_question(event, "vervoer", "choice", list("ABCDEFG"), title="Met welke bus?", asked="sign_up")
    return event


@pytest.fixture(params=[390, 1280])
def page(browser: Browser, request: Any) -> Any:
    context = browser.new_context(viewport={"width": request.param, "height": 900})
    yield context.new_page()
    context.close()


def check(page: Page) -> None:
    """Axe finds nothing, and nothing is wider than the screen."""
    width = page.viewport_size["width"] if page.viewport_size else 0
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": RULES["runOnly"]}})
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_question_appears_when_it_is_asked_and_the_answer_is_changed_later(
    page: Page, live_server: LiveServer
) -> None:
    event = make_asking()
    open_form(page, live_server, event)
    plate = page.locator('[name="contact-question_kenteken"]')
    expect(plate).to_be_hidden()
    expect(page.locator('[name="contact-question_vertrek"]')).to_be_hidden()
    fill(page, contact__name="Marjolein Visser", contact__email="m.visser@westerkoog.example")
    page.locator("#contact-question_auto").check()
    expect(plate).to_be_visible()
    page.locator('[name="all-ticket_type"][value="alleen-dag-1"]').check()
    expect(page.locator('[name="contact-question_vertrek"]')).to_be_visible()
    page.get_by_label("Veganistisch").first.check()
    page.get_by_role("button", name=re.compile("[Aa]anmelden")).last.click()
    expect(page.locator(".error-summary")).to_be_focused()
    check(page)
    page.locator(".error-summary a").click()
    expect(plate).to_be_focused()
    plate.fill("12-ABC-3")
    page.get_by_role("button", name=re.compile("[Aa]anmelden")).last.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Uw aanmelding is bevestigd")
    assert "eganistisch" not in page.content()
    assert Answer.objects.filter(question__slug="kenteken", values=["12-ABC-3"]).exists()
    person = Participant.objects.get()
    page.goto(f"{live_server.url}/deelname/{person.secret}/")
    expect(page.get_by_label("Veganistisch")).to_be_checked()
    check(page)
    page.get_by_label("Veganistisch").uncheck()
    page.get_by_label("Glutenvrij").check()
    page.get_by_role("button", name="Antwoorden bewaren").click()
    expect(page.get_by_text("Uw antwoorden zijn bewaard.")).to_be_visible()
    assert SpecialAnswer.objects.get().values == ["glutenvrij"]


def test_the_pages_of_questions_are_fit_to_work_with(page: Page, live_server: LiveServer) -> None:
    event = make_asking()
    cookie = browser_of(make_member(event.organisation, Role.ORGANISER)).cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
    base = f"{live_server.url}/beheer/{event.organisation.slug}/evenementen/{event.slug}/"
    for path in ("vragen/", "vragen/nieuw/", "antwoorden/"):
        page.goto(base + path)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        check(page)
