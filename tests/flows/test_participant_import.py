"""Imports that meet: each other, sign-ups, and the end of the program in the middle."""

from __future__ import annotations

import pytest

from events.models import Event
from flows.participant_import import Imported, SeatsShort, import_participants
from flows.signup import sign_up
from lib.spreadsheets import read
from registrations.models import Participant, SeatPool
from registrations.refusals import SignUpRefused
from tests.at_once import at_once
from tests.integrity import all_broken
from tests.making import NOON, make_basket, make_congress

NAMES = {"name": "name", "email": "email"}


def bring(event: Event, people: int, of: str = "x") -> Imported:
    rows = "".join(f"Deelnemer {n};d{n}@{of}.example\n" for n in range(people))
    return import_participants(event, read(f"name;email\n{rows}".encode()), NAMES, NOON)


@pytest.mark.django_db(transaction=True)
def test_one_file_that_is_imported_twice_at_once_brings_everybody_once() -> None:
    event = make_congress(seats=100)
    brought = at_once(3, lambda _number: bring(event, 20).people)
    assert sorted(brought) == [0, 0, 20]
    assert Participant.objects.count() == SeatPool.objects.get().taken == 20


@pytest.mark.django_db(transaction=True)
def test_imports_and_sign_ups_at_once_never_take_more_than_there_is() -> None:
    event = make_congress(seats=25)

    def take(number: int) -> int:
        try:
            if number % 2:
                sign_up(event, make_basket(people=4), NOON)
                return 4
            return bring(event, 7, f"x{number}").people
        except (SeatsShort, SignUpRefused):
            return 0

    taken = sum(at_once(10, take))
    assert taken == Participant.objects.count() == SeatPool.objects.get().taken
    assert 18 < taken <= 25
    assert all_broken() == []


@pytest.mark.django_db(transaction=True)
def test_what_is_stopped_in_the_middle_leaves_nothing() -> None:
    event = make_congress(seats=None)
    rows = "".join(f"Deelnemer {n};d{n}@x.example\n" for n in range(600))

    def stop(_done: int, _total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        import_participants(event, read(f"name;email\n{rows}".encode()), NAMES, NOON, progress=stop)
    assert (Participant.objects.count(), SeatPool.objects.get().taken) == (0, 0)
    assert bring(event, 600).people == 600
