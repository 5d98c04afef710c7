"""The first page of an organisation, and where one comes after logging in."""

from __future__ import annotations

from datetime import date

import pytest

from events.models import Partnership
from lib import clock
from organisations.models import Membership
from tests.making import NOON, make_basket, make_congress, make_organisation
from tests.registered import make_registration
from tests.workspace.members import Role, browser_of, make_member, make_user, page_at, words_of

pytestmark = pytest.mark.django_db


def test_events_stand_in_order_with_their_people_and_places() -> None:
    organisation = make_organisation()
    later = make_congress(organisation=organisation, title="Later", first_day=date(2027, 6, 1), days=2)
    make_congress(organisation=organisation, title="Eerder", status="draft", first_day=date(2027, 1, 14))
    make_congress(organisation=organisation, title="Geweest", first_day=date(2025, 3, 11))
    make_congress(title="Van een ander")
    make_registration(later, make_basket(later, 3))
    browser = browser_of(make_member(organisation, Role.ORGANISER))
    with clock.at(NOON):
        page = page_at(browser, f"/beheer/{organisation.slug}/")
    rows = [" ".join(row.text_content().split()) for row in page.xpath("//tbody/tr")]
    assert [row.replace("Congress", "Congres") for row in rows] == [
        "Wat komt",
        "EerderCongres, Zwolle donderdag 14 januari 2027 concept 0 0 van 100",
        "LaterCongres, Zwolle 1 en 2 juni 2027 aanmelden open 3 3 van 100",
        "Geweest",
        "GeweestCongres, Zwolle dinsdag 11 maart 2025 geweest 0 0 van 100",
    ]
    assert page.xpath("//nav[@aria-label]//ul[@class='later']//a/text()") == ["Later"]


def test_two_open_events_of_one_title_are_told_apart_by_their_first_day() -> None:
    organisation = make_organisation()
    for day in (date(2027, 3, 9), date(2027, 8, 31)):
        make_congress(organisation=organisation, title="Adaptief", first_day=day)
    make_congress(organisation=organisation, title="Kracht")
    browser = browser_of(make_member(organisation, Role.ORGANISER))
    with clock.at(NOON):
        page = page_at(browser, f"/beheer/{organisation.slug}/")
    assert page.xpath("//ul[@class='later']//a/text()") == [
        "Adaptief, di 9 mrt",
        "Kracht",
        "Adaptief, di 31 aug",
    ]


def test_an_organisation_without_events_says_so() -> None:
    organisation = make_organisation()
    page = page_at(browser_of(make_member(organisation, Role.OWNER)), f"/beheer/{organisation.slug}/")
    assert "Nog geen evenementen" in words_of(page)


def test_who_has_one_place_goes_there_at_once() -> None:
    organisation = make_organisation()
    member = browser_of(make_member(organisation, Role.FINANCE))
    assert member.get("/beheer/").headers["Location"] == f"/beheer/{organisation.slug}/"
    assert member.get("/en/manage/").headers["Location"] == f"/en/manage/{organisation.slug}/"


def test_a_partner_goes_to_the_event_that_is_shared() -> None:
    event, own = make_congress(), make_organisation()
    Partnership.objects.create(event=event, organisation=own, sees_totals=True)
    unshared = make_congress()
    Partnership.objects.create(event=unshared, organisation=own)
    partner = browser_of(make_member(own, Role.PARTNER))
    expected = f"/beheer/{event.organisation.slug}/evenementen/{event.slug}/"
    assert partner.get("/beheer/").headers["Location"] == expected


def test_who_has_more_places_chooses() -> None:
    first, second = make_organisation(name="Bries"), make_organisation(name="Academie")
    event, own = make_congress(), make_organisation()
    Partnership.objects.create(event=event, organisation=own, sees_totals=True)
    user = make_user()
    for organisation, role in ((first, Role.OWNER), (second, Role.TRAINER), (own, Role.PARTNER)):
        Membership.objects.create(user=user, organisation=organisation, role=role)
    page = page_at(browser_of(user), "/beheer/")
    assert page.xpath("//main//li/a/@href") == [
        f"/beheer/{second.slug}/",
        f"/beheer/{first.slug}/",
        f"/beheer/{event.organisation.slug}/evenementen/{event.slug}/",
    ]
    home = page_at(browser_of(user), f"/beheer/{first.slug}/")
    assert f"/beheer/{second.slug}/" in home.xpath("//header//a/@href")


def test_who_has_no_role_is_led_to_their_own_registration() -> None:
    browser = browser_of(make_user())
    answer = browser.get("/beheer/", follow=True)
    assert answer.redirect_chain == [("/mijn-aanmelding/", 302)]
    assert "Uw account heeft geen rol bij een organisatie." in answer.content.decode()
