"""A Celery worker as a process of its own."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from django.db import connection

from demo.services.process import end_with_parent, wait_until
from demo.services.valkey import Valkey


class WorkerProcess:
    """A worker with one child; ``log`` is its output."""

    def __init__(self, settings: Any, log: Path) -> None:
        self.settings, self.log = settings, log
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it and wait until it takes tasks (some 2 s)."""
        command = [sys.executable, "-m", "celery", "-A", "config", "worker", "--concurrency=1"]
        with self.log.open("ab") as output:
            before = output.tell()
            self.process = subprocess.Popen(
                [*command, "--without-gossip", "--without-mingle"],
                stdout=output,
                stderr=output,
                env=os.environ | self._environment(),
                start_new_session=True,
                preexec_fn=end_with_parent,  # noqa: PLW1509
            )
        if not wait_until(lambda: b" ready." in self.log.read_bytes()[before:], 30):
            self.kill()
            raise AssertionError(self.log.read_text())

    def kill(self) -> None:
        """End it and its child at once, as kill -9 does."""
        self._signal(signal.SIGKILL)

    def stop(self) -> None:
        """End it as an operator does; it may finish what it is doing."""
        self._signal(signal.SIGTERM)

    def _signal(self, kind: signal.Signals) -> None:
        if self.process is None:
            return
        try:
            os.killpg(self.process.pid, kind)
            self.process.wait(15)
        except ProcessLookupError:
            pass
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process = None

    def _environment(self) -> dict[str, str]:
        database = connection.settings_dict
        where = quote(database["HOST"] or "127.0.0.1", safe="")
        who = ":".join(quote(part, safe="") for part in (database["USER"], database["PASSWORD"]) if part)
        port = f":{database['PORT']}" if database["PORT"] else ""
        environment = {
            "LOG_LEVEL": "INFO",
            "DATABASE_URL": f"postgres://{who}@{where}{port}/{database['NAME']}",
            "REDIS_URL": self.settings.REDIS_URL,
        }
        if self.settings.EMAIL_BACKEND.endswith("smtp.EmailBackend"):
            environment["EMAIL_URL"] = (
                f"smtp://{self.settings.EMAIL_HOST}:{self.settings.EMAIL_PORT}/?timeout=2"
            )
        return environment


@contextmanager
def use_broker(server: Valkey) -> Iterator[None]:
    """Let this process publish to ``server``."""
    from config.celery import app

    before = app.conf.broker_url
    _publish_to(app, f"redis+socket://{server.socket}?virtual_host=0")
    yield
    _publish_to(app, before)


def _publish_to(app: Any, url: str) -> None:
    app.conf.broker_url = app.conf.broker_read_url = app.conf.broker_write_url = url
    app._after_fork()  # forgets the connections to the one before
