"""The programs of the demo, each in a session of its own so that nothing of it outlives it."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from demo.services.environment import RUN, write_pid
from demo.services.place import CHECKOUT
from demo.services.process import end_with_parent, wait_until

BIN = Path(sys.executable).parent
WEB = "granian --interface wsgi --http 1 --no-ws --workers 2 --blocking-threads 4 --backlog 1024"
WEB += " --workers-kill-timeout 10s --respawn-failed-workers --no-access-log --log-level warning"
COMMANDS = {
    "web": f"{WEB} --host 127.0.0.1 --port {{port}} config.wsgi:application",
    "worker": "celery -A config worker --concurrency 2 --without-gossip --without-mingle --loglevel INFO",
    "sandbox": "python -m demo.stripe --port {sandbox_port} --webhook http://127.0.0.1:{port}/webhooks/stripe/",
    "beat": f"celery -A config beat --loglevel WARNING --pidfile= --schedule {RUN / 'beat-schedule'}",
}


class Program:
    """One program; ``tend`` starts it again when it has died, at most once a second."""

    def __init__(self, name: str, command: list[str], environment: dict[str, str]) -> None:
        self.name, self.command, self.environment = name, command, environment
        self.log = CHECKOUT / "var" / "log" / f"{name}.log"
        self.process: subprocess.Popen[bytes] | None = None
        self.started = 0.0

    def start(self) -> None:
        self.log.parent.mkdir(parents=True, exist_ok=True)
        with self.log.open("ab") as output:
            self.process = subprocess.Popen(
                self.command,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                env=os.environ | self.environment,
                cwd=CHECKOUT,
                start_new_session=True,
                preexec_fn=end_with_parent,  # noqa: PLW1509  the supervisor has one thread
            )
        self.started = time.monotonic()
        write_pid(self.name, self.process.pid)

    def tend(self) -> bool:
        """Start it again if it has died; True then."""
        if self.process is None or self.process.poll() is None or time.monotonic() - self.started < 1:
            return False
        self._kill_group()  # what it left behind would hold the port, or take work
        self.start()
        return True

    def ask_to_end(self) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)

    def see_it_end(self, seconds: float) -> None:
        process = self.process
        if process is not None:
            wait_until(lambda: process.poll() is not None, seconds)
            self._kill_group()
            process.wait()
            (RUN / f"{self.name}.pid").unlink(missing_ok=True)

    def _kill_group(self) -> None:
        if self.process is not None:
            try:
                os.killpg(self.process.pid, signal.SIGKILL)
            except ProcessLookupError:
                return


def programs(port: int, sandbox_port: int, environment: dict[str, str]) -> list[Program]:
    """Return what `make demo` runs beside the services."""
    return [
        Program(name, [str(BIN / words[0]), *words[1:]], environment)
        for name, command in COMMANDS.items()
        if (words := command.format(port=port, sandbox_port=sandbox_port).split())
    ]
