"""The next edition of an event."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from events.copying import dates_of_copy, first_day_of, proposed_day
from events.models import CancellationStep, Event, EventText, Series, SessionSpeaker, Speaker
from flows.event_copying import copy_event
from flows.event_editing import SlugTaken
from flows.members import add_member
from flows.price_rules import set_discounts_together, switch_price_rule
from organisations.access import SYSTEM
from organisations.models import User
from registrations.models import SeatPool
from tests.making import NOON, make_branchedag, make_congress, make_leergang
from tests.registrations.test_price_places import make_rule

pytestmark = pytest.mark.django_db(transaction=True)


def copied(old: Event, first_day: date | None = None, slug: str = "volgend-jaar") -> Event:
    user = User.objects.create_user("ilse@academie.example", name="Ilse")
    day = first_day or first_day_of(old) + timedelta(weeks=52)
    made = copy_event(old, slug, day, NOON, actor=SYSTEM, user=user)
    return Event.objects.get(pk=made.pk)


def local(event: Event, rows: Any) -> list[Any]:
    return [(row.slug, row.begins_at.astimezone(event.zone).replace(tzinfo=None)) for row in rows]


def seats(event: Event) -> dict[str, int | None]:
    return dict(event.pools.values_list("slug", "capacity"))


def test_a_congress_comes_again_with_its_days_rounds_sessions_speakers_and_rooms() -> None:
    old = make_congress(
        days=2, rounds=3, sessions=2, seats=40, round_seats=20, day_tickets=True, plenary=True
    )
    speaker = Speaker.objects.create(organisation=old.organisation, name="Fatima Aydin")
    SessionSpeaker.objects.create(session=old.sessions.order_by("id")[0], speaker=speaker)
    old.pools.update(taken=7)
    new = copied(old)
    year = timedelta(weeks=52)
    for rows in ("days", "sessions"):
        moved = [(slug, at + year) for slug, at in local(old, getattr(old, rows).order_by("begins_at", "id"))]
        assert local(new, getattr(new, rows).order_by("begins_at", "id")) == moved
    shape = ("slug", "round__slug", "day__slug", "room__name", "speakers__name", "kind")
    assert sorted(new.sessions.values_list(*shape), key=str) == sorted(
        old.sessions.values_list(*shape), key=str
    )
    sold = ("slug", "price", "vat_category", "days__slug")
    assert set(new.ticket_types.values_list(*sold)) == set(old.ticket_types.values_list(*sold))
    assert seats(new) == seats(old)
    assert set(new.pools.values_list("taken", flat=True)) == {0}
    assert not new.sessions.exclude(released_at=None).exists()


def test_a_ticket_for_a_day_that_was_cancelled_does_not_become_one_for_all_days() -> None:
    old = make_congress(days=2, day_tickets=True)
    gone = old.days.order_by("date")[1]
    own = [ticket.slug for ticket in old.ticket_types.filter(days=gone) if ticket.days.count() == 1]
    gone.cancelled_at = NOON
    gone.save()
    assert own
    assert not copied(old).ticket_types.filter(slug__in=own).exists()


def test_a_course_keeps_its_hours_over_the_change_of_time_and_its_own_fields_move_along() -> None:
    old = make_leergang(minimum=8)
    old.leergang.decide_on = date(2027, 1, 28)
    old.leergang.save()
    new = copied(old, first_day_of(old) + timedelta(weeks=30))
    moved = [(slug, at + timedelta(weeks=30)) for slug, at in local(old, old.sessions.all())]
    assert local(new, new.sessions.all()) == moved
    assert (new.leergang.minimum, new.leergang.is_vocational_training) == (8, True)
    assert new.leergang.decide_on == date(2027, 1, 28) + timedelta(weeks=30)


def test_a_fair_keeps_its_stands_their_numbers_and_sizes() -> None:
    old = make_branchedag(stands=4)
    new = copied(old)
    shape = ("number", "ticket_type__slug", "ticket_type__price")
    assert list(new.stands.values_list(*shape)) == list(old.stands.values_list(*shape))
    assert not set(new.stands.values_list("ticket_type", flat=True)) & set(
        old.ticket_types.values_list("pk", flat=True)
    )
    assert seats(new) == seats(old)


def test_windows_texts_and_cancelling_come_along_and_people_do_not() -> None:
    old = make_congress(sign_up_closes_at=NOON, is_closed=True)
    EventText.objects.create(event=old, position=1, title="Route", body="Naast het station.")
    CancellationStep.objects.create(event=old, days_before=14, percent=50)
    old.ticket_types.update(on_sale_until=NOON)
    new = copied(old)
    assert new.sign_up_closes_at == NOON + timedelta(weeks=52)
    assert set(new.ticket_types.values_list("on_sale_until", flat=True)) == {NOON + timedelta(weeks=52)}
    assert list(new.texts.values_list("title", "body")) == [("Route", "Naast het station.")]
    assert list(new.cancellation_steps.values_list("days_before", "percent")) == [(14, Decimal(50))]
    assert (new.status, new.is_closed, new.registrations.count()) == ("draft", False, 0)


def test_a_copy_is_of_the_same_series_which_is_made_where_there_was_none() -> None:
    old = make_congress()
    new = copied(old)
    old.refresh_from_db()
    assert new.series == old.series == Series.objects.get()


def test_an_address_that_is_taken_leaves_nothing_behind() -> None:
    old = make_congress()
    with pytest.raises(SlugTaken):
        copied(old, slug=old.slug)
    assert (Event.objects.count(), Series.objects.count()) == (1, 0)


def test_the_proposed_day_is_the_same_weekday_and_lies_ahead() -> None:
    old = make_leergang()
    first = first_day_of(old)
    day = proposed_day(old, first + timedelta(weeks=100))
    assert day == first + timedelta(weeks=104)
    assert [d.weekday() for d in dates_of_copy(old, day)] == [d.weekday() for d in dates_of_copy(old, first)]


def test_discounts_come_along_with_their_moments_and_places_and_nobody_in_them() -> None:
    old = make_congress(price="100.00", days=2, day_tickets=True)
    add_member(old.organisation_id, "Westerkoog", ["westerkoog.example"], NOON, actor=SYSTEM)
    until = NOON + timedelta(days=30)
    early = make_rule(old, "early", until=until, first=9, tickets=["alleen-dag-1"])
    make_rule(old, "member", "free", "0", first=2)
    switch_price_rule(old.pk, make_rule(old, "group", least=5).pk, NOON, is_off=True, actor=SYSTEM)
    set_discounts_together(old.pk, ["early", "member"], NOON, actor=SYSTEM)
    SeatPool.objects.filter(price_rule=early).update(taken=4)
    old.refresh_from_db()
    new = copied(old)
    assert new.kinds_together == {"early", "member"}
    assert [
        (rule.kind, rule.until, rule.first, [ticket.slug for ticket in rule.ticket_types.all()])
        for rule in new.price_rules.order_by("id")
    ] == [("early", until + timedelta(weeks=52), 9, ["alleen-dag-1"]), ("member", None, 2, [])]
    pools = new.pools.exclude(price_rule=None).order_by("id")
    assert [(pool.capacity, pool.taken, pool.member is None) for pool in pools] == [
        (9, 0, True),
        (2, 0, False),
    ]
