"""The embedded servers: two programs from wheels, started by whoever runs the demo, root included."""

import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
import redis

from demo.services import environment, place, postgresql
from demo.services.place import CHECKOUT, as_servant_may_enter
from demo.services.postgresql import PostgreSQL
from demo.services.process import Refused, alive, wait_until
from demo.services.valkey import Valkey


@pytest.fixture
def folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="samenkomst-services-", ignore_cleanup_errors=True) as name:
        yield as_servant_may_enter(Path(name))


def ask(server: PostgreSQL, statement: str) -> object:
    with psycopg.connect(server.url, autocommit=True) as connection:
        found = connection.execute(statement.encode())
        return found.fetchone() if found.description else None


def test_postgresql_keeps_its_data_from_one_start_to_the_next(folder: Path) -> None:
    server = PostgreSQL(folder)
    first = server.start()
    ask(server, "CREATE TABLE word AS SELECT 'samenkomst' AS text")
    assert server.start() == first  # it is found, not started twice
    server.stop()
    assert not alive(first)
    assert server.pid is None
    server.start()
    assert ask(server, "SELECT text FROM word") == ("samenkomst",)
    server.stop()


def test_postgresql_has_what_searching_needs_and_listens_on_a_socket_only(folder: Path) -> None:
    server = PostgreSQL(folder, lasting=False)
    server.start()
    ask(server, "CREATE EXTENSION pg_trgm")
    assert ask(server, "SELECT 'José' ILIKE '%É'") == (True,)
    assert ask(server, "SHOW listen_addresses") == ("",)
    assert ask(server, "SHOW timezone") == ("UTC",)
    server.stop()


def test_nobody_else_may_enter(folder: Path) -> None:
    server = Valkey(folder)
    server.start()
    assert stat.S_IMODE(server.sockets.stat().st_mode) == 0o700
    with redis.Redis(unix_socket_path=str(server.socket)) as client:
        assert client.config_get("port") == {"port": "0"}
    server.stop()


def test_root_leaves_its_own_folders_as_they_were(folder: Path) -> None:
    before = {path: path.stat().st_mode for path in (CHECKOUT, *CHECKOUT.parents)}
    server = PostgreSQL(folder, lasting=False)
    server.start()
    server.stop()
    assert {path: path.stat().st_mode for path in before} == before


def test_servers_end_with_whoever_started_them(folder: Path) -> None:
    script = f"""
import os, signal
from pathlib import Path
from demo.services.valkey import Valkey
print(Valkey(Path({str(folder)!r})).start(), flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""
    told = subprocess.run(
        [sys.executable, "-c", script], cwd=CHECKOUT, capture_output=True, text=True, check=False
    )
    pid = int(told.stdout)
    assert wait_until(lambda: not alive(pid), 5)


def test_a_broken_wheel_gives_way_to_the_system(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "bin").mkdir()
    monkeypatch.setattr(postgresql, "readable", lambda *_: folder)  # holds no programs
    monkeypatch.setattr(
        postgresql, "_version", lambda path: 15 if path.parts[:3] == ("/", "usr", "lib") else 0
    )
    monkeypatch.setattr(Path, "glob", lambda *_: [Path("/usr/lib/postgresql/15/bin")])
    assert postgresql.programs.__wrapped__() == Path("/usr/lib/postgresql/15/bin")


def test_without_any_postgresql_one_line_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postgresql, "_version", lambda _: 14)
    with pytest.raises(Refused, match=r"^No PostgreSQL 15 or later runs here: .*set DATABASE_URL.*\.$"):
        postgresql.programs.__wrapped__()


def test_what_the_environment_names_is_not_started(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres://db/samenkomst")
    monkeypatch.setenv("REDIS_URL", "redis://broker/0")
    assert environment.servers() == {}
    assert environment.addresses() == {
        "DATABASE_URL": "postgres://db/samenkomst",
        "REDIS_URL": "redis://broker/0",
    }


def test_a_folder_of_somebody_else_is_refused(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(place, "SHARED", folder)
    mine = place.of_checkout()
    assert place.of_checkout() == mine
    mine.chmod(0o777)
    with pytest.raises(Refused, match="is not ours"):
        place.of_checkout()
    mine.rmdir()
    (folder / "elsewhere").mkdir()
    mine.symlink_to(folder / "elsewhere")
    with pytest.raises(Refused, match="is not ours"):
        place.of_checkout()


def test_addresses_are_kept_where_only_we_can_read_them(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(environment, "RUN", folder)
    monkeypatch.setattr(environment, "FILE", folder / "services.env")
    environment.write({"DATABASE_URL": "postgres://a:b c@db/x"})
    assert (folder / "services.env").read_text() == "DATABASE_URL='postgres://a:b c@db/x'\n"
    assert stat.S_IMODE((folder / "services.env").stat().st_mode) == 0o600
    assert [file.name for file in folder.iterdir()] == ["services.env"]
