"""Worker, broker and mail server go and come while people sign up over HTTP: nothing is lost or repeated."""

from __future__ import annotations

import asyncio
import random
import time
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import timedelta
from email import message_from_bytes
from pathlib import Path
from threading import Event as Signal
from threading import Thread

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.models import Q

from bench.visitor import Visit, visit
from demo.services.process import wait_until
from demo.services.valkey import Valkey
from events.models import Event
from jobs.models import Job
from lib import clock
from notifications.models import Message
from registrations.models import Registration, SeatPool
from tests.mail_server import MailServer
from tests.making import make_congress
from tests.walk.site import running_web
from tests.worker import WorkerProcess

pytestmark = pytest.mark.django_db(transaction=True)

Act = Callable[[], None]
PAUSE = 0.3  # seconds for which something is gone


@pytest.mark.timeout(240)
def test_each_goes_once_while_people_sign_up(
    smtp_server: MailServer, valkey: Valkey, celery_worker_process: WorkerProcess, tmp_path: Path
) -> None:
    acts = acts_on(smtp_server, valkey, celery_worker_process)
    sign_up_meanwhile(24, acts, celery_worker_process, tmp_path)
    nothing_is_lost_or_repeated(24, smtp_server)


@pytest.mark.soak
@pytest.mark.timeout(3000)
@pytest.mark.parametrize("seed", range(10))
def test_all_go_again_and_again_while_people_sign_up(
    smtp_server: MailServer, valkey: Valkey, celery_worker_process: WorkerProcess, tmp_path: Path, seed: int
) -> None:
    acts = acts_on(smtp_server, valkey, celery_worker_process) * 8
    random.Random(seed).shuffle(acts)
    sign_up_meanwhile(400, acts, celery_worker_process, tmp_path)
    nothing_is_lost_or_repeated(400, smtp_server)


def acts_on(mail_server: MailServer, broker: Valkey, worker: WorkerProcess) -> list[Act]:
    """What happens to each of them, and is over again after a moment."""

    def kill_the_worker() -> None:
        worker.kill()
        time.sleep(PAUSE)
        worker.start()

    def stop_the_broker() -> None:
        broker.stop()
        time.sleep(PAUSE)
        broker.start()

    def freeze_the_broker() -> None:
        broker.pause()
        time.sleep(PAUSE)
        broker.resume()

    def refuse_mail() -> None:
        mail_server.answers["rcpt"] = "451 Not now"
        time.sleep(PAUSE)
        mail_server.answers.clear()

    return [kill_the_worker, stop_the_broker, freeze_the_broker, refuse_mail]


def sign_up_meanwhile(people: int, acts: Sequence[Act], worker: WorkerProcess, folder: Path) -> None:
    """So many people sign up, some at a time, each of them once, until all acts are over."""
    event = make_congress(seats=people, first_day=(clock.now() + timedelta(days=100)).date())
    over, ended = Signal(), list[Visit]()
    with running_web(worker._environment(), folder / "web.log") as port:
        crowd = Thread(target=lambda: ended.extend(asyncio.run(come(port, event, people, over))))
        crowd.start()
        for act in acts:  # in this thread: what a thread started ends with it
            act()
        over.set()
        crowd.join()
    assert Counter(one.end for one in ended) == {"registered": people}
    assert max(one.seconds for one in ended) < 10, "nobody waits for what is gone"


async def come(port: int, event: Event, people: int, over: Signal) -> list[Visit]:
    """Half of them while something is gone; who is left comes as soon as that is over."""
    path, ended = f"/congressen/{event.slug}/", list[Visit]()
    while len(ended) < people:
        at_once = min(4, people - len(ended))
        visits = (
            visit(port, path, {"contact-name": f"Els {number}", "contact-email": f"els{number}@x.example"})
            for number in range(len(ended), len(ended) + at_once)
        )
        ended += await asyncio.gather(*visits)
        if len(ended) > people // 2 and not over.is_set():
            await asyncio.to_thread(over.wait, 60)
    return ended


def nothing_is_lost_or_repeated(people: int, mail_server: MailServer) -> None:
    assert wait_until(all_is_done, 90), list(Job.objects.filter(finished_at=None).values())
    assert Registration.objects.count() == SeatPool.objects.get().taken == people
    states = {message.message_id: message.state for message in Message.objects.all()}
    assert len(states) == people
    arrived = Counter(str(message_from_bytes(mail.content)["Message-ID"]) for mail in mail_server.received)
    assert set(arrived.values()) <= {1}, "a mail came twice"
    assert {key for key, state in states.items() if state == "sent"} <= arrived.keys(), "a mail was lost"
    assert set(states.values()) <= {"sent", "perhaps_sent"}
    call_command("check_integrity")


def all_is_done() -> bool:
    """Let leases and pauses lapse, as time would, and have the worker look; True when no job is left."""
    from jobs.tasks import wake_due

    now = clock.now()
    to_do = Job.objects.filter(finished_at=None, failed_at=None)
    held = to_do.filter(lease_until__gt=now + timedelta(seconds=50))  # somebody may be at work on it
    to_do.filter(Q(lease_until=None) | ~Q(pk__in=held)).update(due=now, lease_until=None, lease_token=None)
    if not to_do.exists():
        return True
    wake_due.apply_async(retry=False)
    time.sleep(1)
    connection.close()
    return False
