"""Pictures in a folder on disk: each in a folder of its own, by its name, whole or not at all.

The time of a picture's folder is that of its last upload (``now`` as it was passed in). Removing
sets a folder aside first, so that whoever stores the same picture meanwhile finds none and writes it.
"""

from __future__ import annotations

import os
import shutil
from datetime import datetime
from pathlib import Path
from tempfile import mkdtemp

from lib.pictures import Encoded


def place_of(name: str) -> str:
    """Where a picture lies below the root, as in its address: "pictures/3f/3f…-1600x900"."""
    return f"pictures/{name[:2]}/{name}"


def keep(root: Path, encoded: Encoded, now: datetime) -> None:
    """Store a picture as uploaded at ``now``; one that is there already is only noted as uploaded again."""
    place = root / place_of(encoded.name)
    if _note(place, now):
        return
    place.parent.mkdir(parents=True, exist_ok=True)
    made = Path(mkdtemp(prefix=".new-", dir=place.parent))
    try:
        for name, data in encoded.files.items():
            (made / name).write_bytes(data)
        made.chmod(0o755)  # a proxy reads it too
        _note(made, now)
        made.rename(place)
    except OSError:
        if not _note(place, now):  # not that somebody else was first
            raise
    finally:
        shutil.rmtree(made, ignore_errors=True)


def is_kept(root: Path, name: str) -> bool:
    """Whether the picture is there."""
    return (root / place_of(name)).is_dir()


def set_aside(root: Path, name: str) -> Path | None:
    """Take a picture out of its place; returns where it is now, None where it was not there."""
    place = root / place_of(name)
    aside = place.with_name(f".gone-{name}")
    if not place.is_dir():  # or it was set aside by somebody who was interrupted
        return aside if aside.is_dir() else None
    shutil.rmtree(aside, ignore_errors=True)
    place.rename(aside)
    return aside


def uploaded_at(aside: Path) -> float:
    """The time of the last upload, in seconds since 1970."""
    return aside.stat().st_mtime


def put_back(root: Path, name: str, aside: Path) -> None:
    """Undo ``set_aside``; where the picture was stored anew meanwhile, that one stays."""
    try:
        aside.rename(root / place_of(name))
    except OSError:
        destroy(aside)


def destroy(aside: Path) -> None:
    """Remove for good what was set aside."""
    shutil.rmtree(aside)


def _note(place: Path, now: datetime) -> bool:
    try:
        os.utime(place, (now.timestamp(), now.timestamp()))
    except FileNotFoundError:
        return False
    return True
