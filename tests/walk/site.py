"""The product as `make demo` runs it, on the database of the tests: web server and worker as processes."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from demo.services.process import end_with_parent, wait_until
from tests.worker import WorkerProcess

ROOT = Path(__file__).resolve().parents[2]
WEB = "granian --interface wsgi --http 1 --no-ws --workers 1 --blocking-threads 4 --no-access-log"


class DemoWorker(WorkerProcess):
    """A worker whose mails arrive in the mailbox of the demo."""

    def environment(self) -> dict[str, str]:
        return self._environment() | {"SAMENKOMST_MODE": "demo"}

    def _environment(self) -> dict[str, str]:
        mine = {name: value for name, value in super()._environment().items() if name != "EMAIL_URL"}
        return mine | {"SAMENKOMST_MODE": "demo"}


@contextmanager
def running_site(settings: Any, folder: Path) -> Iterator[str]:
    """Run it, and give its address; ``folder`` is for logs."""
    worker = DemoWorker(settings, folder / "worker.log")
    with running_web(worker.environment(), folder / "web.log") as port:
        worker.start()
        try:
            yield f"http://127.0.0.1:{port}"
        finally:
            worker.stop()


@contextmanager
def running_web(environment: Mapping[str, str], log: Path, port: int | None = None) -> Iterator[int]:
    """Run a web server alone, on ``port`` or a free one, and give its port."""
    port = port or free_port()
    program, *words = WEB.split()
    with log.open("wb") as output:
        web = subprocess.Popen(
            [Path(sys.executable).parent / program, *words, "--port", str(port), "config.wsgi:application"],
            cwd=ROOT,
            env=os.environ | environment | {"SITE_URL": f"http://127.0.0.1:{port}"},
            stdout=output,
            stderr=output,
            preexec_fn=end_with_parent,  # noqa: PLW1509
        )
    try:
        assert wait_until(lambda: _answers(port), 30), log.read_text()
        yield port
    finally:
        web.terminate()
        web.wait(20)


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port: int = free.getsockname()[1]
    return port


def _answers(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True
