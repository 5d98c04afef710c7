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
from tests.workspace.world import WHO, World, make_world

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parents[2]

ALL = dict.fromkeys(WHO, 200)
ABSENT = dict.fromkeys(WHO, 404)
ON = dict.fromkeys(WHO, 302)  # nothing is under way: on to where it begins


def but(first: int, then: int) -> dict[str, int]:
    """Anonymous gets ``first``, whoever is logged in ``then``, whatever their role."""
    return {who: first if who == "anonymous" else then for who in WHO}


def roles(*statuses: int) -> dict[str, int]:
    """Statuses in the order of WHO."""
    return dict(zip(WHO, statuses, strict=True))


OFFICE = roles(302, 404, 200, 200, 200, 403, 403, 404, 404)
FINANCE = roles(302, 404, 200, 403, 200, 403, 403, 404, 404)
OWNER = roles(302, 404, 200, 403, 403, 403, 403, 404, 404)

ORGANISERS = roles(302, 404, 200, 200, 403, 403, 403, 404, 404)
ELSEWHERE = ORGANISERS | {"trainer": 404}  # an event that is not the trainer's
#                             anonymous nobody owner organiser finance frontdesk trainer partner stranger
TABLE: dict[str, tuple[str, dict[str, int] | None]] = {
    "workspace:start": ("/beheer/", ON),  # to the login, to the only place, to one's own registration
    "workspace:home": ("/beheer/academie/", roles(302, 404, 200, 200, 200, 200, 200, 404, 404)),
    "workspace:event_new": ("/beheer/academie/evenementen/nieuw/", ORGANISERS),
    "workspace:event_copy": ("{event}kopieren/", ORGANISERS),
    "workspace:event_publish": ("{event}publiceren/", ORGANISERS),
    "workspace:event_close": ("{event}sluiten/", ORGANISERS),
    "workspace:event_reopen": ("{event}heropenen/", ORGANISERS),
    "workspace:event_edit": ("{event}bewerken/", ORGANISERS),
    "workspace:event_pictures": ("{event}bewerken/fotos/", ORGANISERS),
    "workspace:event_speaker": ("{event}bewerken/fotos/{speaker}/", ORGANISERS),
    "workspace:series_picture": ("/beheer/academie/reeksen/netwerken/foto/", ORGANISERS),
    "workspace:sign_up_rules": ("{event}bewerken/aanmelden/", ORGANISERS),
    "workspace:admissions": ("{event}bewerken/deelname/", ORGANISERS),
    "workspace:admission_new": ("{event}bewerken/deelname/nieuw/", ORGANISERS),
    "workspace:admission": ("{event}bewerken/deelname/regulier/", ORGANISERS),
    "workspace:capacities": ("{event}bewerken/plaatsen/", ORGANISERS),
    "workspace:cancellation_terms": ("{event}bewerken/annuleren/", ORGANISERS),
    "workspace:event_days": ("{event}bewerken/dagen/", ORGANISERS),
    "workspace:event_rounds": ("{event}bewerken/rondes/", ORGANISERS),
    "workspace:event_round_new": ("{event}bewerken/rondes/nieuw/", ORGANISERS),
    "workspace:event_round": ("{event}bewerken/rondes/ronde-1/", ORGANISERS),
    "workspace:event_meetings": ("{course}bewerken/bijeenkomsten/", ELSEWHERE),
    "workspace:event_stands": ("{fair}bewerken/stands/", ELSEWHERE),
    "workspace:event_stand": ("{fair}bewerken/stands/1/", ELSEWHERE),
    "workspace:own_rules": ("{event}bewerken/regels/", ORGANISERS),
    "workspace:event_place": ("{event}bewerken/locatie/", ORGANISERS),
    "workspace:event_series": ("{event}bewerken/reeks/", ORGANISERS),
    "workspace:series_list": ("/beheer/academie/reeksen/", ORGANISERS),
    "workspace:series_edit": ("/beheer/academie/reeksen/netwerken/", ORGANISERS),
    "workspace:legal_text_edit": ("/beheer/academie/teksten/terms/", ORGANISERS),
    "workspace:event_texts": ("{event}teksten/", ORGANISERS),
    "workspace:event_text_new": ("{event}teksten/nieuw/", ORGANISERS),
    "workspace:event_text": ("{event}teksten/{text}/", ORGANISERS),
    "workspace:event_questions": ("{event}vragen/", ORGANISERS),
    "workspace:event_question_new": ("{event}vragen/nieuw/", ORGANISERS),
    "workspace:event_question": ("{event}vragen/{question}/", ORGANISERS),
    "workspace:event_answers": ("{event}antwoorden/", OFFICE),
    "workspace:discounts": ("{event}kortingen/", ORGANISERS),
    "workspace:discount_new": ("{event}kortingen/nieuw/early/", ORGANISERS),
    "workspace:discount": ("{event}kortingen/{discount}/", ORGANISERS),
    "workspace:members": ("/beheer/academie/leden/", ORGANISERS),
    "workspace:member_new": ("/beheer/academie/leden/nieuw/", ORGANISERS),
    "workspace:member": ("/beheer/academie/leden/{member}/", ORGANISERS),
    "workspace:codes": ("{event}codes/", ORGANISERS),
    "workspace:code_new": ("{event}codes/nieuw/", ORGANISERS),
    "workspace:partners": ("{event}partners/", ORGANISERS),
    "workspace:partner_new": ("{event}partners/nieuw/", ORGANISERS),
    "workspace:partner": ("{event}partners/{partnership}/", ORGANISERS),
    "workspace:programme": ("{event}programma/", ORGANISERS),
    "workspace:programme_release": ("{event}programma/vrijgeven/", ORGANISERS),
    "workspace:session_new": ("{event}sessies/nieuw/", ORGANISERS),
    "workspace:session_edit": ("{event}sessies/ronde-1-a/bewerken/", ORGANISERS),
    "workspace:cancel_participant": ("{event}deelnemers/{participant}/annuleren/", ORGANISERS),
    "workspace:edit_participant": ("{event}deelnemers/{participant}/bewerken/", ORGANISERS),
    "workspace:replace_participant": ("{event}deelnemers/{participant}/vervangen/", ORGANISERS),
    "workspace:event": ("{event}", roles(302, 404, 200, 200, 200, 200, 200, 200, 404)),
    "workspace:participants": ("{event}deelnemers/", roles(302, 404, 200, 200, 200, 200, 200, 200, 404)),
    "workspace:participant": (
        "{event}deelnemers/{participant}/",
        roles(302, 404, 200, 200, 200, 200, 403, 200, 404),
    ),
    "workspace:invoices": ("/beheer/academie/facturen/", OFFICE),
    "workspace:invoice": ("/beheer/academie/facturen/{invoice}/", OFFICE),
    "workspace:invoice_file": ("/beheer/academie/facturen/{invoice}.pdf", OFFICE),
    "workspace:invoice_new": ("/beheer/academie/facturen/nieuw/", FINANCE),
    "workspace:waiting": ("/beheer/academie/facturen/wachtend/", FINANCE),
    "workspace:number_ranges": ("/beheer/academie/facturen/nummering/", FINANCE),
    "workspace:bookkeeping": ("/beheer/academie/facturen/boekhouding/", FINANCE),
    "workspace:invoice_credit": ("/beheer/academie/facturen/{invoice}/crediteren/", FINANCE),
    "workspace:invoice_paid": ("/beheer/academie/facturen/{invoice}/betaald/", FINANCE),
    "workspace:invoice_refund": ("/beheer/academie/facturen/{invoice}/terugbetalen/", FINANCE),
    "workspace:invoice_repaid": ("/beheer/academie/facturen/{invoice}/terugbetalen/{refund}/", FINANCE),
    "workspace:concerns": ("/beheer/academie/facturen/aandacht/", FINANCE),
    "workspace:customers": ("/beheer/academie/klanten/", OFFICE),
    "workspace:customer_new": ("/beheer/academie/klanten/nieuw/", FINANCE),
    "workspace:customer": ("/beheer/academie/klanten/{customer}/", OFFICE),
    "workspace:customer_edit": ("/beheer/academie/klanten/{customer}/bewerken/", FINANCE),
    "workspace:customer_merge": ("/beheer/academie/klanten/{customer}/samenvoegen/", FINANCE),
    "workspace:colleagues": ("/beheer/academie/collegas/", OWNER),
    "workspace:colleague": ("/beheer/academie/collegas/{membership}/", OWNER),
    "workspace:membership_invite": ("/beheer/uitnodiging/{invite_secret}/", ALL),
    "home": ("/", ALL),
    "kind": ("/congressen/", ALL),
    "embedded_agenda": ("/agenda-van/academie/", ALL),
    "workspace:embedded_agenda": ("/beheer/academie/agenda-op-website/", ORGANISERS),
    "series": ("/congressen/reeks/netwerken/", ALL),
    "event": ("/congressen/kracht/", ALL),
    "places": ("/congressen/kracht/places.json", ALL),
    "robots": ("/robots.txt", ALL),
    "sitemap": ("/sitemap.xml", ALL),
    "event_agenda": ("/congressen/kracht/agenda.ics", ALL),
    "signup": ("/congressen/kracht/aanmelden/", ALL),
    "signup_price": ("/congressen/kracht/aanmelden/prijs/", dict.fromkeys(WHO, 405)),
    "signup_by_phone": ("/congressen/kracht/aanmelden/telefonisch/", ORGANISERS),
    "legal_text": ("/over/academie/privacyverklaring/", ALL),
    "link_lost": ("/mijn-aanmelding/", ALL),
    "link_lost_asked": ("/mijn-aanmelding/gevraagd/", ALL),
    "registration": ("/aanmelding/{reference}/{secret}/", ALL),
    "registration_invoice": ("/aanmelding/{reference}/{secret}/factuur/{invoice}.pdf", ALL),
    "cancellation": ("/aanmelding/{reference}/{secret}/annuleren/", ALL),
    "edit_person": ("/aanmelding/{reference}/{secret}/deelnemers/1/bewerken/", ALL),
    "replace_person": ("/aanmelding/{reference}/{secret}/deelnemers/1/vervangen/", ALL),
    "order_number": ("/aanmelding/{reference}/{secret}/ordernummer/", dict.fromkeys(WHO, 405)),
    "pay": ("/aanmelding/{reference}/{secret}/betalen/", dict.fromkeys(WHO, 405)),
    "payment_return": ("/betaling/cs_test_none/", ABSENT),
    "payment_left": ("/betaling/00000000-0000-0000-0000-000000000000/verlaten/", ABSENT),
    "stripe_webhook": ("/webhooks/stripe/", dict.fromkeys(WHO, 405)),
    "participation": ("/deelname/{own_secret}/", ALL),
    "participation_answers": ("/deelname/{own_secret}/vragen/", dict.fromkeys(WHO, 405)),
    "agenda_feed": ("/agenda/{agenda_secret}.ics", ALL),
    "style": ("/stijl/", ABSENT),  # staff, and the demo
    "picture": (f"/media/pictures/00/{'0' * 32}-1x1/1.webp", ABSENT),  # none of that name
    "healthz": ("/healthz", ALL),
    "readyz": ("/readyz", None),  # turns on whether a worker runs, and on nobody's role
    "account_login": ("/account/login/", but(200, 302)),
    "account_request_login_code": ("/account/login/code/", but(200, 302)),
    "account_confirm_login_code": ("/account/login/code/confirm/", ON),
    "account_signup": ("/account/signup/", but(200, 302)),
    "account_inactive": ("/account/inactive/", ALL),
    "account_email_verification_sent": ("/account/confirm-email/", ON),
    "account_reset_password": ("/account/password/reset/", ALL),
    "account_reset_password_done": ("/account/password/reset/done/", ALL),
    "account_reset_password_from_key": ("/account/password/reset/key/1-x-y/", ALL),  # says that it is wrong
    "account_reset_password_from_key_done": ("/account/password/reset/key/done/", ALL),
    "account_logout": ("/account/logout/", but(302, 200)),
    "account_reauthenticate": ("/account/reauthenticate/", but(302, 403)),  # these users have no password
    "account_email": ("/account/email/", but(302, 200)),
    "account_change_password": ("/account/password/change/", ON),
    "account_set_password": ("/account/password/set/", but(302, 200)),
    "mfa_authenticate": ("/account/2fa/authenticate/", ON),
    "mfa_login_webauthn": ("/account/2fa/webauthn/login/", ON),
    "mfa_index": ("/account/2fa/", but(302, 200)),
    "mfa_reauthenticate": ("/account/2fa/reauthenticate/", but(302, 403)),
    "mfa_activate_totp": ("/account/2fa/totp/activate/", but(302, 200)),
    "mfa_deactivate_totp": ("/account/2fa/totp/deactivate/", but(302, 404)),
    "mfa_view_recovery_codes": ("/account/2fa/recovery-codes/", but(302, 404)),
    "mfa_generate_recovery_codes": ("/account/2fa/recovery-codes/generate/", but(302, 200)),
    "mfa_download_recovery_codes": ("/account/2fa/recovery-codes/download/", but(302, 404)),
    "mfa_list_webauthn": ("/account/2fa/webauthn/", but(302, 200)),
    "mfa_add_webauthn": ("/account/2fa/webauthn/add/", but(302, 200)),
    "mfa_reauthenticate_webauthn": ("/account/2fa/webauthn/reauthenticate/", but(302, 403)),
    "mfa_remove_webauthn": ("/account/2fa/webauthn/keys/1/remove/", but(302, 404)),
    "mfa_edit_webauthn": ("/account/2fa/webauthn/keys/1/edit/", but(302, 404)),
}


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
