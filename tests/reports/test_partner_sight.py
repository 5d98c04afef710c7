"""A partner sees who came by its code, as far and as long as its partnership says, and nobody else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pytest
from django.test import Client

from events.coding import NewCode
from events.models import Event, Partnership
from flows.codes import add_code
from organisations.access import SYSTEM
from organisations.models import Organisation
from registrations.models import Participant
from tests.making import NOON, make_basket, make_congress, make_organisation, make_person
from tests.registered import make_registration
from tests.workspace.lists import address, count, heads, names, page_of
from tests.workspace.members import Role, browser_of, make_member

pytestmark = pytest.mark.django_db(transaction=True)


@dataclass
class Shared:
    event: Event
    partnership: Partnership
    browser: Client
    own: Participant
    others: Participant


def make_shared(**fields: object) -> Shared:
    """One who came by the partner's code, two who did not, and somebody of the partner before a browser."""
    event = make_congress(price="100.00", rounds=1, organisation=make_organisation(slug="academie"))
    organisation = make_organisation(slug="oosterveen", name="Gemeente Oosterveen")
    usual: dict[str, object] = {"sees_totals": True, "sees_names": True, "sees_details": True}
    partnership = Partnership.objects.create(event=event, organisation=organisation, **usual | fields)
    wanted = NewCode(text="OOST", effect="percent", value=Decimal(20), partnership=partnership)
    add_code(event.pk, wanted, NOON, actor=SYSTEM)
    session = {"ronde-1": "ronde-1-a"}
    own = [make_person("Aaltje Oost", organisation="Gemeente Oosterveen", rounds=session)]
    others = [
        make_person("Berend West", organisation="Westerkoog", rounds=session),
        make_person("Aaltje Noord", organisation="Noorderdijk", rounds=session),
    ]
    ours = make_registration(event, make_basket(event, own, code="oost".upper()))
    theirs = make_registration(event, make_basket(event, others))
    assert (ours.partnership, theirs.partnership) == (partnership, None)
    browser = browser_of(make_member(organisation, Role.PARTNER))
    return Shared(event, partnership, browser, ours.participants.get(), theirs.participants.all()[0])


@pytest.mark.parametrize(
    "query",
    [
        {},
        {"q": "aaltje"},
        {"ticket_type": "regulier"},
        {"session": "ronde-1-a"},
        {"state": "confirmed"},
        {"payment": "open"},
        *({"sort": sort} for sort in ("surname", "signed_up_at", "organisation")),
    ],
)
def test_every_list_holds_its_own_people_alone(query: dict[str, str]) -> None:
    shared = make_shared()
    page = page_of(shared.browser, shared.event, **query)
    assert (count(page), names(page)) == (1, ["Oost, Aaltje"])


@pytest.mark.parametrize(
    "sought", ["berend", "west", "westerkoog", "noord", "westerkoog.example", "m.visser"]
)
def test_nothing_finds_anybody_else_or_by_what_is_not_shared(sought: str) -> None:
    shared = make_shared()
    reference = shared.others.registration.reference
    assert count(page_of(shared.browser, shared.event, q=sought)) == 0
    assert count(page_of(shared.browser, shared.event, q=reference)) == 0


def test_no_page_begins_behind_somebody_else() -> None:
    shared = make_shared()
    text = shared.browser.get(address(shared.event), {"after": "west|1"}).content.decode()
    assert "West" not in text


def test_a_person_page_is_there_for_its_own_people_alone() -> None:
    shared = make_shared()
    base = address(shared.event)
    own = shared.browser.get(f"{base}{shared.own.pk}/")
    assert own.status_code == 200
    text = own.content.decode()
    assert not [word for word in ("€", "@westerkoog", "Marjolein", "Geschiedenis") if word in text]
    assert shared.browser.get(f"{base}{shared.others.pk}/").status_code == 404
    assert shared.browser.get(f"{base}{shared.own.pk}/annuleren/").status_code == 404


@pytest.mark.parametrize("file_format", ["csv", "xlsx"])
def test_the_list_is_not_given_as_a_file(file_format: str) -> None:
    shared = make_shared()
    assert shared.browser.get(address(shared.event), {"export": file_format}).status_code in (403, 404)


def test_totals_are_of_its_own_people_and_no_place_of_others_is_told() -> None:
    shared = make_shared()
    text = shared.browser.get(address(shared.event).removesuffix("deelnemers/")).content.decode()
    assert "<b>1</b>" in text
    assert "<b>3</b>" not in text
    assert "progress" not in text


def test_names_alone_show_no_employer_and_open_nobody() -> None:
    shared = make_shared(sees_details=False)
    page = page_of(shared.browser, shared.event, ticket_type="none")
    assert heads(page) == ["Naam", "Sessies", "Status", "Aangemeld"]
    assert names(page) == ["Oost, Aaltje"]
    assert shared.browser.get(f"{address(shared.event)}{shared.own.pk}/").status_code == 404


def test_totals_alone_show_no_list() -> None:
    shared = make_shared(sees_names=False, sees_details=False)
    assert shared.browser.get(address(shared.event)).status_code == 404


def test_after_its_end_nothing_is_there() -> None:
    shared = make_shared()
    Partnership.objects.update(ends_on=date(2020, 1, 1))
    assert shared.browser.get(address(shared.event)).status_code == 404
    assert shared.browser.get(address(shared.event).removesuffix("deelnemers/")).status_code == 404


def test_a_trainer_who_is_a_partner_too_learns_nothing_more_of_the_others() -> None:
    shared = make_shared()
    organisation: Organisation = shared.event.organisation
    user = make_member(organisation, Role.TRAINER, shared.event)
    user.memberships.create(organisation=shared.partnership.organisation, role=Role.PARTNER)
    browser = browser_of(user)
    assert heads(page_of(browser, shared.event)) == ["Naam", "Sessies", "Status", "Aangemeld"]
    assert browser.get(f"{address(shared.event)}{shared.others.pk}/").status_code == 404
