"""The organiser's pages for codes and partners."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.test import Client

from events.models import Code, Event, Partnership
from organisations.models import Trail
from registrations.models import SeatPool
from registrations.quotas import quota_of
from tests.making import make_basket, make_congress, make_organisation
from tests.registered import make_registration
from tests.workspace.members import Role, browser_of, make_member, page_at, words_of

pytestmark = pytest.mark.django_db(transaction=True)


def make_desk() -> tuple[Event, Client, str]:
    event = make_congress(price="100.00", seats=10)
    browser = browser_of(make_member(event.organisation, Role.ORGANISER))
    return event, browser, f"/beheer/{event.organisation.slug}/evenementen/{event.slug}/"


def test_a_code_is_made_used_listed_and_switched_off() -> None:
    event, browser, base = make_desk()
    typed = {"text": "vroeg 10", "effect": "percent", "value": "10", "counts": "participants", "uses": "5"}
    assert browser.post(f"{base}codes/nieuw/", typed).status_code == 303
    code = Code.objects.get()
    assert (code.text, code.value, SeatPool.objects.get(code=code).capacity) == ("VROEG10", Decimal(10), 5)
    make_registration(event, make_basket(event, 2, code="VROEG10"))
    said = words_of(page_at(browser, f"{base}codes/"))
    assert "VROEG10 10% korting" in said
    assert "2 van 5" in said
    assert browser.post(f"{base}codes/", {"switch": code.pk, "to": "off"}).status_code == 303
    code.refresh_from_db()
    assert code.is_off
    assert "uitgezet" in words_of(page_at(browser, f"{base}codes/"))
    assert Trail.objects.filter(verb__startswith="code ").count() == 2


@pytest.mark.parametrize(
    "wrong",
    [
        {"text": ""},
        {"text": "---"},
        {"effect": "percent", "value": "101"},
        {"effect": "amount", "value": ""},
        {"effect": "elsewhere"},
        {"valid_from": "2027-03-02T10:00", "valid_until": "2027-03-01T10:00"},
    ],
)
def test_what_is_wrong_with_a_code_is_said(wrong: dict[str, str]) -> None:
    _, browser, base = make_desk()
    typed = {"text": "VROEG", "effect": "percent", "value": "10", "counts": "participants"}
    given = browser.post(f"{base}codes/nieuw/", typed | wrong)
    assert given.status_code == 422
    assert "data-errors" in given.content.decode()
    assert not Code.objects.exists()


def test_a_code_that_is_there_is_refused_and_another_events_is_not_switched() -> None:
    _, browser, base = make_desk()
    typed = {"text": "VROEG", "effect": "free", "counts": "participants"}
    assert browser.post(f"{base}codes/nieuw/", typed).status_code == 303
    assert browser.post(f"{base}codes/nieuw/", typed | {"text": "vroeg"}).status_code == 422
    _, other, elsewhere = make_desk()
    given = other.post(f"{elsewhere}codes/", {"switch": Code.objects.get().pk, "to": "off"})
    assert given.status_code == 404


def test_a_partner_is_added_with_places_of_its_own_and_changed() -> None:
    event, browser, base = make_desk()
    partner = make_organisation(name="Gemeente Oosterveen")
    typed = {"organisation": partner.pk, "role": "mede-organisator", "sees": "names", "quota": "4"}
    assert browser.post(f"{base}partners/nieuw/", typed | {"ends_on": "2027-04-01"}).status_code == 303
    row = Partnership.objects.get()
    assert (row.sees_totals, row.sees_names, row.sees_details, quota_of(row)) == (True, True, False, 4)
    assert SeatPool.objects.get(event=event, slug="dag-1").capacity == 6
    page = page_at(browser, f"{base}partners/")
    assert "Gemeente Oosterveen mede-organisator" in words_of(page)
    given = browser.post(f"{base}partners/{row.pk}/", {"role": "partner", "sees": "totals", "quota": "11"})
    assert given.status_code == 422
    assert "Er zijn maar 6 plaatsen vrij" in given.content.decode()
    row.refresh_from_db()
    assert row.role == "mede-organisator"
    given = browser.post(f"{base}partners/{row.pk}/", {"role": "partner", "sees": "totals", "quota": "1"})
    assert given.status_code == 303
    row.refresh_from_db()
    assert (row.role, row.sees_names, quota_of(row)) == ("partner", False, 1)
    assert SeatPool.objects.get(event=event, slug="dag-1").capacity == 9
