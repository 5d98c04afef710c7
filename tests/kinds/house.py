"""A copy of the house without one of its kinds."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from django.conf import settings

ROOT = Path(__file__).resolve().parents[2]
NOT_COPIED = shutil.ignore_patterns(".git", ".venv", "var", "node_modules", "__pycache__", ".*_cache", "*.mo")


def build_without(kind: str, folder: Path) -> Path:
    """Copy the checkout into ``folder``, and take out the kind's folder and its one entry."""
    house = folder / "house"
    shutil.copytree(ROOT, house, ignore=NOT_COPIED)
    shutil.rmtree(house / "events" / "kinds" / kind)
    entries = house / "events" / "kinds" / "__init__.py"
    text = entries.read_text()
    text = re.sub(rf"from events\.kinds\.{kind}\.kind import \w+\n", "", text)
    text, number = re.subn(rf"{kind.capitalize()}Kind\(\),? ?", "", text)
    assert number == 1, "the kind has one entry"
    entries.write_text(text)
    subprocess.run([sys.executable, house / "locale" / "compile.py"], check=True)
    return house


def run(house: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run ``python -m …`` there, on a database beside the one of these tests."""
    environment = {
        **os.environ,
        "DATABASE_URL": f"{os.environ['DATABASE_URL'].rpartition('/')[0]}/without_{os.getpid()}",
        "REDIS_URL": f"{settings.REDIS_URL.partition('?')[0]}?db=15",
    }
    for name in [name for name in environment if name.startswith(("PYTEST_", "SAMENKOMST_TEST_"))]:
        del environment[name]
    return subprocess.run(
        [sys.executable, "-m", *words],
        cwd=house,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
