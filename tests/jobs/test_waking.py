import json
import os
import time
from base64 import b64decode
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import redis
from django.db import transaction

from demo.services.valkey import Valkey
from jobs import queue, waking
from jobs.queue import Work
from lib import clock

NOON = datetime(2027, 3, 1, 12, tzinfo=UTC)
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def new_waker(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(waking, "_waker", waking.Waker())


def ask_for(*keys: str, due: datetime = NOON) -> float:
    """Put jobs in the queue at noon, and return how many seconds the page would wait for it."""
    begun = time.monotonic()
    with clock.at(NOON), transaction.atomic():
        queue.later_all([Work("note", key, key, due) for key in keys])
    return time.monotonic() - begun


def published(broker: Valkey) -> list[tuple[str, list[str]]]:
    """Return the name and arguments of each task that waits in the broker."""
    with redis.Redis(unix_socket_path=str(broker.socket)) as server:
        tasks = [json.loads(raw) for raw in server.lrange("celery", 0, -1)]
    return [(task["headers"]["task"].rpartition(".")[2], _arguments(task)) for task in tasks]


def _arguments(task: dict[str, Any]) -> list[str]:
    arguments: list[str] = json.loads(b64decode(task["body"]))[0]
    return arguments


def soon(what: Callable[[], bool]) -> bool:
    end = time.monotonic() + 5
    while not what() and time.monotonic() < end:
        time.sleep(0.02)
    return what()


def test_a_job_that_is_due_wakes_a_worker_after_the_commit(valkey: Valkey) -> None:
    ask_for("a")
    assert soon(lambda: published(valkey) == [("wake", ["a"])])


def test_one_that_is_due_later_or_rolled_back_wakes_nobody(valkey: Valkey) -> None:
    ask_for("later", due=NOON + timedelta(seconds=1))
    with clock.at(NOON), transaction.atomic():
        queue.later("note", "1", key="never", due=NOON)
        transaction.set_rollback(True)
    ask_for("a")
    assert soon(lambda: published(valkey) == [("wake", ["a"])])


def test_a_job_that_is_moved_to_now_wakes_a_worker(valkey: Valkey) -> None:
    ask_for("a", due=NOON + timedelta(days=1))
    with clock.at(NOON):
        queue.postpone("a", NOON)
    assert soon(lambda: published(valkey) == [("wake", ["a"])])


def test_many_jobs_of_one_transaction_are_one_wake_for_all_that_is_due(valkey: Valkey) -> None:
    ask_for(*(str(number) for number in range(300)))
    assert soon(lambda: ("wake_due", []) in published(valkey))
    assert len(published(valkey)) <= 2


@pytest.mark.parametrize("state", ["paused", "stopped"])
def test_nobody_waits_for_a_broker_that_is(state: str, valkey: Valkey) -> None:
    valkey.pause() if state == "paused" else valkey.stop()
    assert max(ask_for(f"{number}") for number in range(30)) < 0.2
    assert ask_for(*(f"more {number}" for number in range(3 * waking.ROOM))) < 1


def test_a_broker_that_comes_back_is_used_again(valkey: Valkey) -> None:
    valkey.stop()
    ask_for("lost")
    time.sleep(0.3)
    valkey.start()
    assert soon(lambda: ask_for(str(time.monotonic())) < 1 and published(valkey) != [])


def test_a_process_that_was_forked_wakes_for_itself(valkey: Valkey) -> None:
    ask_for("parent")
    assert soon(lambda: len(published(valkey)) == 1)
    child = os.fork()
    if child == 0:
        waking.wake(["child"])
        time.sleep(1)
        os._exit(0)
    os.waitpid(child, 0)
    assert ("wake", ["child"]) in published(valkey)
