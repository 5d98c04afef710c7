"""Role x route (design §3.7): every route of the site has a row, and every cell is tried."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import resolve

from events.models import Partnership
from lib import clock
from operations.audiences import AUDIENCES
from operations.permission_table import permission_table
from operations.routes import routes
from organisations.memberships import invite
from organisations.models import LegalText, Membership
from payments.models import InvoiceDocument
from tests.demo.mails import make_mail
from tests.invoiced import make_refund_by_bank
from tests.making import NOON, RELEASED, make_basket, make_branchedag, make_congress, make_leergang
from tests.pictures import make_speaker
from tests.registered import make_registration
from tests.workspace.members import Role, browser_of, make_member, make_user
from tests.workspace.route_table import TABLE, roles
from tests.workspace.world import WHO, World, make_world

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parents[2]


def parts_of(world: World) -> dict[str, Any]:
    """What fills the gaps in the addresses; each thing is there."""
    LegalText.objects.create(
        organisation=world.organisation, kind="privacy", version=1, text="Tekst", in_force_since=RELEASED
    )
    invoice = world.registration.invoices.get()
    InvoiceDocument.objects.create(
        invoice=invoice, format="pdf", sha256="0" * 64, content=b"%", created_at=NOON
    )
    invite(world.organisation, "nieuw@x.example", "trainer", None, "geheim", clock.now(), None)
    return {
        "membership": world.organisation.memberships.get(role=Role.FINANCE).pk,
        "invite_secret": "geheim",
        "event": "/beheer/academie/evenementen/kracht/",
        "course": f"/beheer/academie/evenementen/{make_leergang(organisation=world.organisation).slug}/",
        "fair": f"/beheer/academie/evenementen/{make_branchedag(organisation=world.organisation).slug}/",
        "participant": world.participant.pk,
        "reference": world.registration.reference,
        "secret": world.registration.secret,
        "own_secret": world.participant.secret,
        "agenda_secret": world.participant.agenda_secret,
        "invoice": invoice.number,
        "customer": invoice.customer.number,
        "text": world.event.texts.create(position=0, title="Route", body="Loop.").pk,
        "speaker": make_speaker(world.event).pk,
        "question": world.event.questions.create(position=0, slug="doel", title="Doel", kind="text").pk,
        "partnership": world.event.partnerships.get().pk,
        "refund": make_refund_by_bank(invoice).pk,
        "discount": world.event.price_rules.create(kind="group", effect="percent", value=10, least=5).pk,
        "member": world.organisation.members.create(name="Westerkoog").pk,
    }


def status(name: str, role: str) -> int:
    expected = TABLE[name][1]
    assert expected is not None
    return expected[role]


def test_every_route_has_a_row_in_this_table_and_in_the_one_for_people() -> None:
    found = {route.name: route.capability for route in routes() if not route.name.startswith("demo_")}
    assert found.keys() == TABLE.keys()
    assert {name for name, capability in found.items() if not capability} == AUDIENCES.keys()


def test_the_demo_knows_no_roles() -> None:
    world, mail = make_world(), make_mail()
    for route in routes():
        if route.name.startswith("demo_"):
            given = world.statuses(re.sub("<[^>]*>", str(mail.pk), route.address))
            assert len(set(given.values())) == 1, (route, given)


def test_each_role_gets_from_each_route_what_the_table_says() -> None:
    world = make_world()
    parts = parts_of(world)
    wrong = {}
    for name, (template, expected) in TABLE.items():
        address = template.format(**parts)
        assert resolve(address).view_name == name
        given = world.statuses(address)
        if given != (expected or dict.fromkeys(WHO, given["anonymous"])):
            wrong[name] = given
    assert wrong == {}


def test_the_page_for_people_is_up_to_date_and_says_the_same() -> None:
    page = (ROOT / "docs" / "permissions.md").read_text()
    assert page == permission_table(), "run: manage.py permissions"
    rows = [line.strip("| ").split(" | ") for line in page.splitlines() if line.startswith("| `")]
    asking = [row for row in rows if len(row) == 3 + len(Role.values)]
    told = {row[0].strip("`"): dict(zip(Role.values, row[3:], strict=True)) for row in asking}
    assert told == {
        route.name: {role: "yes" if status(route.name, role) == 200 else "no" for role in Role.values}
        for route in routes()
        if route.capability
    }


def test_a_file_of_all_participants_is_for_who_may_take_it_along() -> None:
    world = make_world()
    for file_format in ("csv", "xlsx"):
        given = world.statuses(f"/beheer/academie/evenementen/kracht/deelnemers/?export={file_format}")
        assert given == roles(302, 404, 200, 200, 403, 403, 403, 403, 404)


def test_another_organisations_address_does_not_lead_to_ones_own_rows() -> None:
    world = make_world()
    for place in ("elders", "partner", "bestaat-niet"):
        for rest in ("", "evenementen/kracht/", "evenementen/kracht/deelnemers/", "evenementen/geen/"):
            given = world.browsers["organiser"].get(f"/beheer/{place}/{rest}")
            assert given.status_code == 404, (place, rest)


def test_a_participant_is_found_at_their_own_event_only() -> None:
    world = make_world()
    make_congress(organisation=world.organisation, slug="ander")
    foreign = make_congress(organisation=world.other, slug="vreemd")
    stranger = make_registration(foreign, make_basket(foreign, 1)).participants.get()
    browser = world.browsers["owner"]
    for event, person in (
        ("ander", world.participant.pk),
        ("kracht", stranger.pk),
        ("vreemd", stranger.pk),
        ("kracht", 999_999_999),
        ("kracht", 10**30),
    ):
        address = f"/beheer/academie/evenementen/{event}/deelnemers/{person}/"
        assert browser.get(address).status_code == 404, address


def test_a_role_for_one_event_opens_that_event_alone() -> None:
    world = make_world()
    make_congress(organisation=world.organisation, slug="ander", title="Een ander congres")
    trainer = world.browsers["trainer"]
    assert "Een ander congres" not in trainer.get("/beheer/academie/").content.decode()
    assert trainer.get("/beheer/academie/evenementen/ander/").status_code == 404
    assert trainer.get("/beheer/academie/evenementen/ander/deelnemers/").status_code == 404


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({}, 200),
        ({"sees_totals": False, "sees_names": False, "sees_details": False}, 404),
        ({"ends_on": date(2020, 1, 1)}, 404),
        ({"ends_on": date(2999, 1, 1)}, 200),
    ],
)
def test_a_partner_sees_totals_as_long_as_the_partnership_shares_them(change: Any, status: int) -> None:
    world = make_world()
    Partnership.objects.update(**change)
    given = world.browsers["partner"].get("/beheer/academie/evenementen/kracht/")
    assert given.status_code == status


def test_a_partner_sees_numbers_and_nobody() -> None:
    world = make_world()
    Partnership.objects.update(sees_names=False, sees_details=False)
    page = world.browsers["partner"].get("/beheer/academie/evenementen/kracht/").content.decode()
    assert "in 1 aanmelding" in page
    assert "van 100" not in page
    assert "José" not in page
    assert "€" not in page
    assert "deelnemers/" not in page


def test_a_membership_of_the_organiser_outlives_a_partnership() -> None:
    world = make_world()
    user = make_member(world.organisation, Role.FRONTDESK)
    Membership.objects.create(user=user, organisation=world.partner, role=Role.PARTNER)
    given = browser_of(user).get("/beheer/academie/evenementen/kracht/deelnemers/")
    assert given.status_code == 200


def test_whoever_is_not_logged_in_comes_back_to_where_they_were() -> None:
    make_world()
    address = "/beheer/academie/evenementen/kracht/deelnemers/?q=berg&state=confirmed"
    given = Client().get(address)
    assert given.headers["Location"] == (
        "/account/login/?next=/beheer/academie/evenementen/kracht/deelnemers/%3Fq%3Dberg%26state%3Dconfirmed"
    )
    english = Client().get("/en/manage/academie/").headers["Location"]
    assert english == "/en/account/login/?next=/en/manage/academie/"


def test_a_list_that_is_open_when_the_login_ends_leads_to_the_login() -> None:
    make_world()
    address = "/beheer/academie/evenementen/kracht/deelnemers/"
    given = Client().get(
        f"{address}?q=b", headers={"HX-Request": "true", "HX-Current-URL": f"http://testserver{address}"}
    )
    assert given.headers["HX-Redirect"] == f"/account/login/?next={address}"


def test_pages_with_peoples_data_are_kept_by_no_cache() -> None:
    world = make_world()
    given = world.browsers["organiser"].get("/beheer/academie/evenementen/kracht/deelnemers/")
    assert "no-store" in given.headers["Cache-Control"]
    assert "private" in given.headers["Cache-Control"]


def test_who_has_left_the_organisation_is_out_at_once() -> None:
    world = make_world()
    user = make_member(world.organisation, Role.OWNER)
    browser = browser_of(user)
    assert browser.get("/beheer/academie/").status_code == 200
    Membership.objects.filter(user=user).delete()
    assert browser.get("/beheer/academie/").status_code == 404


def test_an_account_that_was_switched_off_is_asked_to_log_in() -> None:
    user = make_user()
    browser = browser_of(user)
    type(user).objects.filter(pk=user.pk).update(is_active=False)
    assert browser.get("/beheer/").headers["Location"].startswith("/account/login/")


def test_the_permission_table_has_a_column_for_each_role() -> None:
    assert "| owner | organiser | finance | frontdesk | trainer | partner |" in permission_table()
