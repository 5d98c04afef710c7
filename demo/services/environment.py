"""What programs must know about the running services: var/run/services.env, which settings read too."""

import os
import shlex
from pathlib import Path

from demo.services.place import CHECKOUT, of_checkout
from demo.services.postgresql import PostgreSQL
from demo.services.valkey import Valkey

Server = PostgreSQL | Valkey
RUN = CHECKOUT / "var" / "run"
FILE = RUN / "services.env"


def servers() -> dict[str, Server]:
    """Return the servers that we run: none of a kind whose address the environment names."""
    ours: dict[str, Server] = {}
    if "DATABASE_URL" not in os.environ:
        ours["postgres"] = PostgreSQL(of_checkout())
    if "REDIS_URL" not in os.environ:
        ours["valkey"] = Valkey(of_checkout())
    return ours


def addresses() -> dict[str, str]:
    """Return DATABASE_URL and REDIS_URL, of the environment or our own servers."""
    ours = {name: server.url for name, server in servers().items()}
    return {
        "DATABASE_URL": ours.get("postgres") or os.environ["DATABASE_URL"],
        "REDIS_URL": ours.get("valkey") or os.environ["REDIS_URL"],
    }


def write(values: dict[str, str]) -> None:
    """Tell the addresses, to ourselves alone: they may hold a password."""
    _write(FILE, "".join(f"{name}={shlex.quote(value)}\n" for name, value in values.items()))


def write_pid(name: str, pid: int) -> None:
    _write(RUN / f"{name}.pid", f"{pid}\n")


def _write(file: Path, text: str) -> None:
    RUN.mkdir(parents=True, exist_ok=True)
    fresh = file.with_suffix(".new")
    fresh.touch(mode=0o600)
    fresh.write_text(text)
    fresh.replace(file)  # whoever reads sees all of it or the one before


def forget(*names: str) -> None:
    """Remove the addresses, and the process ids of ``names``."""
    for file in (FILE, *(RUN / f"{name}.pid" for name in names)):
        file.unlink(missing_ok=True)
