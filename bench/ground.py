"""A product of its own to measure: servers, web, worker and the demo world, gone afterwards."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
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
    """A program that answers at ``port``, or one that only works (port 0)."""

    process: psutil.Process
    port: int = 0

    def cpu(self) -> float:
        """Return the seconds of CPU that it and its children have used."""
        members = [self.process, *self.process.children(recursive=True)]
        return float(sum(sum(member.cpu_times()[:2]) for member in members))


@dataclass(frozen=True)
class Ground:
    """``forgetful`` is the web server that keeps no drawn page; ``bare`` has no middleware and one view."""

    environment: Mapping[str, str]
    database: PostgreSQL
    web: Served
    forgetful: Served
    bare: Served
    worker: Served

    @property
    def postgresql(self) -> Served:
        return Served(psutil.Process(self.database.pid))

    def run(self, *words: str) -> str:
        """Run a module or script of ours, as ``python …``, and return what it says."""
        command = [sys.executable, *words]
        return subprocess.check_output(command, cwd=CHECKOUT, env=os.environ | self.environment, text=True)

    def make_event(self, slug: str, *, kind: str = "congress", seats: int = 1000, price: str = "0.00") -> str:
        """Make an event to sign up for and return its path."""
        words = ("demo_event", "--slug", slug, "--kind", kind, "--seats", str(seats), "--price", price)
        return self.run("manage.py", *words).strip()


@contextmanager
def ground(kept: Path | None = None) -> Iterator[Ground]:
    """Start it all on a disk that keeps what is written, as in production.

    In ``kept``, where it is given, the world stays for the next run.
    """
    with ExitStack() as stack:
        folder = _folder(kept, stack)
        database, broker = PostgreSQL(folder), Valkey(folder)
        for server in (database, broker):
            server.start()
            stack.callback(server.stop)
        ports = [_free_port() for _ in range(3)]
        environment = {"DATABASE_URL": database.url, "REDIS_URL": broker.url, "SAMENKOMST_MODE": "demo"}
        environment |= {"SITE_URL": f"http://127.0.0.1:{ports[0]}", "LOG_LEVEL": "WARNING"}
        script = [sys.executable, "-m", "demo.supervisor.prepare"]
        subprocess.run(script, cwd=CHECKOUT, env=os.environ | environment, check=True)
        programs = [
            COMMANDS["web"].format(port=port).replace("config.wsgi", module)
            for port, module in zip(ports, ("config.wsgi", "bench.forgetful", "bench.bare"), strict=True)
        ]
        served = [
            Served(stack.enter_context(_running(words, environment)), port)
            for words, port in zip([*programs, COMMANDS["worker"]], [*ports, 0], strict=True)
        ]
        for one in served[:3]:
            assert wait_until(lambda at=one.port: _answers(at), 60), "no answer"  # type: ignore[misc]
        yield Ground(environment, database, *served)


def _folder(kept: Path | None, stack: ExitStack) -> Path:
    if kept is not None:
        kept.mkdir(parents=True, exist_ok=True)
        return as_servant_may_enter(kept.resolve())
    folder = Path(tempfile.mkdtemp(prefix="samenkomst-bench-", dir="/var/tmp"))
    stack.callback(shutil.rmtree, folder, ignore_errors=True)
    return as_servant_may_enter(folder)


@contextmanager
def _running(words: str, environment: Mapping[str, str]) -> Iterator[psutil.Process]:
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
