"""The page of what comes back, with its starts."""

from datetime import timedelta

import pytest
from django.test import Client

from events.models import Event, Series
from organisations.models import Organisation
from tests.making import NOON, make_leergang, make_organisation
from tests.website.pages import get, links, path_of, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]
PATH = "/leergangen/reeks/samenwerken/"


def make_series(organisation: Organisation) -> Series:
    return Series.objects.create(
        organisation=organisation,
        kind="leergang",
        slug="samenwerken",
        title="Samenwerken",
        title_en="Working together",
        description="Twee keer per jaar.",
    )


def start(series: Series, slug: str, **fields: object) -> Event:
    return make_leergang(organisation=series.organisation, series=series, slug=slug, **fields)  # type: ignore[arg-type]


def test_a_series_tells_its_starts_with_the_places_that_are_left() -> None:
    series = make_series(make_organisation())
    event = start(series, "voorjaar", places_shown="always")
    event.pools.update(taken=13)
    start(series, "geheim", status="draft")
    page = get(PATH)
    assert words(page, "h1") == ["Samenwerken"]
    assert words(page, "#about ~ div") == ["Twee keer per jaar."]
    assert links(page, "#coming ~ ol a") == [path_of(event)]
    assert words(page, "#coming ~ ol .places") == ["nog 3 plaatsen"]


def test_a_start_that_hides_its_places_hides_them_here_too() -> None:
    event = start(make_series(make_organisation()), "voorjaar", places_shown="never")
    event.pools.update(taken=15)
    assert words(get(PATH), "#coming ~ ol .places") == []


def test_starts_that_are_over_stand_under_those_to_come() -> None:
    series = make_series(make_organisation())
    start(series, "voorjaar")
    Event.objects.filter(slug="voorjaar").update(
        begins_at=NOON - timedelta(days=90), ends_at=NOON - timedelta(days=30)
    )
    start(series, "najaar")
    page = get(PATH)
    assert links(page, "#coming ~ ol a") == ["/leergangen/najaar/"]
    assert links(page, "#past ~ ol a") == ["/leergangen/voorjaar/"]


def test_a_series_without_a_public_start_or_under_another_kind_is_not_there() -> None:
    series = make_series(make_organisation())
    start(series, "voorjaar", status="draft")
    assert Client().get(PATH).status_code == 404
    start(series, "najaar")
    assert Client().get(PATH).status_code == 200
    assert Client().get("/congressen/reeks/samenwerken/").status_code == 404


def test_a_start_leads_to_its_series_and_the_sitemap_names_it_in_both_languages() -> None:
    series = make_series(make_organisation())
    event = start(series, "voorjaar")
    start(series, "najaar")
    assert PATH in links(get(path_of(event)))
    sitemap = Client().get("/sitemap.xml").content.decode()
    assert f"{PATH}</loc>" in sitemap
    assert "/en/courses/series/samenwerken/</loc>" in sitemap
    assert words(get("/en/courses/series/samenwerken/"), "h1") == ["Working together"]
