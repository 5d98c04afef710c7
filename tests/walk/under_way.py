"""Pages that are there only while something is under way, and how one comes to each."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page

from organisations.models import User
from tests.walk.world import ORGANISER, PASSWORD
from tests.workspace.members import make_user


def ask_for_a_code(page: Page, address: str) -> None:
    """Have a code mailed to log in with."""
    page.goto(address.replace("confirm/", ""))
    page.locator("[name=email]").fill(ORGANISER)
    page.locator("main form button[type=submit], main form button:not([type])").first.click()


def log_in_by_two_factors(page: Page, address: str) -> None:
    """Give the password, and be asked for the second factor."""
    user = User.objects.filter(authenticator__isnull=False).distinct().get()
    _log_in(page, address, user.email)


def add_an_address(page: Page, address: str) -> None:
    """Have another address, which is to be confirmed first."""
    user = make_user("Ada Anders")
    user.password = User.objects.get(email=ORGANISER).password
    user.save()
    _log_in(page, address, user.email)
    page.goto(address.replace("confirm-email", "email"))
    page.locator("[name=email][type=email]").fill(f"nieuw-{user.pk}@academie.example")
    page.locator("[name=action_add]").click()


def _log_in(page: Page, address: str, email: str) -> None:
    page.goto(f"{address.partition('account/')[0]}account/login/")
    page.locator("[name=login]").fill(email)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("form:has([name=password]) button").first.click()
    page.wait_for_url(lambda url: "/login/" not in url)


UNDER_WAY: dict[str, Callable[[Page, str], None]] = {
    "account_confirm_login_code": ask_for_a_code,
    "mfa_authenticate": log_in_by_two_factors,
    "account_email_verification_sent": add_an_address,
}
