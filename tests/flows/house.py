"""The product with all its servers, each of which can be killed and hung at a chosen moment."""

from __future__ import annotations

import os
import shutil
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import timedelta
from pathlib import Path
from tempfile import mkdtemp
from threading import Event as Signal
from typing import Any

from django.db import connection
from django.db.models import Q

from demo.services.place import as_servant_may_enter
from demo.services.valkey import Valkey
from jobs.models import Job
from jobs.tasks import wake_due
from lib import clock
from tests.mail_server import MailServer, RunningMailServer
from tests.proxy import Proxy, Where
from tests.stripe_sandbox import KEY, ORGANISATION, SECRET, StripeSandbox
from tests.walk.site import free_port, running_web
from tests.worker import WorkerProcess

SERVERS = ("database", "broker", "worker", "stripe", "mail")
WAYS = ("killed", "hung")
PAUSE = 4.0  # seconds that stand for those between two tries: none may come to its last one here
LOCKS_LAST = 60  # seconds that a frozen process may keep others waiting
BEAT = 1.0  # seconds
Act = Callable[[], None]


class HouseWorker(WorkerProcess):
    """A worker that reaches everything over the ways of the house."""

    def __init__(self, settings: Any, log: Path, environment: dict[str, str]) -> None:
        super().__init__(settings, log)
        self.environment = environment

    def _environment(self) -> dict[str, str]:
        return self.environment

    def pause(self) -> None:
        self._to_all(signal.SIGSTOP)

    def resume(self) -> None:
        self._to_all(signal.SIGCONT)

    def _to_all(self, kind: signal.Signals) -> None:
        if self.process is not None:
            os.killpg(self.process.pid, kind)


class House:
    """``database``, ``stripe`` and ``mail`` are the ways there; ``port`` is that of the site."""

    def __init__(self, settings: Any, folder: Path, valkey: Valkey, mail_server: MailServer) -> None:
        self.broker, self.mail_server, self.port = valkey, mail_server, free_port()
        self.sandbox = StripeSandbox(f"{self.site}/webhooks/stripe/", self.site)
        self.database, self.mail = Proxy(_database()), Proxy((mail_server.host, mail_server.port))
        self.stripe = Proxy(("127.0.0.1", self.sandbox.port))
        self.settings, self.folder = settings, folder
        self.worker = HouseWorker(settings, folder / "worker.log", {})
        self.others: list[HouseWorker] = []

    @property
    def site(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def environment(self) -> dict[str, str]:
        """What a process is told that is to reach all by the ways that can be cut."""
        name, user = connection.settings_dict["NAME"], connection.settings_dict["USER"] or "samenkomst"
        password = connection.settings_dict["PASSWORD"]
        who = f"{user}:{password}" if password else user
        return {
            "LOG_LEVEL": "INFO",
            "DATABASE_URL": f"postgres://{who}@127.0.0.1:{self.database.port}/{name}",
            "REDIS_URL": self.broker.url,
            "EMAIL_URL": f"smtp://127.0.0.1:{self.mail.port}/?timeout=2",
            "STRIPE_API_BASE": f"http://127.0.0.1:{self.stripe.port}",
            "STRIPE_SECRET_KEY": KEY,
            "STRIPE_ORGANISATION": ORGANISATION,
            "STRIPE_WEBHOOK_SECRET": SECRET,
        }

    def whole_environment(self) -> dict[str, str]:
        return os.environ | self.environment()

    def fault(self, server: str, way: str) -> tuple[Act, Act]:
        """What makes ``server`` killed or hung, and what lets it be there again."""
        killed = {
            "database": (self.database.cut, self.database.mend),
            "broker": (self.broker.stop, self._broker_is_back),
            "worker": (self.worker.kill, self._worker_is_back),
            "stripe": (self.sandbox.kill, self.sandbox.start),
            "mail": (self.mail.cut, self.mail.mend),
        }
        hung = {
            "database": (self.database.hold, self.database.mend),
            "broker": (self.broker.pause, self.broker.resume),
            "worker": (self.worker.pause, self._worker_goes_on),
            "stripe": (self.sandbox.pause, self.sandbox.resume),
            "mail": (self.mail.hold, self.mail.mend),
        }
        return (killed if way == "killed" else hung)[server]

    def at_a_commit(self, server: str, words: bytes, then: Act) -> None:
        """Let it happen when a statement with ``words`` comes by; to the database after the commit.

        Then that is done, and who asked for it does not know.
        """
        if server != "database":
            self.database.once(words, then)
        else:
            self.database.once(words, lambda: self.database.once(b"COMMIT", then, is_answer=True))

    def wait(self, moment: Signal, seconds: float) -> None:
        """Wait for it, and do what beat does meanwhile."""
        ends = time.monotonic() + seconds
        while not moment.wait(BEAT) and time.monotonic() < ends:
            wake_due.apply_async(retry=False)

    def watch_for_nothing(self) -> None:
        for way in (self.database, self.mail, self.stripe):
            way.forget()

    def go_on(self, done: Callable[[], bool], seconds: float = 60) -> bool:
        """Bring the time forward, as jobs see it, until no job is left and it is ``done``; whether it was."""
        ends = time.monotonic() + seconds
        again = 0.0
        while time.monotonic() < ends:
            with_failed = time.monotonic() > again
            if with_failed:
                again = time.monotonic() + PAUSE
            if self._all_is_done(with_failed=with_failed) and done():
                return True
            time.sleep(0.2)
        return False

    def _all_is_done(self, *, with_failed: bool) -> bool:
        now = clock.now()
        to_do = _to_do().exclude(name__in=("payment_hold", "stripe_night"))
        held = Q(lease_until__gt=now + timedelta(seconds=50))  # somebody may be at work on it
        tried = Q() if with_failed else Q(attempts=0)
        to_do.filter(tried).exclude(held).update(due=now, lease_until=None, lease_token=None)
        if not to_do.exists():
            return True
        wake_due.apply_async(retry=False)
        return False

    def _worker_is_back(self) -> None:
        """Another takes its place, and what the one that died had is free after a while."""
        _to_do().update(lease_until=None, lease_token=None)
        self.worker.start()

    def _worker_goes_on(self) -> None:
        """While it hangs, its leases lapse and another does its work; then it goes on where it stood."""
        _to_do().update(lease_until=None, lease_token=None)
        other = HouseWorker(self.settings, self.folder / "other.log", self.environment())
        other.start()
        self.others.append(other)
        assert self.go_on(lambda: True, LOCKS_LAST + 20), "another does not take it over"
        self.worker.resume()

    def _broker_is_back(self) -> None:
        self.broker.start()

    def is_as_it_was(self) -> None:
        """Let all be there for the next test."""
        self.watch_for_nothing()
        for way in (self.database, self.mail, self.stripe):
            way.mend()
        self.broker.resume()
        self.sandbox.resume()
        self.worker.resume()
        self.broker.start()
        if not self.sandbox.answers():
            self.sandbox.start()
        if self.worker.process is None:
            self.worker.start()
        while self.others:
            self.others.pop().stop()
        self.mail_server.received.clear()


def _to_do() -> Any:
    return Job.objects.filter(Q(finished_at=None) & Q(failed_at=None))


def _database() -> Where:
    at = connection.settings_dict
    port = at["PORT"] or "5432"
    if not at["HOST"] or at["HOST"].startswith("/"):
        return f"{at['HOST'] or '/var/run/postgresql'}/.s.PGSQL.{port}"
    return at["HOST"], int(port)


@contextmanager
def running_house(settings: Any, folder: Path) -> Iterator[House]:
    """Run it all; ``folder`` is for logs."""
    place = as_servant_may_enter(Path(mkdtemp(prefix="samenkomst-house-")))
    valkey = Valkey(place)
    valkey.start()
    with ExitStack() as stack:
        stack.callback(shutil.rmtree, place, ignore_errors=True)
        stack.callback(valkey.stop)
        house = House(settings, folder, valkey, stack.enter_context(RunningMailServer()))
        for way in (house.database, house.stripe, house.mail):
            stack.enter_context(way)
        house.worker.environment = house.environment()  # the ways have their ports now
        stack.callback(house.sandbox.stop)
        house.sandbox.start()
        stack.enter_context(running_web(house.environment(), folder / "web.log", house.port))
        stack.callback(house.worker.stop)
        house.worker.start()
        yield house
