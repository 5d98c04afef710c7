import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from organisations.models import LegalText, Organisation
from tests.making import NOON, make_organisation

pytestmark = pytest.mark.django_db


def make_text(organisation: Organisation, version: int, text: str, text_en: str = "") -> LegalText:
    return LegalText.objects.create(
        organisation=organisation,
        kind="privacy",
        version=version,
        text=text,
        text_en=text_en,
        in_force_since=NOON,
    )


def test_the_newest_version_is_shown_under_one_heading(client: Client) -> None:
    organisation = make_organisation(slug="academie")
    make_text(organisation, 1, "Oude tekst")
    make_text(organisation, 2, "# Privacy\n\nNieuwe **tekst**")
    make_text(make_organisation(slug="ander"), 3, "Van een ander")
    page = client.get("/over/academie/privacyverklaring/").content.decode()
    assert "<p>Nieuwe <strong>tekst</strong></p>" in page
    assert page.count("<h1") == 1
    assert "Versie 2, geldig sinds 25 november 2026" in page
    assert "Oude tekst" not in page
    assert "Van een ander" not in page


def test_in_english_the_address_and_the_text_are_english(client: Client) -> None:
    make_text(make_organisation(slug="academie"), 1, "Tekst", "Text")
    page = client.get("/en/about/academie/privacy/").content.decode()
    assert "<p>Text</p>" in page
    assert '<a href="/over/academie/privacyverklaring/" lang="nl" hreflang="nl">Nederlands</a>' in page


def test_a_text_that_is_not_there_says_whom_to_ask(client: Client) -> None:
    make_organisation(slug="academie")
    answer = client.get("/over/academie/voorwaarden/")
    assert answer.status_code == 404
    assert "mailto:hallo@academie.example" in answer.content.decode()


@pytest.mark.parametrize(
    "path", ["/over/niemand/voorwaarden/", "/over/academie/geheim/", "/over/academie/terms/"]
)
def test_what_does_not_exist_is_not_found(client: Client, path: str) -> None:
    make_organisation(slug="academie")
    assert client.get(path).status_code == 404


def test_an_organisation_that_says_je_says_it_here(client: Client) -> None:
    make_text(make_organisation(slug="academie", form_of_address="je"), 1, "Tekst")
    page = client.get("/over/academie/privacyverklaring/").content.decode()
    assert "kies en meld je aan" not in page  # the page describes itself
    assert '<html lang="nl"' in page


def test_mails_can_name_the_page() -> None:
    with translation.override("nl-informal"):
        assert reverse("legal_text", args=("academie", "terms")) == "/over/academie/voorwaarden/"
