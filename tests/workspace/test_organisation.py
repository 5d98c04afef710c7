"""What an organisation is and looks like, as its owner changes it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from lxml import html

from events.models import Event
from flows.pictures import REMAINS, remove_unused
from jobs.models import Job
from lib import clock
from lib.picture_files import is_kept
from organisations.models import Organisation, Trail
from tests.making import NOON, make_basket, make_congress, make_organisation
from tests.pictures import file_of, make_photo, upload
from tests.registered import make_registration
from tests.workspace.members import Role, browser_of, make_member

pytestmark = pytest.mark.django_db(transaction=True)
ADDRESS = "/beheer/academie/organisatie/"
LOGO = f"{ADDRESS}logo/"


def make_owner() -> Client:
    return browser_of(
        make_member(make_organisation(slug="academie", vat_number="NL858232340B01"), Role.OWNER)
    )


def values_at(owner: Client) -> dict[str, Any]:
    with clock.at(NOON):
        page: Any = html.fromstring(owner.get(ADDRESS).content.decode())
    [form] = [each for each in page.forms if "accent" in each.fields]
    return {name: value for name, value in form.form_values() if name != "csrfmiddlewaretoken"}


def save(owner: Client, **changed: str) -> Any:
    with clock.at(NOON):
        return owner.post(ADDRESS, values_at(owner) | changed)


def faults(answer: Any) -> list[tuple[str, str]]:
    found: Any = html.fromstring(answer.content.decode()).xpath("//*[@data-errors]/li")
    return [(each.get("data-field"), each.get("data-code")) for each in found]


def test_what_is_there_is_right_and_changes_nothing() -> None:
    owner = make_owner()
    before = Organisation.objects.values().get()
    assert save(owner).status_code == 303
    assert Organisation.objects.values().get() == before
    assert not Trail.objects.filter(subject="organisation").exists()


def test_an_owner_changes_all_of_it() -> None:
    owner = make_owner()
    typed = {
        "name": "Academie Samen",
        "postcode": "3511aw",
        "kvk": "7148 2093",
        "vat_number": "858232340B01",
        "iban": "nl91 abna 0417 1643 00",
        "bic": "abna nl2a",
        "crkbo_valid_until": "31-12-2027",
        "accent": "#14507A",
        "form_of_address": "je",
        "website": "academie.example/agenda",
        "sender_name": "Team agenda",
        "payment_term_days": "14",
    }
    assert save(owner, **typed).status_code == 303
    stored = Organisation.objects.get()
    assert {name: getattr(stored, name) for name in typed} == typed | {
        "postcode": "3511 AW",
        "kvk": "71482093",
        "vat_number": "NL858232340B01",
        "iban": "NL91ABNA0417164300",
        "bic": "ABNANL2A",
        "crkbo_valid_until": date(2027, 12, 31),
        "accent": "#14507a",
        "website": "https://academie.example/agenda",
        "payment_term_days": 14,
    }
    facts = Trail.objects.get(subject="organisation").facts
    assert facts["accent"] == ["#6d2152", "#14507a"]
    assert "iban" not in facts  # the same number, typed otherwise


@pytest.mark.parametrize(
    ("field", "typed", "code"),
    [
        ("name", "", "required"),
        ("email", "", "required"),
        ("email", "hallo@", "invalid"),
        ("kvk", "123", "invalid"),
        ("oin", "123", "invalid"),
        ("vat_number", "NL858232341B01", "invalid"),
        ("iban", "NL91ABNA0417164301", "invalid"),
        ("bic", "ABNA", "invalid"),
        ("postcode", "35 11", "invalid"),
        ("website", "geen adres", "invalid"),
        ("crkbo_valid_until", "31 februari 2027", "invalid"),
        ("accent", "rood", "invalid"),
        ("accent", "#ffd400", "pale"),
        ("form_of_address", "gij", "invalid_choice"),
        ("payment_term_days", "0", "min_value"),
    ],
)
def test_what_is_not_right_is_said_and_what_was_typed_stays(field: str, typed: str, code: str) -> None:
    owner = make_owner()
    answer = save(owner, city="Zwolle", **{field: typed})
    assert (answer.status_code, faults(answer)) == (422, [(field, code)])
    page: Any = html.fromstring(answer.content.decode())
    assert page.xpath("//*[@id='id_city']/@value") == ["Zwolle"]
    assert Organisation.objects.get().city == "Utrecht"


def test_a_pale_colour_gets_a_darker_one_to_choose() -> None:
    answer = save(make_owner(), accent="#ffd400")
    assert "bijvoorbeeld #7f5600" in answer.content.decode()


def test_pages_show_what_was_changed_at_once_and_invoices_do_not() -> None:
    owner = make_owner()
    event = make_congress(organisation=Organisation.objects.get(), slug="kracht", price="495.00")
    registration = make_registration(event, make_basket(event))
    with clock.at(NOON):
        assert b"Samenkomst Academie" in Client().get("/congressen/kracht/").content
    save(owner, name="Academie Samen", legal_name="", accent="#14507a")
    with clock.at(NOON):
        page = Client().get("/congressen/kracht/").content.decode()
    assert "Academie Samen" in page
    assert "--accent: #14507a" in page
    assert registration.invoices.get().seller["name"] == "Samenkomst Academie B.V."


def test_a_logo_stands_in_place_of_the_name_until_it_is_removed(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    owner = make_owner()
    make_congress(organisation=Organisation.objects.get(), slug="kracht")

    def brand() -> Any:
        with clock.at(NOON):
            page: Any = html.fromstring(Client().get("/congressen/kracht/").content.decode())
        return page.xpath("//a[@class='brand']")[0]

    with clock.at(NOON):
        answer = owner.post(LOGO, {"file": upload(file_of(make_photo(600, 200), "PNG"))})
    assert answer.status_code == 303
    name = Organisation.objects.get().logo
    [shown] = brand().xpath(".//img")
    assert (shown.get("alt"), shown.get("width"), shown.get("height")) == (
        "Samenkomst Academie",
        "480",
        "160",
    )
    assert brand().text_content().strip() == ""
    with clock.at(NOON):
        owner.post(LOGO, {"remove": "on"})
    assert brand().text_content().strip() == "Samenkomst Academie"
    assert Event.objects.get().version == 3
    assert Job.objects.filter(name="picture", subject=name).exists()
    with clock.at(NOON + REMAINS):
        remove_unused(name)
    assert not is_kept(tmp_path, name)


def test_a_logo_is_a_picture() -> None:
    owner = make_owner()
    for content, code in ((b"<svg/>", "format"), (file_of(make_photo(100, 50)), "small")):
        answer = owner.post(LOGO, {"file": upload(content)})
        assert (answer.status_code, faults(answer)) == (422, [("file", code)])
    assert faults(owner.post(LOGO, {})) == [("file", "required")]


def test_who_saves_over_somebody_elses_change_is_told() -> None:
    owner = make_owner()
    values = values_at(owner)
    Organisation.objects.update(phone="030 765 43 21")
    answer = owner.post(ADDRESS, values | {"city": "Zwolle"})
    assert (answer.status_code, faults(answer)) == (409, [("phone", "changed_meanwhile")])
