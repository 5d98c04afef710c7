from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from jobs import queue
from jobs.models import Job
from jobs.queue import Work

NOON = datetime(2027, 3, 1, 12, tzinfo=UTC)
LATER = NOON + timedelta(hours=3)


def make_job(key: str = "a", **more: Any) -> Job:
    return Job.objects.create(**{"name": "note", "subject": key, "key": key, "due": NOON} | more)


@pytest.mark.django_db
def test_what_is_asked_twice_stands_in_the_table_once_as_first_asked() -> None:
    queue.later("note", "1", key="a", due=NOON)
    queue.later("other", "2", key="a", due=LATER)
    assert list(Job.objects.values_list("name", "subject", "due")) == [("note", "1", NOON)]


@pytest.mark.django_db
def test_a_finished_job_is_not_asked_for_again_with_its_key() -> None:
    make_job(finished_at=NOON)
    queue.later("note", "a", key="a", due=LATER)
    assert Job.objects.get().finished_at == NOON


@pytest.mark.django_db(transaction=True)
def test_a_job_goes_with_the_transaction_that_causes_it() -> None:
    with transaction.atomic():
        queue.later("note", "1", key="a", due=NOON)
        transaction.set_rollback(True)
    assert not Job.objects.exists()


@pytest.mark.django_db
def test_a_thousand_jobs_take_one_statement(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1):
        queue.later_all([Work("note", str(n), f"note:{n}", NOON) for n in range(1000)])
    assert Job.objects.count() == 1000


@pytest.mark.django_db
def test_postponing_moves_a_job_that_is_to_do_and_no_other() -> None:
    make_job("a")
    make_job("finished", finished_at=NOON)
    make_job("failed", failed_at=NOON)
    make_job("noise")
    assert [queue.postpone(key, LATER) for key in ("a", "finished", "failed", "unknown")] == [
        True,
        False,
        False,
        False,
    ]
    assert set(Job.objects.filter(due=LATER).values_list("key", flat=True)) == {"a"}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("rule", "wrong"),
    [
        ("job_is_named", {"name": ""}),
        ("job_is_named", {"key": ""}),
        ("job_lease_is_whole", {"lease_until": NOON}),
        ("job_ends_in_one_way", {"finished_at": NOON, "failed_at": NOON}),
        (
            "job_that_ended_has_no_lease",
            {"finished_at": NOON, "lease_until": NOON, "lease_token": "2b1d5d6e-4b1a-4f5e-8a52-3d0a1f0f5c11"},
        ),
    ],
)
def test_the_table_refuses(rule: str, wrong: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError, match=rule):
        make_job(**wrong)
