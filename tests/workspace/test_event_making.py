"""Making an event from nothing: one page, and what its kind asks."""

from __future__ import annotations

from datetime import date, time
from typing import Any

import pytest
from django.test import Client
from lxml import html

from events.kinds import KINDS
from events.models import Event, Stand
from lib import clock
from lib.dates import moment_on
from registrations.models import SeatPool
from tests.making import NOON, make_organisation, needs
from tests.workspace.members import Role, browser_of, make_member, page_at, words_of
from workspace.forms.making_parts import PARTS

pytestmark = pytest.mark.django_db
ZONE = "Europe/Amsterdam"
NEW = "/beheer/academie/evenementen/nieuw/"


@pytest.fixture
def organiser() -> Client:
    return browser_of(make_member(make_organisation(slug="academie"), Role.ORGANISER))


def wanted(kind: str, **changed: str) -> dict[str, str]:
    """What an organiser fills in for a Tuesday in March."""
    needs(kind)
    usual = {
        "kind": kind,
        "title": "Samen leren in de wijk",
        "slug": "samen-leren",
        "start": "2027-03-09T09:30",
        "end": "2027-03-09T17:00",
        "place": "De Graansilo",
        "capacity": "25",
        "price": "1.295,00",
        "vat": "21",
    }
    return usual | changed


def make(browser: Client, kind: str, **changed: str) -> Event:
    with clock.at(NOON):
        answer = browser.post(NEW, wanted(kind, **changed))
    assert answer.status_code == 303, answer.content.decode()
    event = Event.objects.get(slug=changed.get("slug", "samen-leren"))
    assert answer.headers["Location"] == f"/beheer/academie/evenementen/{event.slug}/"
    return event


def refused(browser: Client, kind: str, **changed: str) -> dict[str, str]:
    """What is said of each field of a post that is not taken."""
    with clock.at(NOON):
        answer = browser.post(NEW, wanted(kind, **changed))
    assert answer.status_code == 422
    assert not Event.objects.filter(title="Samen leren in de wijk", status="draft").exclude(slug="bezet")

    page: Any = html.fromstring(answer.content.decode())
    return {item.get("data-field"): item.text_content() for item in page.xpath("//*[@data-errors]/li")}


def spans(rows: Any) -> list[tuple[Any, Any]]:
    return [(row.begins_at, row.ends_at) for row in rows]


def span(day: date, begin: time = time(9, 30), end: time = time(17)) -> tuple[Any, Any]:
    return moment_on(day, begin, ZONE), moment_on(day, end, ZONE)


def pools(event: Event) -> dict[str, int | None]:
    return dict(SeatPool.objects.filter(event=event).values_list("slug", "capacity"))


def test_the_page_asks_the_kind_first(organiser: Client) -> None:
    links = page_at(organiser, NEW).xpath("//main//a/@href")
    assert [link for link in links if "kind" in link] == [f"?kind={name}" for name in KINDS]


def test_every_part_that_a_kind_names_has_a_form() -> None:
    assert {part for kind in KINDS.values() for part in kind.making_parts} <= PARTS.keys()


@pytest.mark.parametrize("kind", list(KINDS))
def test_an_event_with_only_the_usual_is_a_draft_that_nobody_sees(organiser: Client, kind: str) -> None:
    event = make(organiser, kind)
    assert (event.status, str(event.venue)) == ("draft", "De Graansilo")
    ticket = event.ticket_types.get()
    assert (ticket.slug, ticket.title, ticket.title_en, str(ticket.price)) == (
        "regulier",
        "Deelname",
        "Participation",
        "1295.00",
    )
    assert 25 in pools(event).values()
    assert Client().get(f"/{event.behaviour.paths['nl']}/samen-leren/").status_code == 404
    said = words_of(page_at(organiser, f"/beheer/academie/evenementen/{event.slug}/"))
    assert "Niemand ziet het voordat u het publiceert" in said


def test_two_days_have_the_hours_of_begin_and_end_and_rounds_are_spread_over_them(organiser: Client) -> None:
    rounds = {"rounds-number": "2", "rounds-sessions": "3", "end": "2027-03-10T17:00"}
    event = make(organiser, "congress", **rounds)
    assert spans(event.days.all()) == [span(date(2027, 3, 9)), span(date(2027, 3, 10))]
    assert [(r.slug, r.title, r.title_en, r.day.slug) for r in event.rounds.all()] == [
        ("ronde-1", "Ronde 1", "Round 1", "day-1"),
        ("ronde-2", "Ronde 2", "Round 2", "day-2"),
    ]
    expected: dict[str, int | None] = {"day-1": 25, "day-2": 25}
    expected |= {f"session-ronde-{r}-sessie-{n}": 9 for r in (1, 2) for n in (1, 2, 3)}
    assert pools(event) == expected


def test_an_evening_past_midnight_is_one_day(organiser: Client) -> None:
    event = make(organiser, "congress", start="2027-03-09T20:00", end="2027-03-10T00:30")
    [day] = event.days.all()
    assert (day.date, day.ends_at) == (date(2027, 3, 9), moment_on(date(2027, 3, 10), time(0, 30), ZONE))


def test_meetings_come_every_so_many_weeks_over_the_change_of_time(organiser: Client) -> None:
    event = make(organiser, "leergang", vat="exempt", end="2027-04-20T17:00", **{"meetings-weeks": "3"})
    dates = [date(2027, 3, 9), date(2027, 3, 30), date(2027, 4, 20)]
    assert spans(event.sessions.all()) == [span(day) for day in dates]
    assert [s.title for s in event.sessions.all()] == ["Bijeenkomst 1", "Bijeenkomst 2", "Bijeenkomst 3"]
    assert pools(event) == {"event": 25}
    assert event.ticket_types.get().vat_category == "E"


def test_typed_dates_come_in_order_with_hours_of_their_own(organiser: Client) -> None:
    typed = "8 april 2027 13.00–17.00 uur\ndonderdag 11 maart 2027\n2027-06-03\n"
    event = make(organiser, "leergang", **{"meetings-dates": typed})
    afternoon = span(date(2027, 4, 8), time(13), time(17))
    expected = [span(date(2027, 3, 11)), afternoon, span(date(2027, 6, 3))]
    assert spans(event.sessions.all()) == expected
    assert (event.begins_at, event.ends_at) == (expected[0][0], expected[-1][1])


def test_holidays_among_the_dates_are_named(organiser: Client) -> None:
    event = make(organiser, "leergang", **{"meetings-dates": "27-4-2027\n6 mei 2027\n7 mei 2027"})
    said = words_of(page_at(organiser, f"/beheer/academie/evenementen/{event.slug}/"))
    assert "Dinsdag 27 april 2027 is een feestdag: Koningsdag." in said
    assert "Donderdag 6 mei 2027 is een feestdag: Hemelvaartsdag." in said
    assert "7 mei 2027 is een feestdag" not in said


def test_stands_are_numbered_through_the_sizes(organiser: Client) -> None:
    sizes = {"stands-title_1": "klein", "stands-number_1": "2", "stands-price_1": "495"}
    sizes |= {"stands-title_2": "groot", "stands-number_2": "1", "stands-price_2": "1.250,00"}
    event = make(organiser, "branchedag", price="0.00", **sizes)
    assert [(s.number, s.ticket_type.slug, str(s.ticket_type.price)) for s in Stand.objects.all()] == [
        (1, "stand-klein", "495.00"),
        (2, "stand-klein", "495.00"),
        (3, "stand-groot", "1250.00"),
    ]
    assert pools(event) == {"event": 25, "stand-1": 1, "stand-2": 1, "stand-3": 1}
    kinds = event.ticket_types.values_list("slug", "kind")
    assert dict(kinds) == {
        "regulier": "admission",
        "standhouder": "staff",
        "stand-klein": "stand",
        "stand-groot": "stand",
    }


def test_without_a_slug_one_is_made_of_the_title(organiser: Client) -> None:
    make(organiser, "congress", slug="samen-leren-in-de-wijk")
    with clock.at(NOON):
        answers = [organiser.post(NEW, wanted("congress", slug="")) for _ in range(2)]
    assert [answer.headers["Location"].split("/")[-2] for answer in answers] == [
        "samen-leren-in-de-wijk-2027",
        "samen-leren-in-de-wijk-2027-2",
    ]


@pytest.mark.parametrize(
    ("kind", "changed", "field", "said"),
    [
        ("congress", {"slug": "bezet"}, "slug", "Er is al een evenement met dit adres"),
        ("congress", {"slug": "nieuw"}, "slug", "Er is al een evenement met dit adres"),
        ("congress", {"title": ""}, "title", "verplicht"),
        ("congress", {"end": "2027-03-09T09:00"}, "end", "later zijn dan het begin"),
        ("congress", {"start": "2026-03-09T09:00"}, "start", "verleden"),
        ("congress", {"start": "2027-03-28T02:30", "end": "2027-03-28T17:00"}, "start", "zomertijd"),
        ("congress", {"end": "2027-04-09T17:00"}, "end", "meer dan 14 dagen"),
        ("congress", {"price": "veel"}, "price", "bedrag"),
        ("congress", {"price": "-1"}, "price", "bedrag"),
        ("congress", {"capacity": "0"}, "capacity", "1"),
        ("leergang", {"meetings-dates": "11 maart 2027\nooit"}, "meetings-dates", "ooit"),
        ("branchedag", {"stands-number_2": "3"}, "stands-title_2", "naam"),
    ],
)
def test_what_is_wrong_stands_with_its_field(
    organiser: Client, kind: str, changed: dict[str, str], field: str, said: str
) -> None:
    make(organiser, "congress", slug="bezet")
    errors = refused(organiser, kind, **changed)
    assert list(errors) == [field]
    assert said in errors[field]


def test_typed_values_are_kept(organiser: Client) -> None:
    with clock.at(NOON):
        answer = organiser.post(NEW, wanted("congress", end="morgen", **{"rounds-number": "2"}))
    for kept in ("Samen leren in de wijk", "1.295,00", 'value="morgen"', 'value="2"'):
        assert kept in answer.content.decode()


def test_exempt_makes_a_course_training_for_a_profession(organiser: Client) -> None:
    event = make(organiser, "leergang", vat="exempt")
    assert event.leergang.is_vocational_training
    assert not make(organiser, "leergang", slug="met-btw").leergang.is_vocational_training


def test_exempt_at_a_congress_asks_its_ground(organiser: Client) -> None:
    assert list(refused(organiser, "congress", vat="exempt")) == ["exemption"]
    event = make(organiser, "congress", vat="exempt", exemption="training")
    assert event.ticket_types.get().vat_category == "E"


def test_who_is_in_no_register_sells_nothing_exempt() -> None:
    organisation = make_organisation(slug="academie", crkbo_number="")
    browser = browser_of(make_member(organisation, Role.ORGANISER))
    assert list(refused(browser, "leergang", vat="exempt")) == ["vat"]
