"""``python -m demo.supervisor --port 8000``: all of the demo, from nothing to the printed address.

It restarts what dies, and ends everything when it is told to end.
"""

import argparse
import errno
import fcntl
import http.client
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain
from typing import IO

from demo.services import environment
from demo.services.environment import RUN
from demo.services.place import CHECKOUT, of_checkout
from demo.services.process import Refused
from demo.supervisor.programs import Program, programs

ROOM = 400  # MB that a filled demo needs at most
ACCOUNTS = """\
Log in at {site}/account/login/ with the password samenkomst-demo:
  eigenaar@demo.example         owner
  organisator@demo.example      organiser
  financien@demo.example        finance
  balie@demo.example            front desk
  trainer@demo.example          trainer
  partner@oosterveen.example    partner
  deelnemer@demo.example        participant
Mail stays here: {site}/demo/mailbox/
Payments stay here: {site}/demo/stripe/"""


class Ended(Exception):
    """Somebody asked us to end."""


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--port", type=int, default=8000)
    arguments.add_argument("--empty", action="store_true", help="without the demo world")
    given = arguments.parse_args()
    for kind in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(kind, _end)
    try:
        with _alone():
            _run(given.port, ["--empty"] if given.empty else [])
    except Ended:
        return 0
    except Refused as refused:
        print(refused, file=sys.stderr)
    except OSError as error:
        full = "The disk is full: make room and try again."
        print(full if error.errno == errno.ENOSPC else error, file=sys.stderr)
    return 1


def _end(*_: object) -> None:
    for every in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(every, signal.SIG_IGN)  # what follows is the end; a second Ctrl-C changes nothing
    raise Ended


@contextmanager
def _alone() -> Iterator[None]:
    """Hold the lock of this checkout's demo."""
    RUN.mkdir(parents=True, exist_ok=True)
    lock: IO[str]
    with (RUN / "supervisor.pid").open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.seek(0)
            pid = lock.read().strip()
            raise Refused(f"The demo of this checkout runs already, as process {pid}.") from None
        lock.truncate(0)
        lock.write(f"{os.getpid()}\n")
        lock.flush()
        try:
            yield
        finally:
            lock.truncate(0)


def _run(port: int, how: list[str]) -> None:
    _see_that_it_fits(port)
    servers, running = environment.servers(), list[Program]()
    try:
        for name, server in servers.items():
            _say(f"Starting {name}")
            environment.write_pid(name, server.start())
        site = os.environ.get("SITE_URL") or f"http://127.0.0.1:{port}"
        values = {"SAMENKOMST_MODE": "demo", **environment.addresses(), "SITE_URL": site}
        sandbox_port = _free_port(port + 100)
        values["STRIPE_API_BASE"] = f"http://127.0.0.1:{sandbox_port}"
        environment.write(values)
        _say("Compiling translations")
        _do(values, "locale/compile.py")
        _do(values, "-m", "demo.supervisor.prepare", *how)
        _say("Starting web server, worker, beat and the Stripe sandbox")
        running = programs(port, sandbox_port, values)
        for program in running:
            program.start()
        _wait_until_ready(port, sandbox_port, running)
        print(ACCOUNTS.format(site=site))
        print(f"Samenkomst: http://127.0.0.1:{port}/", flush=True)
        _tend(servers, running)
    finally:
        for program in running:
            program.ask_to_end()
        for program in running:
            program.see_it_end(8)
        for server in servers.values():
            server.stop()
        environment.forget(*servers)


def _see_that_it_fits(port: int) -> None:
    if not _is_free(port):
        raise Refused(f"Port {port} is taken: choose another, as in make demo PORT={port + 1}.")
    for folder in (CHECKOUT, of_checkout()):
        free = shutil.disk_usage(folder).free // 10**6
        if free < ROOM:
            raise Refused(f"The disk of {folder} has {free} MB left; the demo needs {ROOM}: make room first.")


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except (OSError, OverflowError):
            return False
    return True


def _free_port(first: int) -> int:
    """Return the first free port from there on; far from those that outgoing connections take."""
    return next(filter(_is_free, chain(range(first, first + 100), range(10_100, 32_000))))


def _say(step: str) -> None:
    print(f"{step} …", flush=True)


def _do(values: dict[str, str], *words: str) -> None:
    """Run one of our scripts to its end; Refused with its last line if it fails."""
    made = subprocess.run(
        [sys.executable, *words],
        cwd=CHECKOUT,
        env=os.environ | values,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    if made.returncode != 0:
        (CHECKOUT / "var" / "log").mkdir(parents=True, exist_ok=True)
        log = CHECKOUT / "var" / "log" / "start.log"
        log.write_text(made.stderr)
        why = (made.stderr.strip().splitlines() or ["no reason given"])[-1]
        raise Refused(f"{' '.join(words)} failed: {why} (all of it: {log})")


def _wait_until_ready(port: int, sandbox_port: int, running: list[Program]) -> None:
    end = time.monotonic() + 60
    while not (_ready(port) and _answers(sandbox_port)):
        for program in running:
            if program.process is not None and program.process.poll() is not None:
                raise Refused(f"The {program.name} does not stay up; the reason stands in {program.log}.")
        if time.monotonic() > end:
            raise Refused(f"Not ready after a minute; look into {running[0].log.parent}.")
        time.sleep(0.1)


def _answers(port: int) -> bool:
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=5):
            return True
    except OSError:
        return False


def _ready(port: int) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/readyz")
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()


def _tend(servers: dict[str, environment.Server], running: list[Program]) -> None:
    while True:
        for program in running:
            if program.tend():
                print(f"{program.name} died and runs again; see {program.log}", file=sys.stderr, flush=True)
        for name, server in servers.items():
            if not server.stays_up():
                _start_again(name, server)
        time.sleep(0.2)


def _start_again(name: str, server: environment.Server) -> None:
    try:
        environment.write_pid(name, server.start())
    except Refused as refused:  # what died may still be letting go: try again
        print(refused, file=sys.stderr, flush=True)
    else:
        print(f"{name} died and runs again; see {server.log}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
