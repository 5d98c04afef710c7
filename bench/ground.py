"""A product of its own to measure: servers, web, worker and the demo world, gone afterwards."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

from demo.services.place import CHECKOUT, as_servant_may_enter
from demo.services.postgresql import PostgreSQL
from demo.services.process import end_with_parent, wait_until
from demo.services.valkey import Valkey
from demo.supervisor.programs import COMMANDS

BIN = Path(sys.executable).parent


@dataclass(frozen=True)
class Served:
    """A program that answers at ``port``, or a worker (port 0)."""

    process: psutil.Process
    port: int = 0

    def cpu(self) -> float:
        """Return the seconds of CPU that it and its children have used."""
        members = [self.process, *self.process.children(recursive=True)]
        return float(sum(sum(member.cpu_times()[:2]) for member in members))


@dataclass(frozen=True)
class Ground:
    environment: dict[str, str]
    web: Served
    bare: Served
    worker: Served

    def manage(self, *words: str) -> str:
        """Run one of our commands and return what it says."""
        command = [sys.executable, "manage.py", *words]
        environment = os.environ | self.environment
        return subprocess.check_output(command, cwd=CHECKOUT, env=environment, text=True)


@contextmanager
def ground() -> Iterator[Ground]:
    """Start it all on a disk that keeps what is written, as in production."""
    with ExitStack() as stack:
        folder = as_servant_may_enter(Path(tempfile.mkdtemp(prefix="samenkomst-bench-", dir="/var/tmp")))
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        database, broker = PostgreSQL(folder), Valkey(folder)
        for server in (database, broker):
            server.start()
            stack.callback(server.stop)
        port, bare_port = _free_port(), _free_port()
        environment = {"DATABASE_URL": database.url, "REDIS_URL": broker.url, "SAMENKOMST_MODE": "demo"}
        environment |= {"SITE_URL": f"http://127.0.0.1:{port}", "LOG_LEVEL": "WARNING"}
        subprocess.run([sys.executable, "locale/compile.py"], cwd=CHECKOUT, check=True)
        script = [sys.executable, "-m", "demo.supervisor.prepare"]
        subprocess.run(script, cwd=CHECKOUT, env=os.environ | environment, check=True)
        web = COMMANDS["web"].format(port=port)
        bare = COMMANDS["web"].format(port=bare_port).replace("config.wsgi:", "bench.bare:")
        started = [
            stack.enter_context(_running(words, environment)) for words in (web, bare, COMMANDS["worker"])
        ]
        served = [Served(process, at) for process, at in zip(started, (port, bare_port, 0), strict=True)]
        for one in served[:2]:
            assert wait_until(lambda at=one.port: _answers(at), 60), "no answer"  # type: ignore[misc]
        yield Ground(environment, *served)


@contextmanager
def _running(words: str, environment: dict[str, str]) -> Iterator[psutil.Process]:
    program, *rest = words.split()
    process = subprocess.Popen(
        [BIN / program, *rest],
        cwd=CHECKOUT,
        env=os.environ | environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        preexec_fn=end_with_parent,  # noqa: PLW1509
    )
    try:
        yield psutil.Process(process.pid)
    finally:
        process.terminate()
        process.wait(20)


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


def _answers(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True
