"""`make demo` itself, from a copy of this checkout."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest

from demo.services.place import CHECKOUT
from demo.services.process import wait_until

pytestmark = [pytest.mark.timeout(600), pytest.mark.xdist_group("demo")]
PROGRAMS = ("web", "worker", "beat", "sandbox")
BACK = 5  # seconds until what was killed runs again; that it answers is a matter of the machine as well
ANSWERS = 60
OURS = ("DATABASE_URL", "REDIS_URL", "SAMENKOMST_MODE", "SAMENKOMST_TEST_VALKEY", "DJANGO_SETTINGS_MODULE")


class Demo:
    """A copy of the checkout with the packages of this one."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        self.environment = {name: value for name, value in os.environ.items() if name not in OURS}
        self.process: subprocess.Popen[str] | None = None
        self.first_start = 0.0

    def make(self, *words: str) -> subprocess.Popen[str]:
        return self.run("make", "-s", *words)

    def run(self, *command: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            command,
            cwd=self.folder,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )

    def start(self, *command: str) -> tuple[list[str], float]:
        """Return what it printed until it was ready, and after how many seconds; usually by make."""
        begun, lines = time.monotonic(), []
        self.process = self.run(*command) if command else self.make("demo", f"PORT={self.port}")
        assert self.process.stdout is not None
        for line in self.process.stdout:
            lines.append(line.rstrip("\n"))
            if line.startswith("Samenkomst: "):
                break
        return lines, time.monotonic() - begun

    def pid(self, name: str) -> int:
        return int((self.folder / "var" / "run" / f"{name}.pid").read_text())

    def address_of(self, name: str) -> str:
        """Where a program that was told an address in the environment of the demo is reached."""
        lines = (self.folder / "var" / "run" / "services.env").read_text().splitlines()
        return next(line.partition("=")[2].strip("'\"") for line in lines if line.startswith(f"{name}="))

    def ready(self) -> bool:
        try:
            with urlopen(f"http://127.0.0.1:{self.port}/readyz", timeout=5) as answer:
                return bool(answer.status == 200)
        except OSError:
            return False

    def left(self) -> list[str]:
        """The processes that have to do with this copy."""
        listed = subprocess.check_output(["ps", "-eo", "pid,args"], text=True).splitlines()
        return [line for line in listed if str(self.folder) in line or f"--port {self.port}" in line]


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    folder = tmp_path_factory.mktemp("checkout")
    listed = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    for name in subprocess.check_output(listed, cwd=CHECKOUT, text=True).split("\0"):
        if name and (CHECKOUT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(CHECKOUT / name, folder / name)
    (folder / ".venv").symlink_to(Path(sys.executable).parent.parent)
    demo = Demo(folder)
    yield demo
    if demo.process is not None:
        demo.process.terminate()
        demo.process.wait(60)
    demo.make("reset").communicate(timeout=60)


def test_from_nothing_to_ready_and_to_nothing_again(demo: Demo) -> None:
    python = str(demo.folder / ".venv" / "bin" / "python")
    demo.start(python, "-m", "demo.supervisor", "--port", str(demo.port), "--empty")
    assert wait_until(demo.ready, ANSWERS)
    before = {name: demo.pid(name) for name in PROGRAMS}
    for pid in before.values():
        os.kill(pid, signal.SIGKILL)
    assert wait_until(lambda: all(demo.pid(name) != pid for name, pid in before.items()), BACK)
    assert wait_until(demo.ready, ANSWERS)
    assert wait_until(lambda: answers(demo.address_of("STRIPE_API_BASE")), ANSWERS)
    end_by(signal.SIGTERM, lambda demo: demo.process.pid if demo.process else 0, demo)
    left = {path.name: path.read_text() for path in (demo.folder / "var" / "run").glob("*.pid")}
    assert left == {"supervisor.pid": ""}
    demo.make("reset").communicate(timeout=60)


def answers(address: str) -> bool:
    try:
        with socket.create_connection((urlsplit(address).hostname or "", urlsplit(address).port or 0), 5):
            return True
    except OSError:
        return False


@pytest.mark.soak
def test_the_first_start_fills_the_world_and_prints_the_address_last(demo: Demo) -> None:
    lines, demo.first_start = demo.start()
    assert lines[-1] == f"Samenkomst: http://127.0.0.1:{demo.port}/"
    assert any("organisator@demo.example" in line for line in lines)
    assert wait_until(demo.ready, ANSWERS)


@pytest.mark.soak
@pytest.mark.parametrize(
    ("name", "seconds"), [*((name, BACK) for name in (*PROGRAMS, "valkey")), ("postgres", 20)]
)
def test_what_is_killed_is_soon_back(name: str, seconds: float, demo: Demo) -> None:
    before = demo.pid(name)
    os.kill(before, signal.SIGKILL)
    assert wait_until(lambda: demo.pid(name) != before, seconds)
    assert wait_until(demo.ready, ANSWERS)


def end_by(kind: signal.Signals, whom: Callable[[Demo], int], demo: Demo) -> None:
    assert demo.process is not None
    os.kill(whom(demo), kind)
    demo.process.wait(30)
    assert wait_until(lambda: demo.left() == [], 15), demo.left()


@pytest.mark.soak
def test_a_term_to_make_ends_all_and_the_second_start_is_quick(demo: Demo) -> None:
    assert demo.process is not None
    end_by(signal.SIGTERM, lambda _: demo.process.pid if demo.process else 0, demo)
    _, seconds = demo.start()
    assert wait_until(demo.ready, ANSWERS)
    assert seconds < max(10, demo.first_start / 3)


@pytest.mark.soak
@pytest.mark.parametrize("kind", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
def test_nothing_stays_when_the_child_of_make_ends(kind: signal.Signals, demo: Demo) -> None:
    end_by(kind, lambda demo: demo.pid("supervisor"), demo)
    demo.start()
    assert wait_until(demo.ready, ANSWERS)


@pytest.mark.soak
def test_a_second_demo_says_that_one_runs(demo: Demo) -> None:
    told, _ = demo.make("demo", f"PORT={demo.port + 1}").communicate(timeout=30)
    assert told.splitlines()[0].startswith("The demo of this checkout runs already, as process ")
