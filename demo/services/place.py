"""Where a checkout's servers keep their data, sockets and, for root, their programs."""

import hashlib
import os
import shutil
import stat
import tempfile
from pathlib import Path

from demo.services.process import Refused, servant

CHECKOUT = Path(__file__).resolve().parent.parent.parent
SHARED = Path("/var/tmp")


def of_checkout() -> Path:
    """Return the folder of this checkout: short, since a socket's path may have 107 bytes."""
    name = hashlib.sha256(f"{os.geteuid()}:{CHECKOUT}".encode()).hexdigest()[:12]
    place = SHARED / f"samenkomst-{name}"
    place.mkdir(mode=0o755, exist_ok=True)
    if place.is_symlink() or place.stat().st_uid != os.geteuid() or place.stat().st_mode & stat.S_IWOTH:
        raise Refused(f"{place} is not ours: remove it and try again.")
    return place


def as_servant_may_enter(folder: Path) -> Path:
    """Let the servers' uid pass through ``folder``, whose own contents say who may read them."""
    folder.chmod(0o755 if servant() is not None else 0o700)
    return folder


def private_folder(folder: Path) -> Path:
    """Make a folder that only the servers' uid (and root) may enter."""
    folder.mkdir(mode=0o700, exist_ok=True)
    uid = servant()
    if uid is not None:
        os.chown(folder, uid, -1)
    return folder


def readable(programs: Path, beside: Path | None = None) -> Path:
    """Return where the servers' uid can run the program folder (or file) ``programs``.

    For root that is a copy, as that uid cannot look into a checkout below /root; ``beside``
    are libraries that must keep their relative place.
    """
    if servant() is None:
        return programs
    stamp = hashlib.sha256(f"{programs}:{programs.stat().st_mtime_ns}".encode()).hexdigest()[:12]
    target = of_checkout() / f"programs-{stamp}"
    if not target.exists():
        fresh = Path(tempfile.mkdtemp(prefix="copying-", dir=target.parent))
        fresh.chmod(0o755)
        if programs.is_dir():
            inside = fresh / programs.parent.name / programs.name
            shutil.copytree(programs, inside, symlinks=True, ignore=shutil.ignore_patterns("include"))
        else:
            shutil.copy2(programs, fresh)
        if beside is not None and beside.exists():
            shutil.copytree(beside, fresh / beside.name)
        try:
            fresh.rename(target)
        except OSError:  # somebody else was first
            shutil.rmtree(fresh)
    return target / programs.parent.name / programs.name if programs.is_dir() else target / programs.name
