"""The whole story by touch on a phone, with scripts and without: from looking around to who comes."""

from __future__ import annotations

import csv
import io
import re
from email.message import EmailMessage
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests.calendar_mails import JUDGE, judge
from tests.walk.acts import (
    add_people,
    bill,
    choose,
    choose_own,
    files_of,
    fill,
    mails_to,
    open_form,
    send,
    tick,
)
from tests.walk.world import ORGANISER, PASSWORD, World

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240), pytest.mark.xdist_group("walk")]

CONTACT = "m.visser@westerkoog.example"
COLLEAGUES = [
    ("Anna de Wit", "a.dewit@westerkoog.example"),
    ("José van den Berg", "j.vandenberg@westerkoog.example"),
    ("Pieter Bos", "p.bos@westerkoog.example"),
]


def test_the_seven_steps(phone: Page, world: World, tmp_path: Path) -> None:
    look_around(phone, world)
    sign_up_alone(phone, world)
    three = sign_up_three_on_invoice(phone, world)
    course = enrol_in_the_course(phone, world)
    stand = take_stand_12(phone, world)
    read_the_mails(phone, three, course, stand, tmp_path)
    log_in(phone)
    find_and_export(phone, world)


def look_around(page: Page, world: World) -> None:
    page.goto("/")
    titles = [world.afternoon.title, world.course.title, world.congress.title, world.fair.title]
    expect(page.locator(".agenda h3")).to_have_text(titles)  # in order of date
    page.get_by_label("Maand").select_option(label="april 2027")
    page.locator("form.filters button").tap()
    expect(page.locator(".agenda h3")).to_have_text([world.fair.title])
    for name, path, event in (
        ("Congressen", "/congressen/", world.congress),
        ("Leergangen", "/leergangen/", world.course),
        ("Branchedagen", "/branchedagen/", world.fair),
    ):
        page.goto("/")
        page.locator("main").get_by_role("link", name=name, exact=True).tap()
        page.wait_for_url(f"**{path}")
        page.get_by_role("link", name=event.title).tap()
        page.wait_for_url(f"**{path}{event.slug}/")
        expect(page.get_by_role("heading", level=1)).to_have_text(event.title)


def sign_up_alone(page: Page, world: World) -> None:
    open_form(page, world.afternoon)
    asked = page.locator("#signup input:visible:not([type=checkbox])")
    assert [field.get_attribute("name") for field in asked.all()] == ["contact-name", "contact-email"]
    fill(page, {"contact-name": "Els Bakker", "contact-email": "els@bakker.example"})
    reference = send(page, "Aanmelden")
    (mail,) = mails_to(page, "els@bakker.example", about=reference, number=1)
    assert [part.get_content_type() for part in mail.walk()].count("text/calendar") == 1


def sign_up_three_on_invoice(page: Page, world: World) -> str:
    open_form(page, world.congress)
    fill(page, {"contact-name": "Marjolein Visser", "contact-email": CONTACT})
    add_people(page, COLLEAGUES)
    for number, letter in enumerate("abc", 1):
        choose(page, f"all-round_ronde-{number}", f"ronde-{number}-{letter}")
    choose_own(page, "participants-1-round_ronde-2", "ronde-2-d")
    bill(page, kvk="68750110", order_number="INK-2027-00418")
    tick(page, "accept_terms")
    reference = send(page, re.compile("^3 deelnemers aanmelden met betalingsverplichting|^Aanmelden met"))
    expect(page.get_by_text("Drie deelnemers")).to_be_visible()
    page.locator("details > summary", has_text="José van den Berg").tap()
    expect(page.get_by_text("Sessie 2D")).to_be_visible()
    return reference


def enrol_in_the_course(page: Page, world: World) -> str:
    open_form(page, world.course)
    expect(page.get_by_text("U meldt zich aan voor alle zes bijeenkomsten.")).to_be_visible()
    expect(page.get_by_text("btw-vrijgesteld").first).to_be_visible()
    fill(page, {"contact-name": "Marjolein Visser", "contact-email": CONTACT})
    bill(page, kvk="68750110")
    tick(page, "accept_terms")
    return send(page, re.compile("met betalingsverplichting$"))


def take_stand_12(page: Page, world: World) -> str:
    open_form(page, world.fair)
    fill(page, {"contact-name": "Tom van Dijk", "contact-email": "tom@speelgoed.example"})
    add_people(page, [("Tom van Dijk", "tom@speelgoed.example"), ("Fatma Yıldız", "fatma@speelgoed.example")])
    choose(page, "stand", "12")
    bill(page, organisation="Speelgoed Van Dijk B.V.", kvk="71482093", email="post@speelgoed.example")
    tick(page, "accept_terms")
    reference = send(page, re.compile("aanmelden", re.IGNORECASE))
    expect(page.locator("main aside").get_by_text("Stand 12")).to_be_visible()
    return reference


def read_the_mails(page: Page, three: str, course: str, stand: str, folder: Path) -> None:
    text = invoice_of(*mails_to(page, CONTACT, about=three, number=1))
    assert "INK-2027-00418" in text
    assert "1.796,85" in text
    meetings = mails_to(page, CONTACT, about=course, number=6)  # the confirmation has the first
    assert "Vrijgesteld van btw (art. 11 lid 1 onderdeel o Wet OB 1968)" in invoice_of(*meetings)
    at_the_stand = mails_to(page, "tom@speelgoed.example", about=stand, number=1)
    assert "Stand 12" in invoice_of(*at_the_stand)
    invitations = [*meetings, *at_the_stand]
    invitations += mails_to(page, "fatma@speelgoed.example", about=stand, number=1)
    for _name, address in COLLEAGUES:
        invitations += mails_to(page, address, about=three, number=2)  # one for each day
    assert all("text/calendar" in {part.get_content_type() for part in mail.walk()} for mail in invitations)
    if JUDGE.exists():
        judge([mail.as_bytes() for mail in invitations], folder, "--tz", "Europe/Amsterdam")
    page.goto(f"/demo/mailbox/?to={COLLEAGUES[1][1]}")
    page.locator("main table a").first.tap()
    expect(page.get_by_role("heading", name="Uitnodiging voor de agenda")).to_be_visible()


def invoice_of(*mails: EmailMessage) -> str:
    """The words of the invoice that came with one of the mails, in whose PDF the UBL lies."""
    files = [file for mail in mails for file in files_of(mail).items()]
    (pdf,) = [content for name, content in files if name.endswith(".pdf")]
    reader = PdfReader(io.BytesIO(pdf))
    ((_name, (xml,)),) = reader.attachments.items()
    assert b"urn:oasis:names:specification:ubl:schema:xsd:Invoice-2" in xml
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def log_in(page: Page) -> None:
    page.goto("/beheer/")
    page.get_by_label("E-mail").fill(ORGANISER)
    page.locator('[name="password"]').fill(PASSWORD)
    page.get_by_role("button", name="Inloggen", exact=True).tap()
    expect(page.get_by_role("link", name="Kracht van netwerken").first).to_be_visible()


def find_and_export(page: Page, world: World) -> None:
    page.get_by_role("link", name=world.congress.title).first.tap()
    page.get_by_role("link", name="Deelnemers").first.tap()
    expect(page.locator("[data-count='3']")).to_be_visible()
    expect(page.locator("[data-participant] th a")).to_have_text(
        [re.compile("Berg, José van den"), re.compile("Bos, Pieter"), re.compile("Wit, Anna de")]
    )
    page.get_by_role("searchbox").fill("berg jose")
    page.get_by_role("searchbox").press("Enter")
    expect(page.locator("[data-participant]")).to_have_count(1)
    page.locator("[data-participant] th a").tap()
    expect(page.get_by_role("heading", level=1)).to_have_text("José van den Berg")
    expect(page.locator("main")).to_contain_text("j.vandenberg@westerkoog.example")
    page.go_back()
    page.get_by_role("searchbox").fill("")
    page.get_by_label("Sessie").select_option("ronde-2-b")
    page.locator(".filters button").tap()
    expect(page.locator("[data-participant]")).to_have_count(2)
    page.get_by_text("Exporteren").tap()
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV").tap()
    text = download.value.path().read_text("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text), delimiter=";"))
    assert [row["name"] for row in rows] == ["Pieter Bos", "Anna de Wit"]
    assert {row["sessions"] for row in rows} == {"ronde-1-a|ronde-2-b|ronde-3-c"}
