"""The programme is edited in drafts, clashes are named, and a release makes it public."""

from __future__ import annotations

from datetime import date, time
from typing import Any

import pytest
from django.test import Client
from lxml import html

from events.models import Event, Session, SessionDraft
from lib import clock
from lib.dates import moment_on
from registrations.models import SeatPool
from tests.events.drafts import make_drafts
from tests.making import NOON, ZONE, make_basket, make_congress, make_leergang
from tests.registered import make_registration
from tests.workspace.members import Role, browser_of, make_member, words_of

pytestmark = pytest.mark.django_db


class Desk:
    """An organiser at the programme of one event."""

    def __init__(self, event: Event) -> None:
        self.base = f"/beheer/{event.organisation.slug}/evenementen/{event.slug}/"
        self.client: Client = browser_of(make_member(event.organisation, Role.ORGANISER))

    def post(self, page: str, **fields: str) -> Any:
        with clock.at(NOON):
            return self.client.post(self.base + page, fields)

    def words(self, page: str) -> str:
        with clock.at(NOON):
            answer = self.client.get(self.base + page)
        assert answer.status_code == 200
        return words_of(html.fromstring(answer.content.decode()))

    def errors(self, page: str, **fields: str) -> dict[str, str]:
        answer = self.post(page, **fields)
        assert answer.status_code == 422
        tree: Any = html.fromstring(answer.content.decode())
        return {li.get("data-field"): li.text_content() for li in tree.xpath("//*[@data-errors]/li")}


def make_programme(**fields: Any) -> tuple[Event, Desk]:
    event = make_drafts(make_congress(rounds=1, **fields))
    return event, Desk(event)


def at(hour: int, minute: int = 0) -> Any:
    return moment_on(date(2027, 3, 11), time(hour, minute), ZONE)


def test_a_session_moves_in_its_draft_until_it_is_released() -> None:
    event, desk = make_programme()
    make_registration(event, make_basket(event, 2, rounds={"ronde-1": "ronde-1-a"}))
    changed = {"start": "2027-03-11T13:00", "end": "2027-03-11T14:00", "room": "zaal 9", "title": "Nieuw"}
    assert desk.post("sessies/ronde-1-a/bewerken/", confirm="on", **changed).status_code == 303
    session = Session.objects.select_related("draft__room", "room").get(slug="ronde-1-a")
    assert (session.title, session.begins_at) == ("Sessie 1A", at(11, 15))
    assert (session.draft.title, session.draft.begins_at, str(session.draft.room)) == (
        "Nieuw",
        at(13),
        "zaal 9",
    )
    said = desk.words("programma/vrijgeven/")
    assert "Gewijzigd: Nieuw. Nieuwe tijd: do 11 mrt, 13.00–14.00 uur" in said
    assert "2 deelnemers komen bij iets dat ergens anders of op een andere tijd is." in said
    assert desk.post("programma/vrijgeven/").status_code == 422
    assert desk.post("programma/vrijgeven/", confirm="on").status_code == 303
    session.refresh_from_db()
    assert (session.title, session.begins_at) == ("Nieuw", at(13))
    assert "Er is niets gewijzigd" in desk.words("programma/vrijgeven/")


def test_what_is_not_posted_stays_as_it_is() -> None:
    _event, desk = make_programme()
    SessionDraft.objects.filter(session__slug="ronde-1-a").update(description="Blijft staan")
    assert desk.post("sessies/ronde-1-a/bewerken/", title="Anders").status_code == 303
    draft = SessionDraft.objects.get(session__slug="ronde-1-a")
    assert (draft.title, draft.description, draft.begins_at) == ("Anders", "Blijft staan", at(11, 15))


def test_who_speaks_is_typed_by_name_and_kept_in_order() -> None:
    event, desk = make_programme()
    desk.post("sessies/ronde-1-a/bewerken/", speakers="Noor Smit\n\n Bas de Wit \nNoor Smit")
    speakers = [row.speaker.name for row in Session.objects.get(slug="ronde-1-a").session_speakers.all()]
    assert speakers == ["Noor Smit", "Bas de Wit"]
    desk.post("sessies/ronde-1-b/bewerken/", speakers="noor smit")
    assert event.organisation.speakers.count() == 2
    assert "Noor Smit spreekt tegelijk in twee sessies: Sessie 1A en Sessie 1B." in desk.words("programma/")


def test_a_room_for_two_at_a_time_and_one_that_is_too_small_are_named() -> None:
    event, desk = make_programme(round_seats=40)
    desk.post("sessies/ronde-1-b/bewerken/", room="ZAAL 1")
    assert "zaal 1 is tegelijk voor twee sessies in gebruik: Sessie 1A en Sessie 1B." in desk.words(
        "programma/"
    )
    event.venue.rooms.filter(name="zaal 1").update(capacity=30)  # type: ignore[union-attr]
    assert "Sessie 1A heeft 40 plaatsen, terwijl zaal 1 er 30 heeft." in desk.words("programma/")


def test_sessions_one_after_another_in_one_room_do_not_clash() -> None:
    _event, desk = make_programme()
    desk.post("sessies/ronde-1-b/bewerken/", room="zaal 1", start="2027-03-11T12:30", end="2027-03-11T13:00")
    assert "past niet bij elkaar" not in desk.words("programma/")


def test_a_new_session_is_seen_by_nobody_until_it_is_released_and_may_be_removed_before() -> None:
    event, desk = make_programme()
    new = {"title": "Derde", "start": "2027-03-11T11:15", "end": "2027-03-11T12:30", "seats": "12"}
    assert desk.post("sessies/nieuw/", kind="breakout", round="ronde-1", **new).status_code == 303
    session = Session.objects.get(slug="derde")
    assert (session.released_at, session.round and session.round.slug) == (None, "ronde-1")
    assert SeatPool.objects.get(session=session).capacity == 12
    assert "Derde" not in Client().get(f"/congressen/{event.slug}/").content.decode()
    assert "Nieuw: Derde." in desk.words("programma/vrijgeven/")
    assert desk.post("sessies/derde/bewerken/", remove="on").status_code == 303
    assert not Session.objects.filter(slug="derde").exists()
    desk.post("sessies/ronde-1-a/bewerken/", remove="on")
    assert Session.objects.filter(slug="ronde-1-a").exists()


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"end": "2027-03-11T11:00"}, "end"),
        ({"start": "2027-03-12T11:15", "end": "2027-03-12T12:30"}, "start"),
        ({"title": ""}, "title"),
    ],
)
def test_what_cannot_be_stands_with_its_field(fields: dict[str, str], field: str) -> None:
    _event, desk = make_programme()
    assert list(desk.errors("sessies/ronde-1-a/bewerken/", **fields)) == [field]


def test_a_session_of_a_round_stays_on_the_day_of_the_round() -> None:
    _event, desk = make_programme(days=2)
    moved = {"start": "2027-03-12T11:15", "end": "2027-03-12T12:30"}
    assert list(desk.errors("sessies/ronde-1-a/bewerken/", **moved)) == ["start"]


def test_a_moved_last_meeting_moves_the_end_of_the_course_with_the_release() -> None:
    event = make_leergang(meetings=2)
    event.sessions.update(day=None)
    event.days.all().delete()
    make_drafts(event)
    desk = Desk(event)
    moved = {"start": "2027-09-02T09:30", "end": "2027-09-02T17:00"}
    assert desk.post("sessies/bijeenkomst-2/bewerken/", **moved).status_code == 303
    before = Event.objects.get()
    desk.post("programma/vrijgeven/", confirm="on")
    after = Event.objects.get()
    assert after.begins_at == before.begins_at
    assert after.ends_at == moment_on(date(2027, 9, 2), time(17), ZONE) > before.ends_at


def test_a_public_session_goes_with_the_next_release_unless_people_come_to_it() -> None:
    event, desk = make_programme(round_seats=10)
    make_registration(event, make_basket(event, 2, rounds={"ronde-1": "ronde-1-a"}))
    desk.post("sessies/ronde-1-a/bewerken/", remove="on")
    assert "Hier komen 2 deelnemers, dus dit blijft" in desk.words("programma/")
    desk.post("sessies/ronde-1-b/bewerken/", remove="on")
    assert "Verdwijnt bij de volgende vrijgave" in desk.words("programma/")
    assert not SeatPool.objects.get(session__slug="ronde-1-b").open
    desk.post("programma/", restore="ronde-1-b")
    assert SeatPool.objects.get(session__slug="ronde-1-b").open
    desk.post("sessies/ronde-1-b/bewerken/", remove="on")
    assert desk.post("programma/vrijgeven/", confirm="on").status_code == 303
    cancelled = Session.objects.exclude(cancelled_at=None)
    assert list(cancelled.values_list("slug", flat=True)) == ["ronde-1-b"]


def test_what_would_clash_is_named_before_it_is_saved() -> None:
    event, desk = make_programme(round_seats=40)
    event.venue.rooms.filter(name="zaal 1").update(capacity=30)  # type: ignore[union-attr]
    typed = {
        "start": "2027-03-11T11:30",
        "end": "2027-03-11T12:00",
        "title": "Lunchlezing",
        "kind": "plenary",
    }
    answer = desk.post("sessies/nieuw/", **typed, room="Zaal 1", check="on")
    assert answer.status_code == 200
    told = "zaal 1 is tegelijk voor twee sessies in gebruik: Sessie 1A en Lunchlezing."
    assert told in answer.content.decode()
    free = desk.post("sessies/nieuw/", **typed, room="zaal 7", check="on").content.decode()
    assert "Niets overlapt." in free
    assert 'value="zaal 7"' in free
    small = desk.post("sessies/ronde-1-b/bewerken/", room="zaal 1", check="on").content.decode()
    assert "Sessie 1B heeft 40 plaatsen, terwijl zaal 1 er 30 heeft." in small
    assert not Session.objects.filter(title="Lunchlezing").exists()
    assert not SessionDraft.objects.filter(room__name="zaal 7").exists()


def test_a_script_gets_the_clashes_alone() -> None:
    _event, desk = make_programme()
    with clock.at(NOON):
        answer = desk.client.post(
            desk.base + "sessies/ronde-1-b/bewerken/",
            {"room": "zaal 1", "check": "on"},
            headers={"HX-Request": "true"},
        )
    assert answer.content.decode().startswith("<section")


def test_each_session_that_clashes_says_so_in_the_list() -> None:
    _event, desk = make_programme()
    desk.post("sessies/ronde-1-b/bewerken/", room="zaal 1", speakers="Noor Smit")
    desk.post("sessies/ronde-1-a/bewerken/", speakers="Noor Smit")
    words = desk.words("programma/")
    assert (words.count("zaal dubbel"), words.count("spreker dubbel")) == (2, 2)


def test_a_session_on_a_holiday_is_saved_and_told() -> None:
    event = make_leergang(meetings=2)
    event.sessions.update(day=None)
    event.days.all().delete()
    make_drafts(event)
    desk = Desk(event)
    desk.post("sessies/bijeenkomst-2/bewerken/", start="2027-04-27T09:30", end="2027-04-27T17:00")
    assert "Dinsdag 27 april 2027 is een feestdag: Koningsdag." in desk.words("programma/")
