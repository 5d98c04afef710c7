"""Takes jobs one by one, has them done, and writes down what became of them.

A job is taken in one short commit, under a lease: a worker that dies loses it after a minute.
The work happens outside any transaction, and a second commit ends the job, if its lease is
still this worker's. So a handler may run twice, and must see for itself what is done already.
"""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import uuid4

from django.conf import settings
from django.db import InterfaceError, OperationalError, connection, transaction
from django.db.models import F
from django.utils.module_loading import import_string

from jobs.models import Job
from jobs.outcomes import GiveUp, NotYet
from lib import clock
from lib.plain_text import without_controls

logger = logging.getLogger(__name__)

LEASE = timedelta(seconds=60)
PAUSES = [
    *(timedelta(minutes=minutes) for minutes in (1, 5, 30)),
    *(timedelta(hours=hours) for hours in (2, 8, 24)),
]
TRIES = 1 + len(PAUSES)

# One statement is half the price of a locked read and an update, and this one runs for every job.
TAKE = """
    UPDATE jobs_job
    SET lease_until = %(until)s, lease_token = %(token)s, attempts = attempts + 1
    WHERE id = (
        SELECT id FROM jobs_job
        WHERE finished_at IS NULL AND failed_at IS NULL AND due <= %(now)s
            AND (lease_until IS NULL OR lease_until <= %(now)s)
            AND (%(key)s::text IS NULL OR key = %(key)s)
        ORDER BY due, id LIMIT 1
        FOR UPDATE SKIP LOCKED
    )
    RETURNING *
"""


def run(key: str) -> bool:
    """Do the job with ``key`` if it is due and nobody has it, and tell whether it was."""
    return _run_next(key)


def run_due(limit: int | None = None) -> int:
    """Do all that is due, or the first ``limit`` jobs of it, the longest due first; return how many."""
    done = 0
    while (limit is None or done < limit) and _run_next(None):
        done += 1
    return done


def _run_next(key: str | None) -> bool:
    with clock.reading_once():
        job = _take(key, clock.now())
        if job is None:
            return False
        if job.attempts > TRIES:
            _fail(job, "each worker that had this died of it or was stopped", clock.now())
        else:
            _work(job)
        return True


@transaction.atomic(durable=True)
def _take(key: str | None, now: datetime) -> Job | None:
    taken = Job.objects.raw(TAKE, {"until": now + LEASE, "token": uuid4(), "now": now, "key": key})
    return next(iter(taken), None)


def _work(job: Job) -> None:
    try:
        handler: Callable[[str], None] = import_string(settings.JOB_HANDLERS[job.name])
        handler(job.subject)
    except NotYet as outcome:
        _let_go(job, due=outcome.until, attempts=F("attempts") - 1)
    except GiveUp as outcome:
        _fail(job, _in_words(outcome), clock.now())
    except Exception as error:
        if isinstance(error, OperationalError | InterfaceError):
            connection.close_if_unusable_or_obsolete()
        logger.warning("job %s failed at try %s", job.key, job.attempts, exc_info=True)
        _try_again_or_fail(job, _in_words(error), clock.now())
    else:
        _let_go(job, finished_at=clock.now())


def _in_words(error: Exception) -> str:
    kind = "" if isinstance(error, GiveUp) else f"{type(error).__name__}: "
    return without_controls(f"{kind}{error}")[:2000]


def _try_again_or_fail(job: Job, error: str, now: datetime) -> None:
    if job.attempts == TRIES:
        _fail(job, error, now)
    else:
        _let_go(job, due=now + PAUSES[job.attempts - 1], last_error=error)


@transaction.atomic(durable=True)
def _let_go(job: Job, **outcome: object) -> None:
    """Write down ``outcome`` and end the lease; if somebody moved the job meanwhile, only end the lease."""
    mine = Job.objects.filter(pk=job.pk, lease_token=job.lease_token)
    no_lease = {"lease_until": None, "lease_token": None}
    if not mine.filter(due=job.due).update(**outcome, **no_lease) and not mine.update(**no_lease):
        logger.warning("job %s took longer than its lease: another worker has it", job.key)


@transaction.atomic(durable=True)
def _fail(job: Job, reason: str, now: datetime) -> None:
    """End the job as failed, and in the same commit let the app that it is about write that down."""
    ended = Job.objects.filter(pk=job.pk, lease_token=job.lease_token).update(
        failed_at=now, last_error=reason, lease_until=None, lease_token=None
    )
    if ended and job.name in settings.JOB_FAILURES:
        write_down: Callable[[str, str, datetime], None] = import_string(settings.JOB_FAILURES[job.name])
        write_down(job.subject, reason, now)
