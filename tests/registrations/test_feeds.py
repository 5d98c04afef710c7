"""Calendars that people subscribe to hold what the mails hold, session by session."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from events.models import Event, Session
from flows.mails.links import event_url
from registrations.feeds import event_feed, participant_feed
from registrations.models import Participant
from tests.calendar_mails import entries, invitation_in, judge, mails_of
from tests.making import NOON, make_basket, make_branchedag, make_congress, make_leergang, make_person
from tests.signed_up import CONTACT, MORNING, sign_up_for

pytestmark = pytest.mark.django_db

ZONE = ("--feed", "--tz", "Europe/Amsterdam")
AFTER = NOON + timedelta(days=365)


def feed_of(name: str) -> bytes:
    """The calendar of the participant with this name."""
    found = participant_feed(Participant.objects.get(name=name).agenda_secret, NOON, event_url)
    assert found is not None
    return found[0]


def shown(feed: bytes) -> list[tuple[str, str, str]]:
    return [(entry["begin"], entry["title"], entry["status"]) for entry in entries(feed)]


def test_the_feed_of_a_course_holds_the_meetings_at_the_times_of_the_invitations(tmp_path: Path) -> None:
    leergang = make_leergang()
    registration = sign_up_for(leergang, make_basket(leergang, 0, contact_attends=True))
    feed = feed_of("Marjolein Visser")
    mailed = [invitation_in(mail) for mail in mails_of(registration, CONTACT) if mail.calendar]
    for what in ("begin", "end", "title", "place"):
        assert [entry[what] for entry in entries(feed)] == [entry[what] for entry in mailed]
    assert not {entry["uid"] for entry in entries(feed)} & {entry["uid"] for entry in mailed}
    assert b"ATTENDEE" not in feed
    judge([feed], tmp_path, *ZONE, "--sessions", "6")


def test_the_feed_of_a_congress_holds_the_chosen_and_the_plenary_sessions(tmp_path: Path) -> None:
    congress = make_congress(days=2, rounds=3, plenary=True)
    sign_up_for(congress, make_basket(congress, [make_person(rounds=MORNING)]))
    feed = feed_of("Jan de Vries")
    assert shown(feed) == [
        ("20270311T093000", "Kracht van netwerken: Opening", "CONFIRMED"),
        ("20270311T111500", "Kracht van netwerken: Sessie 1A", "CONFIRMED"),
        ("20270311T134500", "Kracht van netwerken: Sessie 2B", "CONFIRMED"),
        ("20270312T093000", "Kracht van netwerken: Opening", "CONFIRMED"),
        ("20270312T111500", "Kracht van netwerken: Sessie 3A", "CONFIRMED"),
    ]
    assert entries(feed)[1]["place"] == "De Graansilo, Katwolderhaven 8, Zwolle, zaal 1"
    judge([feed], tmp_path, *ZONE, "--sessions", "5")


def test_a_day_without_a_choice_is_one_entry(tmp_path: Path) -> None:
    congress = make_congress(plenary=True)
    sign_up_for(congress, make_basket(congress, [make_person()]))
    feed = feed_of("Jan de Vries")
    assert shown(feed) == [("20270311T090000", "Kracht van netwerken", "CONFIRMED")]
    judge([feed], tmp_path, *ZONE, "--sessions", "1")


def test_a_ticket_for_one_day_shows_that_day() -> None:
    congress = make_congress(days=2, day_tickets=True)
    sign_up_for(congress, make_basket(congress, [make_person(ticket_type="alleen-dag-2")]))
    assert [begin for begin, _title, _status in shown(feed_of("Jan de Vries"))] == ["20270312T090000"]


def test_nobody_elses_choice_is_in_a_feed() -> None:
    congress = make_congress(rounds=1)
    people = [
        make_person("Anna de Wit", rounds={"ronde-1": "ronde-1-a"}),
        make_person("Pieter van der Berg", rounds={"ronde-1": "ronde-1-b"}),
    ]
    sign_up_for(congress, make_basket(congress, people))
    (_begin, title, _status), *others = shown(feed_of("Anna de Wit"))
    assert (title, others) == ("Kracht van netwerken: Sessie 1A", [])


def test_two_people_have_uids_of_their_own() -> None:
    leergang = make_leergang(meetings=2)
    sign_up_for(leergang, make_basket(leergang, 2))
    uids = [entry["uid"] for n in (1, 2) for entry in entries(feed_of(f"Deelnemer {n}"))]
    assert len(set(uids)) == 4


def test_bytes_and_etag_stay_until_the_content_changes() -> None:
    leergang = make_leergang(meetings=2)
    sign_up_for(leergang, make_basket(leergang, 1))
    secret = Participant.objects.get().agenda_secret
    first = participant_feed(secret, NOON, event_url)
    assert first == participant_feed(secret, NOON + timedelta(days=1), event_url)
    assert first is not None
    assert first[1].startswith('"')
    assert first[1].endswith('"')
    Session.objects.filter(slug="bijeenkomst-2").update(title="Anders genoemd")
    changed = participant_feed(secret, NOON, event_url)
    assert changed is not None
    assert changed[1] != first[1]
    uids = [[entry["uid"] for entry in entries(feed)] for feed, _etag in (first, changed)]
    assert uids[0] == uids[1]


def test_what_is_cancelled_is_shown_as_such_until_it_is_over() -> None:
    leergang = make_leergang(meetings=2)
    sign_up_for(leergang, make_basket(leergang, 1))
    Session.objects.filter(slug="bijeenkomst-2").update(cancelled_at=NOON)
    assert [status for _begin, _title, status in shown(feed_of("Deelnemer 1"))] == ["CONFIRMED", "CANCELLED"]
    after = participant_feed(Participant.objects.get().agenda_secret, AFTER, event_url)
    assert after is not None
    assert len(entries(after[0])) == 1


def test_an_unknown_secret_has_no_feed() -> None:
    assert participant_feed("x" * 32, NOON, event_url) is None


def test_an_english_sign_up_has_an_english_feed() -> None:
    leergang = make_leergang(meetings=1, title_en="Adaptive collaboration")
    sign_up_for(leergang, make_basket(leergang, 1, language="en"))
    feed = feed_of("Deelnemer 1")
    assert shown(feed)[0][1] == "Adaptive collaboration: Thema 1"
    assert f"/en/courses/{leergang.slug}/".encode() in feed.replace(b"\r\n ", b"")


@pytest.mark.parametrize(
    ("make", "begins"),
    [
        (lambda: make_congress(days=2, rounds=2), ["20270311T090000", "20270312T090000"]),
        (lambda: make_leergang(meetings=2), ["20270211T093000", "20270304T093000"]),
        (lambda: make_branchedag(stands=1), ["20270415T100000"]),
    ],
)
def test_the_feed_of_an_event_holds_its_days_or_meetings(
    make: type[Event], begins: list[str], tmp_path: Path
) -> None:
    event = make()
    feed, etag = event_feed(event, "nl", event_url)
    assert [begin for begin, _title, _status in shown(feed)] == begins
    assert (feed, etag) == event_feed(event, "nl", event_url)
    judge([feed], tmp_path, *ZONE, "--sessions", str(len(begins)))


def test_what_is_not_released_is_in_no_feed() -> None:
    leergang = make_leergang(meetings=2)
    leergang.sessions.filter(slug="bijeenkomst-2").update(released_at=None)
    feed, _etag = event_feed(leergang, "nl", event_url)
    assert [begin for begin, _title, _status in shown(feed)] == ["20270211T093000"]
