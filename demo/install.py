"""Install a lock into .venv: ``python3 demo/install.py requirements-demo.lock``.

Needs nothing but Python's own library, and does nothing where that lock, as it is, was installed before.
"""

import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
RECORD = VENV / "installed.json"
CONTAINS = {"requirements-test.lock": ["requirements-demo.lock"]}
ROOM = 1200  # MB
APT = "apt-get install python3-venv"


def digest(lock: str) -> str:
    return hashlib.sha256((ROOT / lock).read_bytes()).hexdigest()


def installed() -> Any:
    """Return the digest of each lock that was installed, by name."""
    try:
        return json.loads(RECORD.read_text())
    except (OSError, ValueError):
        return {}


def works(command: Sequence[Any]) -> bool:
    try:
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def make_venv() -> None:
    if works([PYTHON, "-m", "pip", "--version"]):
        return
    if importlib.util.find_spec("ensurepip") is None:
        if os.geteuid() != 0 or not shutil.which("apt-get"):
            sys.exit(f"python3-venv is missing: sudo {APT}, then make again.")
        print("Installing python3-venv …", flush=True)
        run(["apt-get", "update", "-q"], "apt-get update")
        run([*APT.split(), "-y", "-q"], APT)
    print("Making .venv …", flush=True)
    run([sys.executable, "-m", "venv", "--clear", VENV], "python3 -m venv")


def run(command: Sequence[Any], name: str) -> None:
    """Run it in silence; if it fails, say so in one line."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    made = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    if made.returncode != 0:
        said = made.stdout + made.stderr
        if "No space left" in said:
            sys.exit("The disk is full: make room and try again.")
        lines = [line for line in said.splitlines() if line.strip() and "notice" not in line.lower()]
        sys.exit(f"{name} failed: {lines[-1] if lines else 'no reason given'}")


def main(lock: str) -> None:
    if sys.version_info < (3, 11):  # noqa: UP036  it is this script that tells
        sys.exit(
            f"Python 3.11 or later is needed, this is {sys.version.split()[0]}: make PYTHON=python3.11 …"
        )
    if installed().get(lock) == digest(lock) and PYTHON.exists():
        return
    free = shutil.disk_usage(ROOT).free // 10**6
    if free < ROOM:
        sys.exit(f"The disk of {ROOT} has {free} MB left; the packages need {ROOM}: make room first.")
    make_venv()
    print(f"Installing the packages of {lock} …", flush=True)
    pip = [PYTHON, "-m", "pip", "install", "--disable-pip-version-check", "--no-input", "-q"]
    run([*pip, "--require-hashes", "--only-binary", ":all:", "-r", ROOT / lock], "pip")
    now = {name: digest(name) for name in [lock, *CONTAINS.get(lock, [])]}
    RECORD.write_text(json.dumps({**installed(), **now}))


if __name__ == "__main__":
    main(sys.argv[1])
