from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier
from typing import Any, TypeVar

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.module_loading import import_string

import config.settings
from jobs import queue, runner
from jobs.models import Job
from jobs.outcomes import GiveUp, NotYet
from lib import clock
from tests.jobs import handlers

T = TypeVar("T")
NOON = datetime(2027, 3, 1, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def make_job(key: str = "a", due: datetime = NOON) -> None:
    queue.later("note", key, key=key, due=due)


def run_due_at(moment: datetime, limit: int | None = None) -> int:
    with clock.at(moment):
        return runner.run_due(limit)


def answer(key: str, how: Callable[[], object]) -> None:
    handlers.answers[key] = how


def raising(error: Exception) -> Callable[[], None]:
    def raise_it() -> None:
        raise error

    return raise_it


def at_once(times: int, work: Callable[[int], T]) -> list[T]:
    """Run ``work`` so many times at once, each on its own connection."""
    start = Barrier(times, timeout=10)

    def one(number: int) -> T:
        try:
            connection.ensure_connection()
            start.wait()
            return work(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(times) as threads:
        return list(threads.map(one, range(times)))


@pytest.mark.django_db
def test_what_is_due_is_done_once_the_longest_due_first() -> None:
    make_job("second", NOON)
    make_job("first", NOON - MINUTE)
    make_job("tomorrow", NOON + timedelta(days=1))
    assert run_due_at(NOON) == 2
    assert run_due_at(NOON) == 0
    assert handlers.done == ["first", "second"]
    assert set(Job.objects.values_list("key", "finished_at", "attempts", "lease_token")) == {
        ("first", NOON, 1, None),
        ("second", NOON, 1, None),
        ("tomorrow", None, 0, None),
    }


@pytest.mark.django_db
def test_a_pass_with_a_limit_leaves_the_rest() -> None:
    for number in range(3):
        make_job(str(number))
    assert run_due_at(NOON, limit=2) == 2
    assert handlers.done == ["0", "1"]


@pytest.mark.django_db
def test_one_job_is_done_by_its_key_if_it_is_due() -> None:
    make_job("a")
    make_job("noise")
    make_job("tomorrow", NOON + timedelta(days=1))
    with clock.at(NOON):
        assert [runner.run(key) for key in ("a", "a", "tomorrow", "unknown")] == [True, False, False, False]
    assert handlers.done == ["a"]


@pytest.mark.django_db
def test_a_job_that_fails_pauses_longer_and_longer_and_then_has_failed() -> None:
    make_job()
    answer("a", raising(ValueError("no luck")))
    now, pauses = NOON, []
    while Job.objects.get().failed_at is None:
        assert run_due_at(now) == 1
        assert run_due_at(now) == 0
        pauses.append(Job.objects.get().due - now)
        now = Job.objects.get().due
    hour = 60 * MINUTE
    assert pauses[:-1] == [MINUTE, 5 * MINUTE, 30 * MINUTE, 2 * hour, 8 * hour, 24 * hour]
    job = Job.objects.get()
    assert (job.attempts, job.last_error, job.finished_at) == (7, "ValueError: no luck", None)
    assert handlers.failed == [("a", "ValueError: no luck", job.failed_at)]
    assert run_due_at(NOON + timedelta(days=99)) == 0


@pytest.mark.django_db
def test_a_job_that_fails_and_then_does_not_is_finished() -> None:
    make_job()
    answer("a", raising(ValueError("no luck")))
    run_due_at(NOON)
    handlers.answers.clear()
    run_due_at(NOON + MINUTE)
    assert Job.objects.get().finished_at == NOON + MINUTE
    assert handlers.failed == []


@pytest.mark.django_db
def test_waiting_for_something_is_no_failure() -> None:
    make_job()
    answer("a", raising(NotYet(NOON + MINUTE)))
    assert run_due_at(NOON) == 1
    job = Job.objects.get()
    assert (job.due, job.attempts, job.last_error, job.lease_token) == (NOON + MINUTE, 0, "", None)


@pytest.mark.django_db
def test_a_job_that_is_given_up_has_failed_at_once() -> None:
    make_job()
    answer("a", raising(GiveUp("550 No such person\x00")))
    run_due_at(NOON)
    assert Job.objects.get().failed_at == NOON
    assert handlers.failed == [("a", "550 No such person", NOON)]


@pytest.mark.django_db
def test_a_job_without_handler_is_tried_again_as_newer_code_may_know_it() -> None:
    queue.later("new", "1", key="a", due=NOON)
    run_due_at(NOON)
    assert Job.objects.get().due == NOON + MINUTE


@pytest.mark.django_db(transaction=True)
def test_a_job_fails_only_together_with_what_its_app_writes_down(settings: Any) -> None:
    settings.JOB_FAILURES = {"note": "tests.jobs.handlers.unknown"}
    make_job()
    answer("a", raising(GiveUp("never")))
    with pytest.raises(ImportError):
        run_due_at(NOON)
    assert Job.objects.get().failed_at is None


class Killed(BaseException):
    """Ends a worker as kill -9 does: nothing is written down."""


def die_with(key: str, now: datetime) -> None:
    handlers.answers[key] = raising(Killed())  # type: ignore[arg-type]
    with pytest.raises(Killed):
        run_due_at(now)
    handlers.answers.clear()


@pytest.mark.django_db
def test_the_job_of_a_dead_worker_is_free_after_a_minute_and_not_before() -> None:
    make_job()
    die_with("a", NOON)
    assert run_due_at(NOON + timedelta(seconds=59)) == 0
    assert run_due_at(NOON + timedelta(seconds=60)) == 1
    assert Job.objects.get().finished_at == NOON + MINUTE


@pytest.mark.django_db
def test_a_job_that_kills_each_worker_fails_in_the_end() -> None:
    make_job()
    for number in range(7):
        die_with("a", NOON + number * MINUTE)
    assert run_due_at(NOON + 7 * MINUTE) == 1
    assert len(handlers.done) == 7
    assert [subject for subject, _, _ in handlers.failed] == ["a"]


@pytest.mark.django_db
def test_who_lost_the_lease_does_not_end_the_job() -> None:
    make_job()
    seen: list[Job] = []

    def be_overtaken() -> None:
        answer("a", lambda: seen.append(Job.objects.get()))
        assert run_due_at(NOON + 2 * MINUTE) == 1
        Job.objects.update(
            due=NOON, finished_at=None, lease_until=NOON + 3 * MINUTE, lease_token=seen[0].lease_token
        )

    answer("a", be_overtaken)
    run_due_at(NOON)
    job = Job.objects.get()
    assert (job.finished_at, job.lease_token) == (None, seen[0].lease_token)


@pytest.mark.django_db
def test_a_job_that_is_moved_while_it_is_done_is_done_again_then() -> None:
    make_job()
    answer("a", lambda: queue.postpone("a", NOON + MINUTE))
    run_due_at(NOON)
    job = Job.objects.get()
    assert (job.due, job.finished_at, job.lease_token) == (NOON + MINUTE, None, None)
    handlers.answers.clear()
    assert run_due_at(NOON + MINUTE) == 1
    assert Job.objects.get().finished_at == NOON + MINUTE


@pytest.mark.django_db(transaction=True)
def test_work_is_done_outside_any_transaction() -> None:
    make_job()
    inside: list[bool] = []
    answer("a", lambda: inside.append(connection.in_atomic_block))
    run_due_at(NOON)
    assert inside == [False]


@pytest.mark.django_db(transaction=True)
def test_a_connection_that_broke_in_the_work_is_replaced_to_write_that_down() -> None:
    make_job()

    def lose_the_connection() -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")

    answer("a", lose_the_connection)
    run_due_at(NOON)
    assert Job.objects.get().due == NOON + MINUTE


@pytest.mark.django_db(transaction=True)
def test_of_eight_workers_on_one_job_one_does_it() -> None:
    make_job()

    def work(_: int) -> bool:
        with clock.at(NOON):
            return runner.run("a")

    assert sorted(at_once(8, work)) == [False] * 7 + [True]
    assert handlers.done == ["a"]


@pytest.mark.django_db(transaction=True)
def test_eight_workers_share_what_is_due() -> None:
    for number in range(40):
        make_job(str(number))
    done = at_once(8, lambda _: run_due_at(NOON))
    assert sum(done) == 40
    assert sorted(handlers.done) == sorted(str(number) for number in range(40))


@pytest.mark.django_db(transaction=True)
def test_a_job_takes_two_statements_besides_its_work() -> None:
    make_job()
    with clock.at(NOON), CaptureQueriesContext(connection) as statements:
        runner.run("a")
    words = [statement["sql"].split()[0] for statement in statements]
    assert words == ["BEGIN", "UPDATE", "COMMIT"] * 2


def test_every_handler_that_the_settings_name_is_there() -> None:
    named = [
        *config.settings.JOB_HANDLERS.values(),
        *config.settings.JOB_FAILURES.values(),
        *config.settings.DOCUMENT_SOURCES.values(),
    ]
    assert all(callable(import_string(path)) for path in named)
    assert set(config.settings.JOB_FAILURES) <= set(config.settings.JOB_HANDLERS)
