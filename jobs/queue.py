"""Put work in the table of jobs, inside the transaction that causes it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from jobs import waking
from jobs.models import Job
from lib import clock


@dataclass(frozen=True, slots=True)
class Work:
    """One thing to do: see ``Job``. ``due`` is aware."""

    name: str
    subject: str
    key: str
    due: datetime


def later(name: str, subject: str, key: str, due: datetime) -> None:
    """Have the handler ``name`` do ``subject`` at ``due`` (aware) or soon after.

    A second call with ``key`` changes nothing, whatever became of the first.
    """
    later_all([Work(name, subject, key, due)])


def later_all(works: Sequence[Work]) -> None:
    """Do what ``later`` does for any number of works, with one statement."""
    if not works:
        return
    Job.objects.bulk_create(
        (Job(name=work.name, subject=work.subject, key=work.key, due=work.due) for work in works),
        ignore_conflicts=True,
    )
    now = clock.now()
    _wake_after_commit([work.key for work in works if work.due <= now])


def postpone(key: str, due: datetime) -> bool:
    """Move the job with ``key`` to ``due`` (aware), later or sooner, and tell whether it was still to do."""
    return postpone_all([key], due) == 1


def postpone_all(keys: Collection[str], due: datetime) -> int:
    """Do what ``postpone`` does for any number of jobs, with one statement, and return how many moved.

    A job that is under way is moved too: it runs once more, at ``due``, unless it fails for good.
    """
    moved = Job.objects.filter(key__in=keys, finished_at=None, failed_at=None).update(due=due)
    if moved and due <= clock.now():
        _wake_after_commit(keys)
    return moved


def _wake_after_commit(keys: Collection[str]) -> None:
    if keys:
        transaction.on_commit(lambda: waking.wake(keys), robust=True)
