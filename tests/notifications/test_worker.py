"""The whole way of a mail: commit, broker, a real worker, mail server."""

import time
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import transaction

from demo.services.valkey import Valkey
from jobs import tasks
from jobs.models import Job
from lib import clock
from notifications import messages
from notifications.models import Message
from tests.mail_server import MailServer
from tests.notifications.making import ends, make_mail
from tests.worker import WorkerProcess

pytestmark = pytest.mark.django_db(transaction=True)


def soon(what: Callable[[], bool]) -> bool:
    end = time.monotonic() + 15
    while not what() and time.monotonic() < end:
        time.sleep(0.05)
    return what()


def post_now(key: str) -> None:
    with transaction.atomic():
        messages.post(make_mail(key), due=clock.now())


def lapse_leases() -> None:
    Job.objects.exclude(lease_until=None).update(lease_until=clock.now() - timedelta(seconds=1))


def test_a_mail_leaves_at_once_and_a_killed_worker_or_an_empty_broker_loses_none(
    smtp_server: MailServer, valkey: Valkey, celery_worker_process: WorkerProcess
) -> None:
    post_now("at once")
    assert soon(lambda: ends() == [("sent", "finished")]), celery_worker_process.log.read_text()

    smtp_server.hangs_at = "rcpt"
    post_now("killed before the mark")
    assert soon(lambda: Job.objects.exclude(lease_until=None).exists())
    celery_worker_process.kill()
    smtp_server.release()

    valkey.stop()
    post_now("no broker")
    valkey.start()
    celery_worker_process.start()
    lapse_leases()
    tasks.wake_due.delay()  # as beat does
    assert soon(lambda: ends() == [("sent", "finished")] * 3), celery_worker_process.log.read_text()
    assert len(smtp_server.received) == 3


def test_a_worker_killed_while_the_server_has_the_mail_does_not_repeat_it(
    smtp_server: MailServer, valkey: Valkey, celery_worker_process: WorkerProcess
) -> None:
    smtp_server.hangs_at = "data"
    post_now("killed after the text")
    assert soon(lambda: len(smtp_server.received) == 1)
    celery_worker_process.kill()
    smtp_server.release()
    celery_worker_process.start()
    lapse_leases()
    tasks.wake_due.delay()
    assert soon(lambda: ends() == [("perhaps_sent", "finished")]), celery_worker_process.log.read_text()
    assert len(smtp_server.received) == 1
    assert Message.objects.get().handed_over_at is not None


def test_a_broker_that_hangs_while_a_worker_is_at_work_is_used_again(
    smtp_server: MailServer, valkey: Valkey, celery_worker_process: WorkerProcess
) -> None:
    smtp_server.hangs_at = "rcpt"
    post_now("under way")
    assert soon(lambda: Job.objects.exclude(lease_until=None).exists())
    valkey.pause()
    smtp_server.release()
    assert soon(lambda: b"Couldn't ack" in celery_worker_process.log.read_bytes())
    valkey.resume()
    post_now("afterwards")
    assert soon(lambda: ends() == [("sent", "finished")] * 2), celery_worker_process.log.read_text()
