"""Programs that are started, watched and ended here."""

import ctypes
import os
import pwd
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

PR_SET_PDEATHSIG = 1


class Refused(Exception):
    """Something outside stands in the way; the text is one line that says what to do."""


def servant() -> int | None:
    """Return the uid that servers run under: PostgreSQL refuses root. None: our own."""
    return pwd.getpwnam("nobody").pw_uid if os.geteuid() == 0 else None


def end_with_parent() -> None:
    """Before a child's program begins: have it told to end when its parent is gone, even by kill -9."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def start(command: Sequence[str | Path], log: Path, *, detached: bool = False) -> subprocess.Popen[bytes]:
    """Start a server under the servant's uid with its output in ``log``.

    Unless ``detached`` it ends when this process does, however that comes to its end.
    """
    with log.open("ab") as output:
        return subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            user=servant(),
            start_new_session=True,  # a Ctrl-C in the terminal is ours to pass on, in our order
            preexec_fn=None if detached else end_with_parent,  # noqa: PLW1509  we have one thread
            cwd="/",
        )


def wait_until(true: Callable[[], bool], seconds: float) -> bool:
    """Ask every 20 ms until it is ``true``; False if that takes longer than ``seconds``."""
    end = time.monotonic() + seconds
    while not true():
        if time.monotonic() > end:
            return False
        time.sleep(0.02)
    return True


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    try:
        os.waitpid(pid, os.WNOHANG)  # a child of ours that ended is no longer there
    except ChildProcessError:
        return not _is_zombie(pid)
    return Path(f"/proc/{pid}").exists() if sys.platform == "linux" else True


def _is_zombie(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return False


def end(pid: int, ask: signal.Signals, seconds: float = 10) -> None:
    """Ask a process to end; insist after ``seconds``."""
    for kind in (ask, signal.SIGKILL):
        try:
            os.kill(pid, kind)
        except ProcessLookupError:
            return
        if wait_until(lambda: not alive(pid), seconds):
            return
