"""How an event stands: people, places, sign-ups by day and what was invoiced."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from events.models import Day, DayDraft, Event, Session
from events.releases import release_drafts
from organisations.access import SYSTEM, Actor, Share
from registrations.models import Hold, Participant, SeatClaim, SeatPool
from reports.event_list import Places, dates_of, event_list, event_state, places_of
from reports.event_overview import DayCount, event_totals, last_release
from reports.pool_groups import PoolRow, PoolSeats, pool_groups, pool_seats
from tests.making import (
    NOON,
    make_basket,
    make_branchedag,
    make_congress,
    make_leergang,
    make_organisation,
    make_person,
)
from tests.registered import make_crowd, make_registration

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def row(
    title: str = "", day: date | None = None, room: str = "", session: str = "", **seats: int | None
) -> PoolRow:
    counted = {"taken": 0, "held": 0, "waiting": 0, "capacity": None} | seats
    return PoolRow(title=title, day=day, room=room, session=session, **counted)  # type: ignore[arg-type]


def make_hold(event: Event, slug: str) -> None:
    """Let a visitor who is paying have a seat."""
    hold = Hold.objects.create(event=event, purpose="form", key="a key", expires_at=NOON + DAY)
    pool = SeatPool.objects.get(event=event, slug=slug)
    SeatClaim.objects.create(pool=pool, hold=hold)
    SeatPool.objects.filter(pk=pool.pk).update(taken=pool.taken + 1, waiting=2)


def test_people_are_counted_who_come_and_who_left() -> None:
    event = make_congress(price="100.00")
    early = make_registration(event, make_basket(event, 3), NOON - 9 * DAY)
    make_registration(event, make_basket(event, [make_person("Els Bos"), make_person("Jo Bos")]), NOON - DAY)
    gone = early.participants.first()
    assert gone is not None
    Participant.objects.filter(pk=gone.pk).update(ended_at=NOON)
    noise = make_congress(organisation=event.organisation, price="100.00")
    make_registration(noise, make_basket(noise, 1))
    totals = event_totals(SYSTEM, event, NOON)
    assert totals is not None
    assert (totals.people, totals.sign_ups, totals.left, totals.last_week) == (4, 2, 1, 2)
    assert totals.invoiced == Decimal("500.00")


def test_days_without_sign_ups_are_days_too_and_midnight_is_that_of_the_event() -> None:
    event = make_congress()
    make_registration(event, make_basket(event, 2), NOON - 3 * DAY)
    late = NOON.replace(hour=23, minute=30) - DAY  # half past midnight in Amsterdam
    make_registration(event, make_basket(event, [make_person("Els Bos")]), late)
    totals = event_totals(SYSTEM, event, NOON)
    assert totals is not None
    assert totals.by_day == (
        DayCount(date(2026, 11, 22), 2),
        DayCount(date(2026, 11, 23), 0),
        DayCount(date(2026, 11, 24), 0),
        DayCount(date(2026, 11, 25), 1),
    )


def test_the_places_of_days_and_rounds_are_named() -> None:
    event = make_congress(days=2, rounds=1, seats=400, round_seats=50)
    make_registration(event, make_basket(event, 2, rounds={"ronde-1": "ronde-1-b"}))
    make_hold(event, "dag-2")
    general, first_round = pool_groups(event)
    assert (general.kind, general.rows) == (
        "event",
        (
            row(day=date(2027, 3, 11), taken=2, capacity=400),
            row(day=date(2027, 3, 12), taken=3, held=1, waiting=2, capacity=400),
        ),
    )
    assert (first_round.kind, first_round.title) == ("round", "Ronde-1")
    assert first_round.rows == (
        row("Sessie 1A", room="zaal 1", session="ronde-1-a", capacity=50),
        row("Sessie 1B", room="zaal 2", session="ronde-1-b", taken=2, capacity=50),
    )
    assert [r.left for r in general.rows] == [398, 397]


def test_the_stands_of_one_size_are_one_row() -> None:
    event = make_branchedag(stands=30, seats=None)
    make_registration(event, make_basket(event, 2, stand=12))
    general, stands = pool_groups(event)
    assert general.rows == (row(),)
    assert general.rows[0].left is None
    assert (stands.kind, stands.rows) == ("stand", (row("Stand klein", taken=1, capacity=30),))


def test_seats_are_told_by_the_slug_of_their_pool() -> None:
    event = make_congress(seats=100)
    make_registration(event, make_basket(event, 3))
    make_hold(event, "dag-1")
    assert pool_seats(event) == [PoolSeats("dag-1", 100, taken=4, held=1, waiting=2)]
    assert pool_seats(make_leergang(seats=None)) == [PoolSeats("event", None, 0, 0, 0)]


def test_who_may_not_see_totals_gets_none() -> None:
    event = make_congress()
    desk = Actor("user", 1, event.organisation_id, frozenset({"frontdesk"}))
    share = Share(event.pk, 1, frozenset({"event.open", "event.totals"}))
    partner = Actor("user", 1, event.organisation_id, event_roles=((event.pk, "partner"),), shares=(share,))
    assert event_totals(desk, event, NOON) is None
    shared = event_totals(partner, event, NOON)
    assert shared is not None
    assert shared.invoiced is None
    assert last_release(partner, event) is None


def test_the_last_release_is_told() -> None:
    event = make_congress()
    assert last_release(SYSTEM, event) is None
    event.days.update(released_at=None)
    for day in event.days.all():
        DayDraft.objects.create(day=day, date=day.date, begins_at=day.begins_at, ends_at=day.ends_at)
    release_drafts(event, NOON, None)
    release = last_release(SYSTEM, event)
    assert release is not None
    assert release.number == 1


def test_events_are_listed_with_what_comes_first_on_top_and_the_past_below() -> None:
    organisation = make_organisation()
    dates = {
        "later": date(2027, 5, 1),
        "soon": date(2026, 12, 1),
        "past": date(2025, 3, 1),
        "last": date(2026, 3, 1),
    }
    made = {
        name: make_congress(organisation=organisation, first_day=day, title=name)
        for name, day in dates.items()
    }
    make_congress()  # somebody else's
    make_registration(made["soon"], make_basket(made["soon"], 2))
    rows = event_list(owner_of(organisation.pk), organisation.pk, NOON)
    assert [row.title for row in rows] == ["soon", "later", "last", "past"]
    assert [row.state for row in rows] == ["open", "open", "over", "over"]
    assert [row.people for row in rows] == [2, 0, 0, 0]
    assert rows[0].places == Places(2, 100, is_full=False)
    assert rows[0].days == (date(2026, 12, 1),)


def owner_of(organisation_id: int) -> Actor:
    return Actor("user", 1, organisation_id, frozenset({"owner"}))


def test_the_places_of_an_event_are_those_of_its_fullest_day() -> None:
    event = make_congress(days=2, day_tickets=True, rounds=1, round_seats=1)
    people = [make_person("Els Bos", ticket_type="alleen-dag-2")]
    make_registration(event, make_basket(event, people))
    [listed] = event_list(owner_of(event.organisation_id), event.organisation_id, NOON)
    assert listed.places == Places(1, 100, is_full=False)


def test_who_works_on_one_event_lists_that_one_and_no_totals_for_a_trainer() -> None:
    event = make_congress()
    make_congress(organisation=event.organisation)
    trainer = Actor("user", 1, event.organisation_id, event_roles=((event.pk, "trainer"),))
    [listed] = event_list(trainer, event.organisation_id, NOON)
    assert (listed.event, listed.people, listed.places) == (event, 0, None)


@pytest.mark.parametrize(
    ("fields", "state"),
    [
        ({}, "open"),
        ({"status": "draft"}, "draft"),
        ({"status": "cancelled"}, "cancelled"),
        ({"status": "archived"}, "over"),
        ({"is_closed": True}, "closed"),
        ({"sign_up_opens_at": NOON + DAY}, "closed"),
        ({"sign_up_closes_at": NOON}, "closed"),
        ({"first_day": date(2026, 11, 25)}, "running"),
        ({"first_day": date(2026, 11, 24)}, "over"),
    ],
)
def test_the_state_of_an_event(fields: dict[str, object], state: str) -> None:
    event = make_congress(**fields)  # type: ignore[arg-type]
    assert event_state(event, NOON, places_of(event)) == state


def test_an_event_is_full_when_no_day_has_a_seat_left() -> None:
    event = make_congress(days=2, seats=1, day_tickets=True)
    for number in (1, 2):
        assert event_state(event, NOON, places_of(event)) == "open"
        make_registration(
            event, make_basket(event, [make_person(f"Els {number}", ticket_type=f"alleen-dag-{number}")])
        )
    assert event_state(event, NOON, places_of(event)) == "full"
    assert places_of(make_congress(seats=None)) is None


def test_the_dates_of_an_event_are_its_days_else_its_meetings() -> None:
    congress, course, dateless = make_congress(days=2), make_leergang(meetings=2), make_leergang()
    Session.objects.update(day=None)
    Session.objects.filter(event=dateless).update(released_at=None)
    Day.objects.filter(event__in=[course, dateless]).delete()
    assert dates_of([congress, course, dateless]) == {
        congress.pk: (date(2027, 3, 11), date(2027, 3, 12)),
        course.pk: (date(2027, 2, 11), date(2027, 3, 4)),
        dateless.pk: (),
    }


def test_the_number_of_statements_does_not_grow() -> None:
    small, large = make_congress(days=2, rounds=1), make_congress(days=2, rounds=3, sessions=4)
    make_crowd(large, 300)
    counts = []
    for event in (small, large):
        with CaptureQueriesContext(connection) as captured:
            event_totals(SYSTEM, event, NOON)
        counts.append(len(captured))
    assert counts[0] == counts[1] <= 7
