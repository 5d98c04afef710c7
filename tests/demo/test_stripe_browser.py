"""Paying in a browser: the whole way, and with nothing in the way of who cannot see it."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from payments.stripe import gateway
from tests.demo.stripe_making import choose, make_payment, make_session, post
from tests.stripe_sandbox import StripeSandbox

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_visitor_fails_then_pays_with_a_card(
    live_server: Any, stripe_sandbox: StripeSandbox, page: Page
) -> None:
    back = f"{live_server.url}/demo/mailbox/?to={{CHECKOUT_SESSION_ID}}"
    session = make_session(success_url=back)
    page.goto(session.url)
    page.get_by_label("Visa, Mastercard").check()
    page.get_by_role("button", name="Laten mislukken").click()
    expect(page.get_by_role("status")).to_contain_text("De laatste poging is niet gelukt")
    page.get_by_label("Visa, Mastercard").check()
    page.get_by_role("button", name="25,89 betalen").click()
    page.wait_for_url(f"**/demo/mailbox/?to={session.id}")
    paid = gateway.retrieve_checkout_session(session.id)
    assert paid.payment_intent.latest_charge.payment_method_details.type == "card"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(live_server: Any, stripe_sandbox: StripeSandbox, page: Page, scheme: Any) -> None:
    page.emulate_media(color_scheme=scheme)
    opened, slow, paid = make_session(), make_session(locale="en"), make_payment("card")
    choose(opened.id, "failed")
    choose(slow.id, "processing")
    post(f"payments/{paid.payment_intent.id}/refund", amount="5.00")
    post(f"payments/{paid.payment_intent.id}/dispute")
    paths = [f"checkout/{session.id}/" for session in (opened, slow, paid)]
    for path in ("", *paths):
        page.goto(f"{live_server.url}/demo/stripe/{path}")
        results = Axe().run(page)
        assert results.violations_count == 0, results.generate_report()
