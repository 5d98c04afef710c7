"""Discounts as visitors see them: on the page of the event, in the form, and on what they did."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from flows.members import add_member
from flows.price_rules import set_discounts_together, switch_price_rule
from organisations.access import SYSTEM
from registrations.capacity import pools_with_capacity
from registrations.models import Registration
from tests.making import NOON, make_congress
from tests.registered import make_registration
from tests.registrations.test_price_places import basket_of, make_rule
from tests.website.forms import CONTACT, FATIMA, JAN, PAYING, open_form, rows, send
from tests.website.pages import get, path_of, words
from website.event import kept

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("noon")]
TYPED = {**CONTACT, **PAYING, **rows(JAN)}
EARLY = "Vroegboekkorting (tot donderdag 26 november 2026, 13.00 uur): € 90,00 excl. btw (€ 108,90 incl. btw)"


@pytest.fixture(autouse=True)
def nothing_kept() -> Iterator[None]:
    cache.clear()
    kept._here.clear()
    yield
    cache.clear()


def told(path: str) -> list[str]:
    """What the cards say, then what is below them."""
    page = get(path)
    found = [*words(page, "#prices ~ ul p.small"), *words(page, "#discounts ~ p.discount")]
    return [text.replace("\xa0", " ") for text in found]


def test_the_page_of_the_event_tells_each_discount_and_whether_they_add_up() -> None:
    event = make_congress(price="100.00")
    make_rule(event, "early", until=NOON + timedelta(days=1))
    make_rule(event, "group", value="20", least=5)
    make_rule(event, "member", "free", "0", first=2)
    assert told(path_of(event)) == [
        EARLY,
        "Groepskorting (vanaf 5 personen): € 80,00 excl. btw (€ 96,80 incl. btw)",
        "Ledenkorting (voor de eerste 2 van elke lidorganisatie): kosteloos",
        "Kortingen tellen niet bij elkaar op: per deelnemer geldt de voordeligste.",
    ]
    set_discounts_together(event.pk, ["early", "group"], NOON, actor=SYSTEM)
    assert told(path_of(event))[-1].startswith("Sommige kortingen tellen bij elkaar op")
    set_discounts_together(event.pk, ["early", "group", "member"], NOON, actor=SYSTEM)
    assert told(path_of(event))[-1] == "Deze kortingen tellen bij elkaar op."


def test_a_discount_leaves_the_kept_page_when_its_last_place_goes_or_it_stops() -> None:
    event = make_congress(price="100.00")
    make_rule(event, "early", first=1)
    group = make_rule(event, "group", least=2)
    both = [
        "Vroegboekkorting (voor de eerste 1): € 90,00 excl. btw (€ 108,90 incl. btw)",
        "Groepskorting (vanaf 2 personen): € 90,00 excl. btw (€ 108,90 incl. btw)",
        "Kortingen tellen niet bij elkaar op: per deelnemer geldt de voordeligste.",
    ]
    assert told(path_of(event)) == both
    make_registration(event, basket_of(event))
    assert told(path_of(event)) == both[1:]
    switch_price_rule(event.pk, group.pk, NOON, is_off=True, actor=SYSTEM)
    assert told(path_of(event)) == []


def test_english_pages_tell_it_in_english() -> None:
    event = make_congress(price="100.00")
    make_rule(event, "group", "amount", "15", least=5, title="Met z'n allen", title_en="All together")
    assert told(path_of(event, "en")) == [
        "All together (from 5 people): € 85.00 excl. VAT (€ 102.85 incl. VAT)"
    ]


def test_the_form_tells_discounts_and_the_price_says_why_as_one_types() -> None:
    event = make_congress(price="100.00")
    make_rule(event, "group", value="20", least=2)
    make_rule(event, "early", first=3)
    page = open_form(Client(), event)
    assert "Groepskorting (vanaf 2 personen): € 80,00 excl. btw" in page.text.replace("\xa0", " ")
    assert str(page.values["prices_seen"]).endswith("=3")
    given = Client().post(f"/congressen/{event.slug}/aanmelden/prijs/", {**TYPED, **rows(JAN, FATIMA)})
    said = given.content.decode().replace("\xa0", " ")
    assert "Groepskorting vanaf 2 personen" in said
    assert "€ 193,60" in said


def test_who_is_told_a_new_price_as_they_type_needs_not_be_told_again() -> None:
    event = make_congress(price="100.00")
    make_rule(event, "early", first=1)
    browser = Client()
    page = open_form(browser, event)
    make_registration(event, basket_of(event))
    late = send(browser, event, {**TYPED, **page.values, **TYPED})
    assert (late.status, late.errors) == (409, [("prices_seen", "price_changed")])
    typed = {**TYPED, "prices_seen": page.values["prices_seen"]}
    live = browser.post(f"/congressen/{event.slug}/aanmelden/prijs/", typed).content.decode()
    seen = live.partition('id="prices_seen" value="')[2].partition('"')[0]
    assert seen.endswith("=0")
    assert send(browser, event, {**TYPED, "prices_seen": seen}).status == 303


def test_what_was_booked_says_why_it_costs_less() -> None:
    event = make_congress(price="100.00")
    add_member(event.organisation_id, "Westerkoog", ["westerkoog.example"], NOON, actor=SYSTEM)
    make_rule(event, "member", "price", "75")
    browser = Client()
    sent = send(browser, event, {**TYPED, "contact-email": "m.visser@westerkoog.example"})
    assert sent.status == 303
    registration = Registration.objects.get()
    assert registration.invoices.get().payable == Decimal("90.75")
    page = browser.get(f"/aanmelding/{registration.reference}/{registration.secret}/").content.decode()
    assert "Ledenkorting" in page
    assert "€ 90,75" in page.replace("\xa0", " ")


def test_what_is_free_for_a_member_says_why_and_asks_for_no_payment() -> None:
    event = make_congress(price="100.00")
    add_member(event.organisation_id, "Westerkoog", ["westerkoog.example"], NOON, actor=SYSTEM)
    make_rule(event, "member", "free", "0", first=2)
    typed = {**CONTACT, **rows(JAN), "contact-email": "m.visser@westerkoog.example"}
    live = Client().post(f"/congressen/{event.slug}/aanmelden/prijs/", typed).content.decode()
    assert "Eerste 2 van elk lid" in live
    assert send(Client(), event, typed).status == 303


def test_a_discount_on_several_prices_says_what_it_takes_off_and_on_which() -> None:
    event = make_congress(price="100.00", days=2, day_tickets=True)
    event.ticket_types.filter(slug="regulier").update(price=Decimal("180.00"))
    make_rule(event, "group", "amount", "15", least=2)
    make_rule(event, "member", tickets=["regulier"])
    make_rule(event, "member", value="5")
    assert told(path_of(event)) == [
        "Groepskorting (vanaf 2 personen): € 15,00 korting per persoon excl. btw",
        "Ledenkorting (Beide dagen): € 162,00 excl. btw (€ 196,02 incl. btw)",
        "Ledenkorting: 5% korting",
        "Kortingen tellen niet bij elkaar op: per deelnemer geldt de voordeligste.",
    ]


def test_places_at_a_price_are_no_places_of_the_event() -> None:
    event = make_congress(price="100.00", seats=20)
    add_member(event.organisation_id, "Westerkoog", ["westerkoog.example"], NOON, actor=SYSTEM)
    make_rule(event, "early", first=1)
    make_rule(event, "member", first=1)
    assert Client().get(f"{path_of(event)}places.json").json().keys() == {"dag-1"}
    assert [pool.slug for pool in pools_with_capacity(event)] == ["dag-1"]


def test_a_form_asks_one_thing_more_where_there_are_discounts_and_nothing_where_there_are_none() -> None:
    def statements(rules: int) -> int:
        event = make_congress(price="100.00")
        for number in range(rules):
            make_rule(event, "early", first=number + 1)
        with CaptureQueriesContext(connection) as asked:
            Client().get(f"{path_of(event)}aanmelden/")
        return len(asked)

    none = statements(0)
    assert [statements(1), statements(4)] == [none + 1, none + 1]
