"""Jobs that nobody does."""

from datetime import timedelta
from time import sleep

from django.db.models import Q

from jobs.models import Job
from lib import clock
from lib.invariants import Broken, Result, Rule

OVERDUE = timedelta(hours=1)
WATCH = 10.0  # seconds: twice as long as beat needs to look at the table


def stuck(event_id: int | None) -> Result:
    """Find jobs that were due an hour ago, not ended, and not taken while one looks.

    One that failed after its last try is not stuck: it is shown where it failed. After a clock
    that jumped, much is overdue at once and nothing is wrong, hence the second look.
    Jobs know no event, so for one event there is nothing to see.
    """
    if event_id is not None:
        return Result(0)
    checked = Job.objects.filter(finished_at=None, failed_at=None).count()
    overdue = _overdue()
    if overdue:
        sleep(WATCH)
        overdue = {pk: job for pk, job in _overdue().items() if job == overdue.get(pk)}
    broken = [Broken("jobs_job", pk, f"{what} and nobody does it") for pk, (what, _) in overdue.items()]
    return Result(checked, broken)


def _overdue() -> dict[int, tuple[str, int]]:
    """Return what each overdue job is, by its id, with its number of tries."""
    border = clock.now() - OVERDUE
    free = Q(lease_until=None) | Q(lease_until__lt=border)
    jobs = Job.objects.filter(free, finished_at=None, failed_at=None, due__lt=border).order_by("due")
    return {
        job.pk: (f"{job.name} {job.subject} was due at {job.due:%Y-%m-%d %H:%M} UTC", job.attempts)
        for job in jobs
    }


RULES: list[Rule] = [("jobs.stuck", stuck)]
