import time
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connections
from django.test import Client

from demo.services.valkey import Valkey
from tests.worker import WorkerProcess


def ready() -> tuple[int, dict[str, bool]]:
    response = Client().get("/readyz")
    return response.status_code, response.json()


def soon(within: float, what: Callable[[], bool]) -> bool:
    end = time.monotonic() + within
    while not what() and time.monotonic() < end:
        time.sleep(0.05)
    return what()


@pytest.mark.django_db(transaction=True)
def test_ready_is_who_has_database_broker_and_a_living_worker(
    valkey: Valkey, celery_worker_process: WorkerProcess
) -> None:
    assert soon(15, lambda: ready() == (200, {"database": True, "broker": True, "worker": True}))
    celery_worker_process.kill()
    assert soon(10, lambda: ready() == (503, {"database": True, "broker": True, "worker": False}))


@pytest.mark.django_db
@pytest.mark.parametrize("state", ["paused", "stopped"])
def test_who_has_a_broker_that_is_gone_or_mute_says_so_within_a_second(state: str, valkey: Valkey) -> None:
    ready()  # loads what a first request loads
    valkey.pause() if state == "paused" else valkey.stop()
    begun = time.monotonic()
    assert ready() == (503, {"database": True, "broker": False, "worker": False})
    assert time.monotonic() - begun < 1


@pytest.mark.django_db
def test_who_has_no_database_is_not_ready_and_lives(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any) -> Any:
        from django.db import OperationalError

        raise OperationalError("no such server")

    monkeypatch.setattr(connections["default"], "cursor", refuse)
    status, parts = ready()
    assert (status, parts["database"]) == (503, False)
    assert Client().get("/healthz").status_code == 200


def test_health_asks_no_database_and_is_not_kept_by_a_cache() -> None:
    response = Client().get("/healthz")
    assert (response.status_code, response.content) == (200, b"ok\n")
    assert "no-store" in response["Cache-Control"]
    assert Client().post("/healthz").status_code == 405
