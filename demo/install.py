"""Install a lock into .venv: ``python3 demo/install.py requirements-demo.lock``.

Needs nothing but Python's own library. Does nothing when that lock, as it is, was installed before.
"""

import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys

HERE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
VENV = os.path.join(HERE, ".venv")
PYTHON = os.path.join(VENV, "bin", "python")
RECORD = os.path.join(VENV, "installed.json")
CONTAINS = {"requirements-test.lock": ["requirements-demo.lock"]}
ROOM = 1200  # MB
APT = "apt-get install python3-venv"


def digest(lock):
    with open(os.path.join(HERE, lock), "rb") as file:
        return hashlib.sha256(file.read()).hexdigest()


def installed():
    try:
        with open(RECORD) as file:
            return json.load(file)
    except (OSError, ValueError):
        return {}


def make_venv():
    if os.path.exists(PYTHON) and subprocess.run([PYTHON, "-m", "pip", "--version"], capture_output=True).returncode == 0:
        return
    if importlib.util.find_spec("ensurepip") is None:
        if os.geteuid() != 0 or not shutil.which("apt-get"):
            sys.exit(f"python3-venv is missing: sudo {APT}, then make again.")
        print("Installing python3-venv …", flush=True)
        run(["apt-get", "update", "-q"], APT)
        run([*APT.split(), "-y", "-q"], APT)
    print("Making .venv …", flush=True)
    run([sys.executable, "-m", "venv", "--clear", VENV], "python3 -m venv")


def run(command, name):
    """Run it in silence; if it fails, say so in one line."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    made = subprocess.run(command, capture_output=True, text=True, env=environment)
    if made.returncode != 0:
        said = made.stdout + made.stderr
        if "No space left" in said:
            sys.exit("The disk is full: make room and try again.")
        lines = [line for line in said.splitlines() if line.strip() and "notice" not in line.lower()]
        sys.exit(f"{name} failed: {lines[-1] if lines else 'no reason given'}")


def main(lock):
    if sys.version_info < (3, 11):
        sys.exit(f"Python 3.11 or later is needed; this is {sys.version.split()[0]}: make PYTHON=python3.11 …")
    if installed().get(lock) == digest(lock) and os.path.exists(PYTHON):
        return
    free = shutil.disk_usage(HERE).free // 10**6
    if free < ROOM:
        sys.exit(f"The disk of {HERE} has {free} MB left; the packages need {ROOM}: make room first.")
    make_venv()
    print(f"Installing the packages of {lock} …", flush=True)
    pip = [PYTHON, "-m", "pip", "install", "--disable-pip-version-check", "--no-input", "-q"]
    run([*pip, "--require-hashes", "--only-binary", ":all:", "-r", os.path.join(HERE, lock)], "pip")
    locks = [lock, *CONTAINS.get(lock, [])]
    with open(RECORD, "w") as file:
        json.dump({**installed(), **{name: digest(name) for name in locks}}, file)


if __name__ == "__main__":
    main(sys.argv[1])
