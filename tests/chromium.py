"""Find Chromium; ``python tests/chromium.py`` installs it where it may, or says in one line how to get it."""

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome")


def find() -> str | None:
    """Return the path of the browser that the tests drive, from CHROMIUM or the system."""
    named = os.environ.get("CHROMIUM")
    return named or next((path for path in map(shutil.which, NAMES) if path), None)


def main() -> int:
    if find():
        return 0
    if os.geteuid() == 0 and shutil.which("apt-get"):
        print("Installing Chromium for the browser tests …", flush=True)
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for words in ("update -q", "install -y -q chromium"):
            subprocess.run(["apt-get", *words.split()], env=environment, capture_output=True, check=False)
    if find():
        return 0
    hint = "apt-get install chromium, or set CHROMIUM to its path"
    print(f"The browser tests need Chromium: {hint}.", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
