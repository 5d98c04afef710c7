"""From nothing to a month for the bookkeeper: made, paid online in every way, credited and exported."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from lxml import etree
from playwright.sync_api import Browser, Page, expect

from demo.models import ClockOffset
from demo.services.process import wait_until
from events.kinds import KINDS
from lib import clock
from operations.integrity import check
from organisations.models import LegalText, Membership, Organisation, User
from payments.models import Invoice, InvoiceDocument, Refund
from registrations.models import Registration
from tests.making import NOON, make_organisation
from tests.stripe_sandbox import ORGANISATION
from tests.walk.acts import CONFIRMED, choose, fill, tick
from tests.walk.paying_site import running_paying_site
from tests.walk.world import PASSWORD

pytestmark = [
    pytest.mark.browser,
    pytest.mark.timeout(300),
    pytest.mark.xdist_group("walk"),
    pytest.mark.skipif(len(KINDS) < 3, reason="a kind is not there"),
]
ORGANISER, FINANCE = "organisator@academie.example", "financien@academie.example"
BEHEER = f"/beheer/{ORGANISATION}/"
CBC = "{urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2}"
PRICES = {"congress": "100,00", "leergang": "1.450,00", "branchedag": "33,33"}


@pytest.fixture
def address(transactional_db: None, settings: Any, tmp_path: Path) -> Iterator[str]:
    with running_paying_site(settings, tmp_path) as found:
        yield found


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context(
        base_url=address, viewport={"width": 1280, "height": 900}, has_touch=True, locale="nl-NL"
    )
    context.set_default_timeout(20_000)
    yield context.new_page()
    context.close()


def make_academy() -> Organisation:
    """The organisation that has Stripe's keys, with somebody who organises and somebody of finance."""
    ClockOffset.objects.update_or_create(pk=1, defaults={"offset": NOON - clock.now()})
    academy = make_organisation(slug=ORGANISATION)
    for kind in ("terms", "privacy"):
        LegalText.objects.create(
            organisation=academy, kind=kind, version=1, text="# Tekst", in_force_since=NOON
        )
    make_colleague(academy, ORGANISER, Membership.Role.ORGANISER)
    make_colleague(academy, FINANCE, Membership.Role.FINANCE)
    return academy


def make_colleague(academy: Organisation, email: str, role: Membership.Role) -> None:
    user = User.objects.create_user(email, name="Ilse Brouwer")
    user.password = PBKDF2PasswordHasher().encode(PASSWORD, "zout-voor-de-proef", iterations=1000)
    user.save()
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    Membership.objects.create(user=user, organisation=academy, role=role)


def test_a_month_from_nothing_to_the_bookkeeper(page: Page) -> None:
    academy = make_academy()
    log_in(page, ORGANISER)
    paths = {kind: make_event(page, kind) for kind in PRICES}
    paid = {
        "congress": pay(page, paths["congress"], "paid"),
        "leergang": pay(page, paths["leergang"], "failed", "paid"),
        "branchedag": pay(page, paths["branchedag"], "cancelled", "paid"),
    }
    late = pay(page, paths["congress"], "paid_late")
    leave(page, paths["congress"])
    page.context.clear_cookies()
    log_in(page, FINANCE)
    refund_and_credit(page, paid["congress"])
    issue_loosely(page)
    assert Invoice.objects.filter(organisation=academy).count() == 6  # four paid, a credit note, a loose one
    assert late != paid["congress"]
    compare_totals(page)
    assert [row for rule, row in check().broken if rule != "jobs.stuck"] == []


def log_in(page: Page, email: str) -> None:
    page.goto(BEHEER)
    page.locator('[name="login"]').fill(email)
    page.locator('[name="password"]').fill(PASSWORD)
    page.locator('form [type="submit"]').first.click()
    page.wait_for_url(f"**{BEHEER}")


def make_event(page: Page, kind: str) -> str:
    """Make one in the browser and publish it; return its public path."""
    page.goto(f"{BEHEER}evenementen/nieuw/?kind={kind}")
    fields = {
        "title": f"Samen leren {kind}",
        "slug": f"samen-{kind}",
        "start": "2027-03-09T09:30",
        "end": "2027-03-09T17:00",
        "place": "De Graansilo",
        "capacity": "25",
        "price": PRICES[kind],
    }
    for name, text in fields.items():
        page.locator(f'main [name="{name}"]').fill(text)
    if page.locator('main [name="meetings-dates"]').count():
        page.locator('main [name="meetings-dates"]').fill("09-03-2027\n23-03-2027\n06-04-2027")
    if page.locator('main [name="stands-number_1"]').count():
        page.locator('main [name="stands-number_1"]').fill("4")
        page.locator('main [name="stands-price_1"]').fill("450,00")
    page.get_by_role("button", name="Evenement maken").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(fields["title"])
    page.get_by_role("link", name="Publiceren").first.click()
    page.get_by_role("button", name="Evenement publiceren").click()
    expect(page.get_by_text("Het evenement is nu openbaar.")).to_be_visible()
    path = f"/{KINDS[kind].paths['nl']}/{fields['slug']}/"
    page.goto(path)
    expect(page.get_by_role("heading", level=1)).to_have_text(fields["title"])
    return path


def pay(page: Page, path: str, *outcomes: str) -> str:
    """Sign up one person, and let the payment go as ``outcomes`` say, in turn; return the reference."""
    sign_up(page, path, f"els@bakker{len(outcomes[0])}.example")
    for outcome in outcomes:
        checkout = page.url
        page.locator(f'button[name="outcome"][value="{outcome}"]').click()
        if outcome == "cancelled":
            page.wait_for_url(lambda url: "/demo/stripe/" not in url)
            page.goto(checkout)
        elif outcome == "failed":
            expect(page.get_by_text("De laatste poging is niet gelukt")).to_be_visible()
        elif outcome == "paid_late":  # nothing leads back from a page that has expired
            page.wait_for_load_state()
            newest = Registration.objects.latest("id")
            page.goto(f"/aanmelding/{newest.reference}/{newest.secret}/")
    page.wait_for_url(CONFIRMED)
    reference = page.url.split("/")[-3]
    heading = page.get_by_role("heading", level=1)
    assert wait_until(lambda: page.reload() is not None and "is bevestigd" in heading.inner_text(), 20)
    return reference


def leave(page: Page, path: str) -> None:
    """Sign up one person who goes back from the payment page and pays nothing."""
    sign_up(page, path, "jan@vertrokken.example")
    page.locator('button[name="outcome"][value="cancelled"]').click()
    page.wait_for_url(lambda url: "/demo/stripe/" not in url)
    gone = Registration.objects.latest("id")
    assert (gone.contact_email, gone.state, gone.invoices.count()) == (
        "jan@vertrokken.example",
        "awaiting_payment",
        0,
    )


def sign_up(page: Page, path: str, email: str) -> None:
    """Fill in the form for one person, up to the payment page."""
    page.goto(f"{path}aanmelden/")
    fill(page, {"contact-name": "Els Bakker", "contact-email": email})
    fill(page, {"billing-organisation": "Gemeente Westerkoog", "billing-postcode": "1541 AB"})
    fill(page, {"billing-street": "Postbus 12", "billing-city": "Westerkoog"})
    choose(page, "payment_method", "online")
    tick(page, "accept_terms")
    page.locator("#signup").get_by_role("button", name=re.compile("betalingsverplichting")).last.tap()
    page.wait_for_url("**/demo/stripe/checkout/**")


def refund_and_credit(page: Page, reference: str) -> None:
    """Pay all of one invoice back, and credit it."""
    number = Invoice.objects.get(registration__reference=reference).number
    page.goto(f"{BEHEER}facturen/{number}/crediteren/")
    page.locator('main form[method="post"] [type="submit"]').last.click()
    page.wait_for_url(f"**/facturen/{number}/")
    page.goto(f"{BEHEER}facturen/{number}/terugbetalen/")
    page.locator('main [name="amount"]').fill("121,00")
    page.locator('main form[method="post"] [type="submit"]').last.click()
    page.wait_for_url(f"**/facturen/{number}/")
    assert wait_until(lambda: Refund.objects.get().state == Refund.State.SUCCEEDED, 30)
    page.reload()
    expect(page.get_by_text("terugbetaald").first).to_be_visible()


def issue_loosely(page: Page) -> None:
    """An invoice for a customer that a sign-up made: sponsoring, and power for a stand."""
    customer = Invoice.objects.earliest("id").customer
    page.goto(f"{BEHEER}facturen/nieuw/?customer={customer.number}")
    lines = page.locator('main [name$="-text"]')
    lines.nth(0).fill("Sponsorpakket")
    page.locator('main [name$="-price"]').nth(0).fill("1.000,00")
    lines.nth(1).fill("Krachtstroom bij stand 12")
    page.locator('main [name$="-quantity"]').nth(1).fill("3")
    page.locator('main [name$="-price"]').nth(1).fill("33,33")
    for value in ("", "on"):  # worked out first, then issued
        page.locator(f'main [name="confirm"][value="{value}"]').click()
    page.wait_for_url(re.compile(r"/facturen/[^/]*\d+/$"))


def compare_totals(page: Page) -> None:
    """The month on screen, as CSV and as UBL: the same to the cent."""
    assert wait_until(files_are_stored, 30)
    page.goto(f"{BEHEER}facturen/?from=2026-11-01&to=2026-11-30")
    rows = page.locator("tr[data-net]").evaluate_all(
        "rows => rows.map(row => [row.dataset.net, row.dataset.vat, row.dataset.gross])"
    )
    screen = [sum((Decimal(row[n]) for row in rows), Decimal(0)) for n in range(3)]
    address = page.url
    text = page.request.get(f"{address}&export=csv").body().decode("utf-8-sig")
    table = list(csv.DictReader(io.StringIO(text), delimiter=";"))
    listed = [sum((euros(row[name]) for row in table), Decimal(0)) for name in ("net", "vat", "gross")]
    files = zipfile.ZipFile(io.BytesIO(page.request.get(f"{address}&export=ubl").body()))
    stored = [Decimal(0), Decimal(0), Decimal(0)]
    for name in files.namelist():
        root = etree.fromstring(files.read(name))
        sign = -1 if root.tag.endswith("CreditNote") else 1
        totals = root.find("{*}LegalMonetaryTotal")
        assert totals is not None
        net, gross = (euros(totals.findtext(f"{CBC}Tax{name}Amount")) for name in ("Exclusive", "Inclusive"))
        stored = [a + sign * b for a, b in zip(stored, (net, gross - net, gross), strict=True)]
    assert len(files.namelist()) == 6
    assert screen == listed == stored
    assert screen[2] > 0


def euros(text: str | None) -> Decimal:
    return Decimal(str(text).replace(",", "."))


def files_are_stored() -> bool:
    """Whether the worker has made the files of every invoice: what is exported is what was stored."""
    return InvoiceDocument.objects.count() == 2 * Invoice.objects.count()
