"""`make demo`: refuses in one line, restarts what dies, leaves nothing behind."""

import os
import shutil
import signal
import socket
import sys
from collections import namedtuple
from collections.abc import Iterator
from pathlib import Path

import pytest

from demo.services.process import Refused, alive, wait_until
from demo.supervisor import __main__ as supervisor
from demo.supervisor import programs
from demo.supervisor.programs import Program

Usage = namedtuple("Usage", "total used free")  # noqa: PYI024  what shutil.disk_usage gives


@pytest.fixture
def run_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(programs, "RUN", tmp_path)
    monkeypatch.setattr(programs, "CHECKOUT", tmp_path)
    monkeypatch.setattr(
        programs, "write_pid", lambda name, pid: (tmp_path / f"{name}.pid").write_text(str(pid))
    )
    return tmp_path


@pytest.fixture
def family(run_folder: Path) -> Iterator[Program]:
    """A program with a child, which would outlive it."""
    script = "import subprocess, time; subprocess.Popen(['sleep', '600']); time.sleep(600)"
    program = Program("family", [sys.executable, "-c", script], {})
    program.start()
    yield program
    program.ask_to_end()
    program.see_it_end(2)


def group_of(pid: int) -> list[int]:
    """All processes in the session that ``pid`` began."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[3]) == pid and fields[0] != "Z":
            found.append(int(folder.name))
    return found


def test_what_was_killed_runs_again_and_its_children_do_not_stay(family: Program) -> None:
    assert family.process is not None
    first = family.process.pid
    assert wait_until(lambda: len(group_of(first)) == 2, 5)
    os.kill(first, signal.SIGKILL)
    assert wait_until(family.tend, 5)
    assert family.process.pid != first
    assert wait_until(lambda: group_of(first) == [], 5)


def test_it_leaves_nothing_behind_when_it_ends(family: Program, run_folder: Path) -> None:
    assert family.process is not None
    pid = family.process.pid
    assert (run_folder / "family.pid").read_text() == str(pid)
    assert wait_until(lambda: len(group_of(pid)) == 2, 5)
    family.ask_to_end()
    family.see_it_end(5)
    assert wait_until(lambda: group_of(pid) == [], 5)
    assert not alive(pid)
    assert not (run_folder / "family.pid").exists()


def test_a_taken_port_is_told_in_one_line() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(Refused, match=rf"^Port {port} is taken: .* make demo PORT={port + 1}\.$"):
            supervisor._see_that_it_fits(port)


def test_a_full_disk_is_told_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(10**12, 10**12, 10**7))
    with pytest.raises(Refused, match=r"^The disk of .* has 10 MB left; .*make room first\.$"):
        supervisor._see_that_it_fits(0)


def test_a_step_that_fails_is_told_by_its_last_line(
    run_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(supervisor, "CHECKOUT", run_folder)
    (run_folder / "step.py").write_text("raise ValueError('no such thing')")
    with pytest.raises(
        Refused, match=r"^step.py failed: ValueError: no such thing \(all of it: .*start.log\)$"
    ):
        supervisor._do({}, "step.py")


def test_a_second_demo_of_one_checkout_is_refused(run_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(supervisor, "RUN", run_folder)
    with supervisor._alone(), pytest.raises(Refused, match=f"runs already, as process {os.getpid()}"):  # noqa: SIM117
        with supervisor._alone():
            pass
