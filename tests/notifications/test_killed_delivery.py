"""A worker that is killed between any two steps of a delivery loses no mail and repeats none.

The worker is a fork of this process, and kills itself with -9 just before its n-th step: a
statement, a commit, or something that it says to the mail server.
"""

import os
import signal
import smtplib
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper

from demo.services.process import wait_until
from jobs import runner
from lib import clock
from notifications import invariants, smtp
from notifications.models import Message
from tests.mail_server import MailServer
from tests.notifications.making import NOON, ends, make_message

pytestmark = pytest.mark.django_db(transaction=True)


def work_and_die_before_step(number: int) -> bool:
    """Do what is due in a process of its own, and return whether it got as far as being killed."""
    before = others()
    connections.close_all()
    smtp.transport().close()
    child = os.fork()
    if child == 0:
        work_as_child(number)
    _, status = os.waitpid(child, 0)
    assert wait_until(lambda: others() <= before, 20)  # until the server sees that it is gone
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0
    return os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL


def others() -> set[int]:
    """The processes of the database server that work for somebody else here."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
            " AND backend_type = 'client backend'"
        )
        return {pid for (pid,) in cursor.fetchall()}


def work_as_child(number: int) -> None:
    try:
        steps = iter(range(1, number))

        def step() -> None:
            if next(steps, None) is None:
                os.kill(os.getpid(), signal.SIGKILL)

        for inherited in connections.all(initialized_only=True):
            # Not closed above: where a browser test left its loop running, Django keeps connections
            # of the loop and of the thread apart, and a fork is in no loop.
            inherited.connection = None
        before_each_call(BaseDatabaseWrapper, "commit", step)
        before_each_call(smtplib.SMTP, "send", step)
        with connection.execute_wrapper(stepping(step)), clock.at(NOON):
            runner.run_due()
        os._exit(0)
    finally:
        os._exit(1)


def before_each_call(kind: Any, name: str, step: Callable[[], None]) -> None:
    original = getattr(kind, name)

    def stepped(*args: Any, **more: Any) -> Any:
        step()
        return original(*args, **more)

    setattr(kind, name, stepped)


def stepping(step: Callable[[], None]) -> Callable[..., Any]:
    def wrapper(execute: Callable[..., Any], *args: Any) -> Any:
        step()
        return execute(*args)

    return wrapper


def test_a_worker_killed_before_any_step_loses_no_mail_and_repeats_none(smtp_server: MailServer) -> None:
    found: list[tuple[str, int]] = []
    for number in range(1, 100):
        Message.objects.all().delete()
        smtp_server.received.clear()
        make_message(f"confirmation:{number}")
        killed = work_and_die_before_step(number)
        with clock.at(NOON + timedelta(minutes=1)):
            runner.run_due()
        assert [end for _, end in ends()] == ["finished"], f"killed before step {number}"
        assert invariants.forgotten(None).broken == []
        found.append((Message.objects.get().state, len(smtp_server.received)))
        if not killed:
            break
    assert found[-1] == ("sent", 1)
    assert len(found) > 10
    assert set(found) == {
        ("sent", 1),  # killed before the mark, or after it was stored that the mail was sent
        ("perhaps_sent", 0),  # between the mark and the end of the text
        ("perhaps_sent", 1),  # between the server's answer and our commit
    }
