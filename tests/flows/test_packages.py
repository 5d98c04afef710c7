"""Packages: one price for several days, or for some of the meetings."""

from __future__ import annotations

from decimal import Decimal

import pytest

from events.models import Event, TicketType
from events.removing import NotPossible, remove_session
from flows.ticket_editing import add_ticket, edit_ticket, remove_ticket
from organisations.access import SYSTEM
from registrations.models import Invitation
from tests.making import NOON, make_basket, make_congress, make_leergang, make_person
from tests.registered import make_registration
from tests.registrations.test_price_places import make_rule
from tests.workspace.members import Role, browser_of, make_member

pytestmark = pytest.mark.django_db(transaction=True)
FIRST_THREE = ["bijeenkomst-1", "bijeenkomst-2", "bijeenkomst-3"]


def make_package(event: Event) -> TicketType:
    values = {
        "title": "Eerste drie",
        "price": Decimal("900.00"),
        "vat_category": "E",
        "vat_percent": Decimal(0),
    }
    return add_ticket(event.pk, values, [], None, NOON, actor=SYSTEM, session_slugs=FIRST_THREE)


def meetings_of(event: Event, ticket: str) -> list[str]:
    basket = make_basket(event, [make_person(ticket_type=ticket)], confirms_duplicate=True)
    person = make_registration(event, basket).participants.get()
    return sorted(person.attendings.values_list("session__slug", flat=True))


def test_a_package_is_for_its_meetings_and_invites_to_no_other() -> None:
    event = make_leergang()
    package = make_package(event)
    assert meetings_of(event, package.slug) == FIRST_THREE
    assert sorted(Invitation.objects.values_list("session__slug", flat=True)) == FIRST_THREE
    assert len(meetings_of(event, "regulier")) == 6


def test_a_package_that_changes_leaves_who_has_it_alone() -> None:
    event = make_leergang()
    package = make_package(event)
    assert meetings_of(event, package.slug) == FIRST_THREE
    values = {"vat_category": "E"}
    changed = edit_ticket(
        event.pk, package.slug, values, [], NOON, actor=SYSTEM, session_slugs=["bijeenkomst-6"]
    )
    assert changed == ["sessions"]
    assert sorted(Invitation.objects.values_list("session__slug", flat=True)) == FIRST_THREE
    assert meetings_of(event, package.slug) == ["bijeenkomst-6"]


def test_both_days_take_a_seat_of_each_and_one_day_of_one() -> None:
    event = make_congress(days=2, day_tickets=True, price="100.00", seats=9)
    for ticket in ("regulier", "alleen-dag-1"):
        make_registration(event, make_basket(event, [make_person(ticket, ticket_type=ticket)]))
    assert dict(event.pools.values_list("slug", "taken")) == {"dag-1": 2, "dag-2": 1}


def test_an_organiser_ticks_the_meetings_of_a_package_and_the_form_tells_its_dates() -> None:
    event = make_leergang()
    browser = browser_of(make_member(event.organisation, Role.ORGANISER))
    base = f"/beheer/{event.organisation.slug}/evenementen/{event.slug}/bewerken/deelname/"
    typed = {"kind": "admission", "title": "Eerste drie", "price": "900", "vat": "exempt", "minimum": "0"}
    typed |= {"exemption": "training"}
    given = browser.post(f"{base}nieuw/", typed | {"sessions": FIRST_THREE})
    assert given.status_code == 303, given.content.decode()
    ticket = event.ticket_types.get(title="Eerste drie")
    assert sorted(session.slug for session in ticket.sessions.all()) == FIRST_THREE
    form = browser.get(f"/leergangen/{event.slug}/aanmelden/").content.decode()
    assert "11 februari, 4 en 25 maart 2027" in form
    shown = browser.get(f"{base}{ticket.slug}/").content.decode()
    assert shown.count('name="sessions"') == 6
    assert shown.count("checked") >= 3


def test_what_a_discount_is_for_alone_is_not_taken_off_sale() -> None:
    event = make_leergang()
    package = make_package(event)
    rule = make_rule(event, "early", first=3, tickets=[package.slug])
    with pytest.raises(NotPossible) as why:
        remove_ticket(event.pk, package.slug, NOON, actor=SYSTEM)
    assert why.value.code == "only_ticket_of_discount"
    rule.ticket_types.add(event.ticket_types.get(slug="regulier"))
    remove_ticket(event.pk, package.slug, NOON, actor=SYSTEM)
    assert [ticket.slug for ticket in rule.ticket_types.all()] == ["regulier"]


def test_the_only_meeting_of_a_package_is_not_removed() -> None:
    event = make_leergang()
    event.sessions.filter(slug="bijeenkomst-1").update(released_at=None)
    values = {"title": "Eerste", "price": Decimal(9), "vat_category": "E", "vat_percent": Decimal(0)}
    add_ticket(event.pk, values, [], None, NOON, actor=SYSTEM, session_slugs=["bijeenkomst-1"])
    with pytest.raises(NotPossible):
        remove_session(event.sessions.get(slug="bijeenkomst-1"))
