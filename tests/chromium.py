"""Find Chromium; ``python tests/chromium.py`` installs it where it may, or says in one line how to get it.

Playwright drives it by a program of its own, which needs one library that a bare Debian lacks.
"""

import os
import shutil
import subprocess
import sys

from playwright._impl._driver import compute_driver_executable

NAMES = ("chromium", "chromium-browser", "google-chrome")


def find() -> str | None:
    """Return the path of the browser that the tests drive, from CHROMIUM or the system."""
    named = os.environ.get("CHROMIUM")
    return named or next((path for path in map(shutil.which, NAMES) if path), None)


def driver_runs() -> bool:
    """Whether what Playwright drives the browser with starts on this machine."""
    program, _ = compute_driver_executable()
    return subprocess.run([program, "--version"], capture_output=True, check=False).returncode == 0


def main() -> int:
    if os.geteuid() == 0 and shutil.which("apt-get"):
        _install([] if find() else ["chromium"], [] if driver_runs() else ["libatomic1"])
    if not find():
        hint = "apt-get install chromium, or set CHROMIUM to its path"
        print(f"The browser tests need Chromium: {hint}.", file=sys.stderr)
        return 1
    if not driver_runs():
        print("The browser tests need libatomic: apt-get install libatomic1.", file=sys.stderr)
        return 1
    return 0


def _install(*packages: list[str]) -> None:
    missing = [name for some in packages for name in some]
    if not missing:
        return
    print(f"Installing {' and '.join(missing)} for the browser tests …", flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for words in (["update", "-q"], ["install", "-y", "-q", *missing]):
        subprocess.run(["apt-get", *words], env=environment, capture_output=True, check=False)


if __name__ == "__main__":
    sys.exit(main())
