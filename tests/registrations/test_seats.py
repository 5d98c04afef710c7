"""Seats under real concurrency: first with the conditional UPDATE switched off, to see the race."""

from __future__ import annotations

from datetime import datetime
from time import sleep

import pytest
from django.db import IntegrityError, connection, transaction

from events.models import Event, TicketType
from registrations.models import Line, Registration, SeatClaim, SeatPool
from registrations.seats import PoolFull, claim_seats, open_pools, release_seats
from tests.at_once import at_once
from tests.making import NOON, make_branchedag, make_congress


def make_line(event: Event, number: int = 1) -> Line:
    registration = Registration.objects.create(
        event=event,
        reference=f"SK-{number:04}-AAAA",
        secret=f"geheim-{number}",
        submission_key=f"00000000-0000-0000-0000-{number:012}",
        basket_sha256="x",
        state="confirmed",
        confirmed_at=NOON,
        signed_up_at=NOON,
        contact_name="Els",
        contact_email="els@bureau.example",
    )
    ticket = TicketType.objects.filter(event=event).first()
    assert ticket is not None
    return Line.objects.create(
        registration=registration,
        ticket_type=ticket,
        text="Deelname",
        unit_price=0,
        price_includes_vat=False,
        vat_category="S",
        vat_percent=21,
    )


def claim_one(line: Line, pool_id: int) -> bool:
    try:
        with transaction.atomic():
            claim_seats({pool_id: [line]})
    except (PoolFull, IntegrityError):
        return False
    return True


def claim_by_reading_first(line: Line, pool_id: int) -> bool:
    """What a seat claim must not be: look whether there is room, then write."""
    with transaction.atomic():
        pool = SeatPool.objects.get(pk=pool_id)
        if pool.capacity is not None and pool.taken + 1 > pool.capacity:
            return False
        sleep(0.05)
        SeatClaim.objects.create(pool=pool, line=line)
        pool.taken += 1
        pool.save(update_fields=["taken"])
    return True


@pytest.mark.django_db(transaction=True)
def test_the_race_is_real_when_seats_are_read_before_they_are_written() -> None:
    event = make_congress(seats=5)
    pool = SeatPool.objects.get(event=event)
    lines = [make_line(event, number) for number in range(20)]
    won = at_once(20, lambda number: claim_by_reading_first(lines[number], pool.pk))
    assert won.count(True) > 5


@pytest.mark.django_db(transaction=True)
def test_of_twenty_claims_at_once_five_get_the_last_five_seats() -> None:
    event = make_congress(seats=5)
    pool = SeatPool.objects.get(event=event)
    lines = [make_line(event, number) for number in range(20)]
    won = at_once(20, lambda number: claim_one(lines[number], pool.pk))
    assert sorted(won) == [False] * 15 + [True] * 5
    pool.refresh_from_db()
    assert pool.taken == SeatClaim.objects.filter(released_at=None).count() == 5


@pytest.mark.django_db(transaction=True)
def test_six_releases_at_once_give_a_seat_back_once() -> None:
    event = make_congress(seats=5)
    pool = SeatPool.objects.get(event=event)
    line = make_line(event)
    assert claim_one(line, pool.pk)

    def release(_: int) -> int:
        with transaction.atomic():
            return release_seats([line.pk], NOON)

    assert sorted(at_once(6, release)) == [0, 0, 0, 0, 0, 1]
    pool.refresh_from_db()
    assert pool.taken == 0


@pytest.mark.django_db(transaction=True)
def test_claims_on_two_pools_in_any_order_never_deadlock() -> None:
    event = make_congress(seats=40, days=2)
    one, other = SeatPool.objects.filter(event=event).order_by("id")
    lines = [make_line(event, number) for number in range(16)]

    def claim(number: int) -> bool:
        pools = [one.pk, other.pk] if number % 2 else [other.pk, one.pk]
        with transaction.atomic():
            claim_seats({pool: [lines[number]] for pool in pools})
        return True

    assert at_once(16, claim) == [True] * 16
    assert [p.taken for p in SeatPool.objects.filter(event=event)] == [16, 16]


@pytest.mark.django_db
def test_a_pool_that_is_shut_or_waited_for_gives_no_seat() -> None:
    event = make_congress(seats=5)
    line = make_line(event)
    for change in ({"open": False}, {"open": True, "waiting": 1}):
        SeatPool.objects.filter(event=event).update(**change)
        with pytest.raises(PoolFull), transaction.atomic():
            claim_seats({SeatPool.objects.get(event=event).pk: [line]})
    assert SeatClaim.objects.count() == 0


@pytest.mark.django_db
def test_the_database_itself_refuses_to_oversell() -> None:
    event = make_congress(seats=5)
    with pytest.raises(IntegrityError, match="seat_pool_taken_fits"), transaction.atomic():
        SeatPool.objects.filter(event=event).update(taken=6)


@pytest.mark.django_db
def test_a_stand_has_a_pool_of_one_and_opening_pools_twice_changes_nothing() -> None:
    event = make_branchedag(stands=3, seats=50)
    open_pools(event, {"event": 99})
    found = list(SeatPool.objects.filter(event=event).order_by("id").values_list("slug", "capacity"))
    assert found == [("event", 50), ("stand-1", 1), ("stand-2", 1), ("stand-3", 1)]


@pytest.mark.django_db
def test_a_claim_has_exactly_one_owner() -> None:
    event = make_congress(seats=5)
    pool = SeatPool.objects.get(event=event)
    with pytest.raises(IntegrityError, match="seat_claim_has_one_owner"), transaction.atomic():
        SeatClaim.objects.create(pool=pool)
    moment: datetime = NOON
    line = make_line(event)
    SeatClaim.objects.create(pool=pool, line=line)
    with pytest.raises(IntegrityError, match="seat_claim_once_per_line_and_pool"), transaction.atomic():
        SeatClaim.objects.create(pool=pool, line=line)
    SeatClaim.objects.update(released_at=moment)
    SeatClaim.objects.create(pool=pool, line=line)
    assert connection.in_atomic_block
