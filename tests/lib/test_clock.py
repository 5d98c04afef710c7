from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from threading import Thread
from zoneinfo import ZoneInfo

import pytest
import time_machine

from lib import clock

NOON = datetime(2027, 3, 11, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def real_time() -> Iterator[None]:
    yield
    clock.install(None)


def test_without_a_source_it_is_the_real_time_in_utc() -> None:
    with time_machine.travel(NOON, tick=False):
        assert clock.now() == NOON
        assert clock.now().tzinfo is UTC


def test_an_installed_source_moves_the_time_and_is_asked_at_each_reading() -> None:
    offsets = iter([timedelta(minutes=31), timedelta(days=2)])
    clock.install(lambda: next(offsets))
    with time_machine.travel(NOON, tick=False):
        assert [clock.now(), clock.now()] == [NOON + timedelta(minutes=31), NOON + timedelta(days=2)]


def test_within_one_request_the_source_is_asked_once_and_only_when_needed() -> None:
    asked: list[str] = []

    def source() -> timedelta:
        asked.append("asked")
        return timedelta(hours=len(asked))

    clock.install(source)
    with time_machine.travel(NOON, tick=False):
        with clock.reading_once():
            assert asked == []
            assert clock.now() == clock.now() == NOON + timedelta(hours=1)
            with clock.reading_once():
                assert clock.now() == NOON + timedelta(hours=1)
            assert clock.now() == NOON + timedelta(hours=1)
        assert clock.now() == NOON + timedelta(hours=2)


def test_another_thread_reads_for_itself() -> None:
    offsets = iter([timedelta(hours=1), timedelta(hours=2)])
    clock.install(lambda: next(offsets))
    seen: list[datetime] = []
    with time_machine.travel(NOON, tick=False), clock.reading_once():
        clock.now()
        other = Thread(target=lambda: seen.append(clock.now()))
        other.start()
        other.join(5)
    assert seen == [NOON + timedelta(hours=2)]


def test_a_pinned_moment_is_told_in_utc_and_ends_with_its_block() -> None:
    clock.install(lambda: timedelta(days=9))
    with clock.at(datetime(2027, 3, 11, 13, tzinfo=ZoneInfo("Europe/Amsterdam"))):
        assert clock.now() == NOON
        assert clock.now().tzinfo is UTC
        with clock.at(NOON + timedelta(days=1)):
            assert clock.now() == NOON + timedelta(days=1)
        assert clock.now() == NOON
    assert clock.now() > NOON - timedelta(days=200)


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"), clock.at(datetime(2027, 3, 11)):  # noqa: DTZ001
        pass
