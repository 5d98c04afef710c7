"""The organiser's pages for discounts and member organisations."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from django.test import Client

from events.models import Code, Event, PriceRule
from lib import clock
from organisations.models import MemberOrganisation, Trail
from registrations.models import SeatPool
from tests.making import make_basket, make_congress
from tests.registered import make_registration
from tests.workspace.members import Role, browser_of, make_member, page_at, words_of

pytestmark = pytest.mark.django_db(transaction=True)
EARLY = {"effect": "percent", "value": "10", "until": "2027-02-01T09:00"}
GROUP = {"effect": "percent", "value": "10", "least": "5", "counts": "sign_up"}


def make_desk() -> tuple[Event, Client, str]:
    event = make_congress(price="100.00", seats=100)
    browser = browser_of(make_member(event.organisation, Role.ORGANISER))
    return event, browser, f"/beheer/{event.organisation.slug}/evenementen/{event.slug}/kortingen/"


def test_an_early_bird_is_made_used_listed_changed_and_stopped() -> None:
    event, browser, base = make_desk()
    assert browser.post(f"{base}nieuw/early/", EARLY | {"first": "5"}).status_code == 303
    rule = PriceRule.objects.get()
    assert (rule.kind, rule.value, rule.first) == ("early", Decimal(10), 5)
    assert rule.until == datetime(2027, 2, 1, 8, tzinfo=UTC)
    make_registration(event, make_basket(event, 2), clock.now())
    said = words_of(page_at(browser, base))
    assert "Vroegboekkorting voor de eerste 5, tot maandag 1 februari 2027, 9.00 uur" in said
    assert "10% korting" in said
    assert "2 van 5" in said
    few = browser.post(f"{base}{rule.pk}/", EARLY | {"first": "1"})
    assert few.status_code == 422
    assert "Er zijn al meer personen met deze prijs" in few.content.decode()
    assert browser.post(f"{base}{rule.pk}/", EARLY | {"first": "2", "title": "Snel"}).status_code == 303
    assert SeatPool.objects.get(price_rule=rule).capacity == 2
    assert "voorbij" in words_of(page_at(browser, base))
    for to, word in (("off", "gestopt"), ("on", "voorbij")):
        assert browser.post(base, {"switch": rule.pk, "to": to}).status_code == 303
        assert word in words_of(page_at(browser, base))
    assert [row.verb for row in Trail.objects.filter(verb__startswith="price").order_by("id")] == [
        "price rule added",
        "price rule changed",
        "price rule stopped",
        "price rule used again",
    ]


def test_a_step_and_a_price_for_members_are_made_for_some_tickets() -> None:
    event = make_congress(price="100.00", days=2, day_tickets=True)
    browser = browser_of(make_member(event.organisation, Role.ORGANISER))
    base = f"/beheer/{event.organisation.slug}/evenementen/{event.slug}/kortingen/"
    assert browser.post(f"{base}nieuw/group/", GROUP | {"tickets": ["regulier"]}).status_code == 303
    assert browser.post(f"{base}nieuw/member/", {"effect": "free", "first": "2"}).status_code == 303
    group, member = PriceRule.objects.order_by("id")
    assert [ticket.slug for ticket in group.ticket_types.all()] == ["regulier"]
    assert (group.least, member.effect, member.value, member.first) == (5, "free", Decimal(0), 2)
    said = words_of(page_at(browser, base))
    assert "Groepskorting vanaf 5 personen" in said
    assert "Ledenkorting voor de eerste 2 van elke lidorganisatie" in said
    shown = page_at(browser, f"{base}{group.pk}/")
    assert "Beide dagen" in words_of(shown)


@pytest.mark.parametrize(
    ("kind", "wrong", "field"),
    [
        ("early", {"until": ""}, "until"),
        ("early", {"until": "2020-01-01T09:00"}, "until"),
        ("early", {"value": "101"}, "value"),
        ("early", {"value": ""}, "value"),
        ("early", {"effect": "elsewhere"}, "effect"),
        ("group", {"least": "1"}, "least"),
        ("group", {"least": ""}, "least"),
        ("group", {"counts": "moon"}, "counts"),
        ("member", {"first": "0"}, "first"),
    ],
)
def test_what_is_wrong_with_a_discount_is_said(kind: str, wrong: dict[str, str], field: str) -> None:
    _, browser, base = make_desk()
    typed = {"early": EARLY, "group": GROUP, "member": {"effect": "percent", "value": "10"}}[kind]
    given = browser.post(f"{base}nieuw/{kind}/", typed | wrong)
    assert given.status_code == 422
    assert f'href="#id_{field}' in given.content.decode()
    assert not PriceRule.objects.exists()


def test_a_rule_of_another_event_or_kind_is_not_there() -> None:
    _, browser, base = make_desk()
    other = make_congress().price_rules.create(kind="group", effect="percent", value=10, least=5)
    assert browser.get(f"{base}{other.pk}/").status_code == 404
    assert browser.post(base, {"switch": other.pk, "to": "off"}).status_code == 404
    assert browser.post(base, {"switch": "x", "to": "off"}).status_code == 404
    assert browser.get(f"{base}nieuw/moon/").status_code == 404


def test_what_adds_up_is_chosen_by_two_or_more() -> None:
    event, browser, base = make_desk()
    assert browser.post(base, {"together": ["early"]}).status_code == 422
    assert browser.post(base, {"together": ["early", "code"]}).status_code == 303
    event.refresh_from_db()
    assert event.kinds_together == {"early", "code"}
    assert browser.post(base, {}).status_code == 303
    event.refresh_from_db()
    assert event.kinds_together == frozenset()


def test_members_are_taken_up_changed_and_let_go() -> None:
    event, browser, _ = make_desk()
    base = f"/beheer/{event.organisation.slug}/leden/"
    typed = {"name": "Gemeente Westerkoog", "keys": "www.westerkoog.example\n68750110"}
    assert browser.post(f"{base}nieuw/", typed).status_code == 303
    member = MemberOrganisation.objects.get()
    assert [key.text for key in member.keys.all()] == ["68750110", "westerkoog.example"]
    said = words_of(page_at(browser, base))
    assert "Gemeente Westerkoog 68750110, westerkoog.example lid" in said
    taken = browser.post(f"{base}nieuw/", {"name": "Twee", "keys": "westerkoog.example"})
    assert taken.status_code == 422
    assert "Een ander lid wordt al herkend aan westerkoog.example" in taken.content.decode()
    for keys in ("", "gmail.com", "geen domein", "1234567"):
        assert browser.post(f"{base}nieuw/", {"name": "Twee", "keys": keys}).status_code == 422
    assert MemberOrganisation.objects.count() == 1
    changed = {"name": "Westerkoog", "keys": "68750110", "is_stopped": "on"}
    assert browser.post(f"{base}{member.pk}/", changed).status_code == 303
    assert "geen lid meer" in words_of(page_at(browser, base))
    assert Trail.objects.filter(subject="member").count() == 2


def test_a_code_may_be_for_members_only() -> None:
    event, browser, _ = make_desk()
    base = f"/beheer/{event.organisation.slug}/evenementen/{event.slug}/codes/"
    typed = {"text": "LID", "effect": "free", "counts": "participants", "audience": "members"}
    assert browser.post(f"{base}nieuw/", typed).status_code == 303
    assert Code.objects.get().audience == "members"
    assert "voor deelnemers van lidorganisaties" in words_of(page_at(browser, base))
