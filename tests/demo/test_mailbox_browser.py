"""The mailbox in a browser: what a mail may do there, and what it may not."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.demo.mails import make_mail

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
HTML = (
    '<html lang="nl"><head></head><body><script>document.body.innerHTML = "ran"</script>'
    '<p><a href="/demo/mailbox/?to=jan@x.example">Bekijk uw aanmelding</a></p></body></html>'
)


def test_a_link_in_a_mail_opens_in_the_whole_window(live_server: Any, page: Page) -> None:
    mail = make_mail(html=HTML)
    page.goto(f"{live_server.url}/demo/mailbox/{mail.pk}/")
    page.frame_locator("iframe").get_by_text("Bekijk uw aanmelding").click()
    page.wait_for_url("**/demo/mailbox/?to=jan@x.example")
    assert page.get_by_role("heading", level=1).inner_text() == "Postvak van de demo"


def test_a_script_in_a_mail_does_not_run(live_server: Any, page: Page) -> None:
    mail = make_mail(html=HTML)
    page.goto(f"{live_server.url}/demo/mailbox/{mail.pk}/letter.html")
    assert page.get_by_text("Bekijk uw aanmelding").is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(live_server: Any, page: Page, scheme: Any) -> None:
    mail = make_mail()
    page.emulate_media(color_scheme=scheme)
    for path in ("", f"{mail.pk}/", "?to=niemand@x.example"):
        page.goto(f"{live_server.url}/demo/mailbox/{path}")
        results = Axe().run(page)
        assert results.violations_count == 0, results.generate_report()
