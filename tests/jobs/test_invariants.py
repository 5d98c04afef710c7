from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from jobs import invariants, queue
from jobs.models import Job
from lib import clock
from lib.invariants import Broken, Result

NOON = datetime(2027, 3, 1, 12, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def at_noon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(invariants, "WATCH", 0)


def make_job(key: str, due: datetime) -> int:
    queue.later("note", key, key=key, due=due)
    return Job.objects.get(key=key).pk


def stuck() -> Result:
    with clock.at(NOON):
        return invariants.stuck(None)


def test_a_job_that_nobody_does_for_an_hour_is_named() -> None:
    make_job("noise", NOON - timedelta(minutes=59))
    forgotten = make_job("forgotten", NOON)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE jobs_job SET due = '2027-03-01 10:59Z' WHERE id = %s", [forgotten])
    message = "note forgotten was due at 2027-03-01 10:59 UTC and nobody does it"
    assert stuck() == Result(2, [Broken("jobs_job", forgotten, message)])


def test_one_that_ended_or_is_under_way_is_not_stuck() -> None:
    for key in ("finished", "failed", "under way"):
        make_job(key, NOON - timedelta(days=1))
    Job.objects.filter(key="finished").update(finished_at=NOON)
    Job.objects.filter(key="failed").update(failed_at=NOON)
    Job.objects.filter(key="under way").update(
        lease_until=NOON, lease_token="2b1d5d6e-4b1a-4f5e-8a52-3d0a1f0f5c11"
    )
    assert stuck() == Result(1, [])


def test_one_that_is_taken_while_one_looks_is_not_stuck(monkeypatch: pytest.MonkeyPatch) -> None:
    make_job("a", NOON - timedelta(days=1))
    monkeypatch.setattr(invariants, "sleep", lambda _: Job.objects.update(finished_at=NOON))
    assert stuck() == Result(1, [])
