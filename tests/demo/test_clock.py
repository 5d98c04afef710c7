"""The demo's time moves forward, for everybody at once."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from demo import clock as demo_clock
from demo.clock import duration
from demo.models import ClockOffset
from lib import clock

NOON = datetime(2027, 3, 11, 12, tzinfo=UTC)


@pytest.fixture
def moved_clock(transactional_db: None) -> Iterator[None]:
    """Let ``lib.clock`` ask the demo's table, as in the demo."""
    clock.install(demo_clock.offset)
    yield
    clock.install(None)


def ahead() -> timedelta:
    """How far the time of ``lib.clock`` is ahead of the real time, in whole minutes."""
    return timedelta(minutes=round((clock.now() - datetime.now(UTC)).total_seconds() / 60))


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("PT31M", timedelta(minutes=31)),
        ("P1DT2H3M", timedelta(days=1, hours=2, minutes=3)),
        ("P0DT0H21M", timedelta(minutes=21)),
        ("P2W", timedelta(weeks=2)),
        ("PT90S", timedelta(seconds=90)),
        (" p1d ", timedelta(days=1)),
    ],
)
def test_durations_are_read_as_iso_8601_writes_them(text: str, meant: timedelta) -> None:
    assert duration(text) == meant


@pytest.mark.parametrize(
    "text", ["", "P", "PT", "31M", "P1M", "P1Y", "-PT31M", "P1DT", "P99999999W", "PT1.5H", "P١D"]
)
def test_what_is_no_duration_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"duration|ten years"):
        duration(text)


def test_the_time_moves_for_all_processes_and_adds_up(moved_clock: None) -> None:
    assert ahead() == timedelta(0)
    demo_clock.forward(timedelta(minutes=31))
    demo_clock.forward(timedelta(days=2))
    assert ahead() == timedelta(days=2, minutes=31)


def test_the_page_tells_the_time_and_moves_it_without_a_token(moved_clock: None) -> None:
    browser = Client(enforce_csrf_checks=True)
    before = datetime.fromisoformat(browser.get("/demo/clock/").json()["now"])
    answer = browser.post("/demo/clock/", {"forward": "PT31M"})
    after = datetime.fromisoformat(answer.json()["now"])
    assert answer.status_code == 200
    assert timedelta(minutes=31) <= after - before < timedelta(minutes=32)
    assert ahead() == timedelta(minutes=31)
    assert answer.json()["now"].endswith("Z")


def test_what_is_no_duration_moves_nothing(moved_clock: None) -> None:
    answer = Client().post("/demo/clock/", {"forward": "morgen"})
    assert (answer.status_code, list(answer.json())) == (400, ["error"])
    assert ahead() == timedelta(0)


def test_reading_moves_nothing(moved_clock: None) -> None:
    assert Client().get("/demo/clock/", {"forward": "PT31M"}).status_code == 200
    assert ahead() == timedelta(0)


def test_a_request_that_is_under_way_keeps_its_time(moved_clock: None) -> None:
    with clock.reading_once():
        clock.now()
        demo_clock.forward(timedelta(days=1))
        assert ahead() == timedelta(0)
    assert ahead() == timedelta(days=1)


@pytest.mark.django_db
def test_there_is_one_offset() -> None:
    ClockOffset.objects.create(pk=1)
    with transaction.atomic(), pytest.raises(IntegrityError, match="clock_offset_once"):
        ClockOffset.objects.create(pk=2)
