"""Finding events: by date, by month, by kind."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.making import make_branchedag, make_congress, make_leergang, make_organisation
from tests.website.pages import get, links, path_of, select, words
from website.views import home

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


def rows(path: str) -> list[str]:
    return links(get(path), ".agenda h3 a")


def test_the_first_page_lists_what_is_to_come_by_date() -> None:
    own = make_organisation()
    fair, congress = make_branchedag(organisation=own), make_congress(organisation=own)
    course = make_leergang(organisation=own)
    make_congress(status="draft")
    make_congress(status="archived")
    make_congress(first_day=date(2026, 11, 24))
    page = get("/")
    assert page.get("lang") == "nl"
    assert words(page, "h1") == ["Congressen, leergangen en branchedagen"]
    assert links(page, "nav ul a") == ["/congressen/", "/leergangen/", "/branchedagen/"]
    assert links(page, ".agenda h3 a") == [path_of(course), path_of(congress), path_of(fair)]
    assert words(page, ".agenda li")[0] == (
        "do 11 feb 2027 Leergang Adaptief samenwerken 11 februari tot en met 17 juni 2027, "
        "De Graansilo, Zwolle Vanaf € 1.950,00 btw-vrijgesteld"
    )


def test_a_month_or_a_kind_shows_less() -> None:
    fair, congress, course = make_branchedag(), make_congress(), make_leergang()
    assert rows("/?month=2027-03") == [path_of(congress)]
    assert rows("/?kind=leergang") == [path_of(course)]
    assert rows("/?month=2027-04&kind=branchedag") == [path_of(fair)]
    page = get("/?month=2027-04&kind=leergang")
    assert rows("/?month=2027-04&kind=leergang") == []
    assert words(page, ".empty b") == ["Geen evenementen in deze maand of van deze soort"]
    assert words(page, "option[selected]") == ["april 2027", "Leergangen"]


def test_where_there_is_nothing_the_page_says_so() -> None:
    assert words(get("/"), ".empty b") == ["Er is nu niets om u voor aan te melden"]
    assert words(get("/congressen/"), ".empty b") == ["Er is nu niets om u voor aan te melden"]


def test_a_list_tells_whether_there_is_a_place() -> None:
    full = make_congress(has_waiting_list=True)
    make_congress(is_closed=True)
    full.pools.update(taken=100)
    make_congress(status="cancelled")
    assert words(get("/"), ".agenda .at") == [
        "vol, met wachtlijst",
        "De aanmelding is gesloten.",
        "Dit evenement gaat niet door.",
    ]


def test_the_organiser_is_named_where_there_are_several() -> None:
    make_congress(organisation=make_organisation(name="Academie"))
    page = get("/")
    assert words(page, ".agenda .meta") == ["donderdag 11 maart 2027, De Graansilo, Zwolle"]
    assert words(page, "header .brand") == ["Academie"]
    make_congress(organisation=make_organisation(name="Bureau Bries"))
    page = get("/")
    assert words(page, ".agenda .meta")[1::2] == ["Academie", "Bureau Bries"]
    assert words(page, "header .brand") == ["Samenkomst"]


def test_a_kind_has_a_list_of_what_comes_what_runs_and_what_was() -> None:
    coming, other_kind = make_congress(), make_leergang()
    last_year = make_congress(first_day=date(2026, 3, 12))
    year_before = make_congress(first_day=date(2025, 3, 13), status="archived")
    page = get("/congressen/")
    assert words(page, "h1") == ["Congressen"]
    assert links(page, "#coming ~ ol h3 a") == [path_of(coming)]
    assert links(page, "#past ~ ol h3 a") == [path_of(last_year), path_of(year_before)]
    assert select(page, "#begun") == []
    running = get("/leergangen/", datetime(2027, 3, 1, tzinfo=UTC))
    assert links(running, "#begun ~ ol h3 a") == [path_of(other_kind)]


def test_english_has_lists_of_its_own() -> None:
    event = make_congress(title_en="The power of networks")
    page = get("/en/congresses/")
    assert page.get("lang") == "en"
    assert links(page, ".agenda h3 a") == [path_of(event, "en")]
    assert links(page, "header a[hreflang=nl]") == ["/congressen/"]
    assert get("/en/").get("lang") == "en"
    assert [Client().get(path).status_code for path in ("/en/congressen/", "/congresses/", "/feesten/")] == [
        404
    ] * 3


def test_what_was_goes_on_further_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(home, "PAST_ON_A_PAGE", 2)
    organisation = make_organisation()
    events = [
        make_congress(first_day=date(2026, month, 4), organisation=organisation) for month in (2, 3, 3, 4, 5)
    ]
    newest_first = sorted(events, key=lambda event: (event.begins_at, event.pk), reverse=True)
    found, path = [], "/congressen/"
    while path:
        page = get(path)
        found.append(links(page, "#past ~ ol h3 a"))
        path = next(("/congressen/" + link for link in links(page, "a[rel=next]")), "")
    paths = [path_of(event) for event in newest_first]
    assert found == [paths[:2], paths[2:4], paths[4:]]


def test_the_number_of_statements_does_not_grow_with_the_list() -> None:
    organisation = make_organisation()

    def statements() -> int:
        with CaptureQueriesContext(connection) as captured:
            Client().get("/")
        return len(captured)

    make_congress(organisation=organisation, days=2, day_tickets=True)
    first = statements()
    for _ in range(5):
        make_congress(organisation=organisation, days=2, day_tickets=True)
    assert statements() == first <= 5
