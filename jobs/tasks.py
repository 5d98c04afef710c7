"""The only Celery tasks. The table of jobs is the truth; these make a worker look at it."""

from celery import shared_task
from django.db import DatabaseError, InterfaceError, close_old_connections

from jobs import runner

AT_MOST = 500  # jobs in one pass, so that a stop or another task gets its turn


@shared_task(acks_late=True, ignore_result=True)
def wake(key: str) -> None:
    """Do one job if its row says that it is due and free."""
    try:
        runner.run(key)
    except (DatabaseError, InterfaceError):
        close_old_connections()
        raise


@shared_task(ignore_result=True)
def wake_due() -> None:
    """Do what is due."""
    try:
        runner.run_due(AT_MOST)
    except (DatabaseError, InterfaceError):
        close_old_connections()
        raise
