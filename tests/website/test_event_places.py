"""Places as a page and a program see them: live, also where the page itself was kept."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.db.models import F
from django.test import Client
from django.test.utils import CaptureQueriesContext
from icalendar import Calendar

from demo.services.valkey import Valkey
from events import versions
from events.models import Event
from tests.making import NOON, make_branchedag, make_congress, make_leergang
from tests.website.pages import get, links, path_of, words
from website.event import kept

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    cache.clear()
    kept._here.clear()


def take(event: Event, slug: str, seats: int) -> None:
    event.pools.filter(slug=slug).update(taken=F("taken") + seats)


def statements(path: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert Client().get(path).status_code == 200
    return len(captured)


def places(event: Event) -> Any:
    answer = Client().get(f"{path_of(event)}places.json")
    assert answer.status_code == 200
    return answer.json()


def test_a_kept_page_needs_one_statement_and_a_new_one_two() -> None:
    paths = [path_of(make_congress(days=2, rounds=3, plenary=True)), path_of(make_branchedag())]
    assert [statements(path) for path in paths] == [2, 2]
    assert [statements(path) for path in paths] == [1, 1]
    kept._here.clear()
    assert [statements(path) for path in paths] == [1, 1]  # by another process: from the cache


def test_places_follow_on_a_page_that_was_kept() -> None:
    event = make_congress(rounds=1, round_seats=20)
    take(event, "session-ronde-1-a", 17)
    assert words(get(path_of(event)), "#ronde-1-a .places span") == ["zaal 1", "nog 3 plaatsen"]
    take(event, "session-ronde-1-a", 2)
    assert words(get(path_of(event)), "#ronde-1-a .places span") == ["zaal 1", "nog 1 plaats"]
    take(event, "session-ronde-1-a", 1)
    assert words(get(path_of(event)), "#ronde-1-a .places span") == ["zaal 1", "vol"]
    assert words(get(path_of(event, "en")), "#ronde-1-a .places span") == ["zaal 1", "full"]


@pytest.mark.parametrize(
    ("shown", "taken", "told"),
    [
        ("always", 10, ["nog 90 plaatsen"]),
        ("always", 95, ["nog 5 plaatsen"]),
        ("few", 80, []),
        ("few", 81, ["nog 19 plaatsen"]),
        ("never", 95, []),
        ("never", 100, ["vol"]),
    ],
)
def test_an_event_tells_its_places_always_when_few_or_never(shown: str, taken: int, told: list[str]) -> None:
    event = make_congress(places_shown=shown)
    take(event, "dag-1", taken)
    assert words(get(path_of(event)), "#prices ~ ul .places") == told


def test_a_ticket_for_two_days_has_the_places_of_the_scarcer_day() -> None:
    event = make_congress(days=2, day_tickets=True, places_shown="always")
    take(event, "dag-1", 98)
    take(event, "dag-2", 50)
    page = get(path_of(event))
    assert words(page, "#prices ~ ul .places") == ["nog 2 plaatsen", "nog 2 plaatsen", "nog 50 plaatsen"]
    assert words(page, ".hero .places") == ["Donderdag: nog 2 plaatsen", "Vrijdag: nog 50 plaatsen"]


def test_a_full_event_says_so_in_the_place_of_its_button() -> None:
    event = make_congress()
    assert links(get(path_of(event))).count(f"{path_of(event)}aanmelden/") == 3
    take(event, "dag-1", 100)
    page = get(path_of(event))
    assert f"{path_of(event)}aanmelden/" not in links(page)
    assert words(page, "#prices ~ .above-m b") == ["Alle plaatsen zijn bezet."]
    assert words(page, ".reach") == ["kosteloos Vol"]


def test_a_full_event_with_a_waiting_list_tells_that_too() -> None:
    event = make_congress(has_waiting_list=True)
    event.pools.update(taken=99, waiting=4)  # the last place is for who waits
    page = get(path_of(event))
    assert words(page, "#prices ~ ul .places") == ["vol, met wachtlijst"]
    assert words(page, ".reach") == ["kosteloos Vol; de wachtlijst is open"]
    assert [link for link in links(page) if "wachtlijst" in link] == []


def test_a_fair_is_open_while_a_stand_is_free() -> None:
    event = make_branchedag(stands=2, seats=10)
    take(event, "event", 10)
    assert f"{path_of(event)}aanmelden/" in links(get(path_of(event)))
    event.pools.filter(slug__startswith="stand-").update(taken=1)
    assert f"{path_of(event)}aanmelden/" not in links(get(path_of(event)))


def test_a_write_to_what_is_public_draws_the_page_anew() -> None:
    event, other = make_congress(), make_congress()
    get(path_of(event))
    Event.objects.update(title="Andere titel")
    assert words(get(path_of(event)), "h1") == ["Kracht van netwerken"]
    versions.touch(event.pk)
    assert words(get(path_of(event)), "h1") == ["Andere titel"]
    other.refresh_from_db()
    assert other.version == 1


def test_a_page_is_right_again_as_soon_as_a_sale_begins_or_ends() -> None:
    event = make_congress()
    event.ticket_types.update(on_sale_from=NOON + timedelta(hours=1), on_sale_until=NOON + timedelta(hours=2))
    told = [
        words(get(path_of(event), NOON + timedelta(minutes=minutes)), "#prices ~ ul .card")[0]
        for minutes in (0, 59, 60, 119, 120)
    ]
    begin, sold, ended = (
        "Deelname kosteloos Te koop vanaf woensdag 25 november 2026, 14.00 uur",
        "Deelname kosteloos",
        "Deelname kosteloos Niet meer te koop",
    )
    assert told == [begin, begin, sold, sold, ended]


def test_without_the_cache_the_page_is_served_all_the_same(valkey: Valkey) -> None:
    event = make_congress(places_shown="always")
    valkey.stop()
    assert words(get(path_of(event)), "#prices ~ ul .places") == ["nog 100 plaatsen"]
    kept._here.clear()
    take(event, "dag-1", 1)
    assert words(get(path_of(event)), "#prices ~ ul .places") == ["nog 99 plaatsen"]


def test_nobody_gets_anything_of_their_own() -> None:
    answer = Client().get(path_of(make_congress()))
    assert answer.cookies == {}
    assert "csrf" not in answer.content.decode()
    assert answer.headers["Cache-Control"] == "public, no-cache"
    assert "Cookie" not in answer.headers.get("Vary", "")


def test_who_has_the_page_as_it_is_gets_no_other() -> None:
    event = make_congress(places_shown="always")
    client = Client()
    tag = client.get(path_of(event)).headers["ETag"]
    again = client.get(path_of(event), headers={"if-none-match": tag})
    assert (again.status_code, again.content) == (304, b"")
    take(event, "dag-1", 1)
    other = client.get(path_of(event), headers={"if-none-match": tag})
    assert other.status_code == 200
    assert other.headers["ETag"] != tag


def test_a_page_is_only_read() -> None:
    path = path_of(make_congress())
    assert [Client().post(f"{path}{end}").status_code for end in ("", "places.json", "agenda.ics")] == [
        405
    ] * 3


def test_programs_read_every_pool_with_who_waits() -> None:
    event = make_congress(rounds=1, round_seats=20, places_shown="always")
    take(event, "session-ronde-1-a", 17)
    event.pools.filter(slug="session-ronde-1-b").update(capacity=None, waiting=2)
    assert places(event) == {
        "dag-1": {"left": 100, "waiting": 0},
        "session-ronde-1-a": {"left": 3, "waiting": 0},
        "session-ronde-1-b": {"left": None, "waiting": 2},
    }
    assert statements(f"{path_of(event)}places.json") == 1


@pytest.mark.parametrize(
    ("shown", "taken", "left"), [("few", 50, None), ("few", 81, 19), ("never", 100, None)]
)
def test_programs_learn_no_more_than_the_page_tells(shown: str, taken: int, left: int | None) -> None:
    event = make_congress(places_shown=shown)
    take(event, "dag-1", taken)
    assert places(event) == {"dag-1": {"left": left, "waiting": 0}}


@pytest.mark.parametrize("end", ["", "places.json", "agenda.ics"])
def test_a_draft_an_unknown_slug_and_another_kind_are_not_there(end: str) -> None:
    draft, congress = make_congress(status="draft"), make_congress()
    paths = [path_of(draft), "/congressen/bestaat-niet/", f"/leergangen/{congress.slug}/", "/feesten/nieuw/"]
    assert [Client().get(f"{path}{end}").status_code for path in paths] == [404] * 4
    assert Client().get(f"{path_of(congress)}{end}").status_code == 200


def test_the_dates_go_into_a_calendar() -> None:
    event = make_leergang()
    answer = Client().get(f"{path_of(event)}agenda.ics")
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    calendar = Calendar.from_ical(answer.content)
    assert [str(entry["SUMMARY"]) for entry in calendar.events] == [
        f"Adaptief samenwerken: Thema {number}" for number in range(1, 7)
    ]
    moments = [entry.start for entry in calendar.events]
    hours = {f"{at.astimezone(event.zone):%H:%M}" for at in moments if isinstance(at, datetime)}
    assert hours == {"09:30"}
    again = Client().get(f"{path_of(event)}agenda.ics", headers={"if-none-match": answer.headers["ETag"]})
    assert again.status_code == 304
